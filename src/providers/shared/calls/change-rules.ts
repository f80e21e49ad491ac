import { quote } from './sql-text.ts';

/** One recorded operation that is a change: what kind it is of, whom it is done to, and what is given or taken. */
export type ChangeRule<Thing extends string> = readonly [
  operation: string,
  change: string,
  kind: 'token' | 'principal' | 'role' | 'group',
  subject: Thing,
  object: Thing,
];

/** Expressions over a record; each is empty for an operation that no rule names. */
export interface ChangeParts {
  readonly change: string;
  readonly kind: string;
  readonly subject: string;
  readonly object: string;
}

/**
 * Gives what rules say of a record as expressions. `operation` is the column that rules go by, and `things` are the
 * expressions that they speak of.
 */
export function changeParts<Thing extends string>(
  operation: string,
  things: Readonly<Record<Thing, string>>,
  rules: readonly ChangeRule<Thing>[],
): ChangeParts {
  const names = rules.map((rule) => quote(rule[0])).join(', ');
  const listed = (position: 1 | 2 | 3 | 4): string =>
    `transform(${operation}, [${names}], [${rules.map((rule) => quote(rule[position])).join(', ')}], '')`;
  const branches = (thing: string): string =>
    Object.entries(things)
      .map(([name, value]) => `${thing} = '${name}', ${value}`)
      .join(', ');
  const pick = (position: 3 | 4): string => `multiIf(${branches(listed(position))}, '')`;
  return { change: listed(1), kind: listed(2), subject: pick(3), object: pick(4) };
}
