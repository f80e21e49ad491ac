import { ScopelightError } from '../../model/error.ts';

/** By role, the moment (epoch milliseconds) up to which somebody has looked at what it gives. */
export type RoleReviews = ReadonlyMap<string, number>;

const dayMs = 86_400_000;
const form =
  /^\s*"?([^",;\t]+?)"?\s*[,;\t]\s*"?([^",;\t]+?)"?\s*[,;\t]\s*"?(\d{4}-\d\d-\d\d)(T[\d:.]+Z)?"?\s*$/;

/**
 * Reads who reviewed which role when, one a line: `ROLE,who,2026-09-30`. A day counts whole; of several reviews of a role, the
 * latest counts; `#` begins a remark.
 * @throws {ScopelightError} `usage.invalid` that names the line
 */
export function readReviews(text: string, path: string): RoleReviews {
  const reviews = new Map<string, number>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const plain = line.replace(/(^|\s)#.*$/, '').trim();
    if (plain === '' || (index === 0 && /^role\b/i.test(plain))) continue;
    const [, role = '', , day = '', time = ''] = form.exec(plain) ?? [];
    const at = time === '' ? Date.parse(day) + dayMs - 1 : Date.parse(`${day}${time}`);
    if (role === '' || Number.isNaN(at)) {
      throw new ScopelightError('usage.invalid', `line ${index + 1} of \`${path}\` is no review`, {
        hint: 'write the id or name of a role, who reviewed it and the day, as in `deploy,ann@example.com,2026-09-30`',
      });
    }
    reviews.set(role, Math.max(at, reviews.get(role) ?? 0));
  }
  return reviews;
}
