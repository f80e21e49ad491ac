import type { Rule } from '../../analysis/findings/rule.ts';
import { rules } from '../../analysis/findings/rules.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Finding } from '../../model/finding.ts';

/** Findings that somebody does not want to be told, and until when. */
export interface Mute {
  /** What it names: a finding’s id, a rule, or a rule and a subject. */
  readonly what: string;
  readonly reason: string;
  readonly matches: (finding: Finding) => boolean;
  /** UTC epoch milliseconds; for ever where it is missing. */
  readonly until: number | undefined;
}

const dayMs = 86_400_000;
const line = /^(?<what>\S+)(?:\s+until\s+(?<until>\d{4}-\d{2}-\d{2}))?$/;

/**
 * Reads a list of mutes: on each line a finding’s id, a rule, or a rule and a subject with a colon between them, in which `*`
 * stands for anything; then, if it is to end, `until` and the last day; what follows ` #` is the reason, for people.
 * @throws {ScopelightError} `usage.invalid` where a line is none of these: a mute that silently does nothing helps nobody.
 */
export function readMutes(text: string, path: string, userRules: readonly Rule[] = []): readonly Mute[] {
  const known = [...rules, ...userRules].map(({ id }) => id);
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const [whole = ''] = /(^|\s)#.*$/.exec(raw) ?? [];
    const entry = raw.slice(0, raw.length - whole.length).trim();
    if (entry === '') return [];
    const { what = '', until } = line.exec(entry)?.groups ?? {};
    const matches = matcher(what, known);
    const last = until === undefined ? undefined : Date.parse(until);
    if (matches === undefined || Number.isNaN(last)) {
      throw new ScopelightError(
        'usage.invalid',
        `line ${index + 1} of \`${path}\` mutes nothing: \`${entry}\``,
        {
          hint: `write a finding’s id, or a rule (${known.join(', ')}), or RULE:SUBJECT; then, if you like, \`until YYYY-MM-DD\``,
        },
      );
    }
    const reason = whole.replace(/^\s*#\s*/, '').trim();
    return [{ what, reason, matches, until: last === undefined ? undefined : last + dayMs }];
  });
}

/** Leaves out what is muted at a moment. */
export function unmuted(
  findings: readonly Finding[],
  mutes: readonly Mute[],
  now: number,
): readonly Finding[] {
  const inForce = mutes.filter(({ until }) => until === undefined || now < until);
  return findings.filter((finding) => !inForce.some(({ matches }) => matches(finding)));
}

function matcher(what: string, known: readonly string[]): Mute['matches'] | undefined {
  if (/^f-[0-9a-f]{16}$/.test(what)) return ({ id }) => id === what;
  const [rule = '', ...rest] = what.split(':');
  if (!known.includes(rule)) return undefined;
  if (rest.length === 0) return (finding) => finding.rule === rule;
  const parts = rest.join(':').split('*');
  return (finding) => finding.rule === rule && fits(finding.subject, parts);
}

/** Whether a text is made of these parts, in this order, with anything between them. */
function fits(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  if (others.length === 0) return text === first;
  const last = others.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of others.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
