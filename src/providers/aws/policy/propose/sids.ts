import type { Draft } from './draft.ts';
import type { NamedDraft } from './native-statement.ts';

/**
 * Names statements by their service and reason, and numbers them; a name stays the same while what comes before it
 * does. Statements taken over keep theirs.
 */
export function withSids(drafts: readonly Draft[]): readonly NamedDraft[] {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  const own = drafts
    .filter(({ effect }) => effect === 'allow')
    .map((draft) => {
      const base = `${serviceWord(draft.permissions)}${capital(draft.reason)}`;
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      const sid = `${base}${count}`;
      taken.add(sid);
      return { ...draft, sid };
    });
  const held = drafts.filter(({ effect }) => effect === 'deny');
  const wanted = new Set(held.map(({ sid }) => sid));
  const kept = held.map((draft) => {
    const sid = freeSid(draft.sid, taken, wanted);
    taken.add(sid);
    return { ...draft, sid };
  });
  return [...kept, ...own];
}

function freeSid(
  wanted: string | undefined,
  taken: ReadonlySet<string>,
  others: ReadonlySet<string | undefined>,
): string {
  const base = wanted === undefined || !/^[A-Za-z0-9]+$/.test(wanted) ? 'Denied' : wanted;
  if (base === wanted && !taken.has(base)) return base;
  for (let count = 1; ; count++) {
    const sid = `${base}${count}`;
    if (!taken.has(sid) && !others.has(sid)) return sid;
  }
}

function serviceWord(permissions: readonly string[]): string {
  const services = new Set(permissions.map((name) => name.slice(0, Math.max(0, name.indexOf(':')))));
  const [service = ''] = services;
  return services.size > 1
    ? 'Several'
    : service
        .split(/[^A-Za-z0-9]+/)
        .map(capital)
        .join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
