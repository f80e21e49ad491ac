import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import type { Permission } from '../../model/permission.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import type { Span } from '../../model/window.ts';
import type { Derivation } from '../../policy/derive/derive-permissions.ts';
import type { Holder } from '../../policy/holder.ts';
import { findProvider } from '../../providers/register.ts';
import { day, lostHours } from '../explanation/explanation-facts.ts';

/** What the words about a policy are made of. */
export interface PolicyFacts {
  readonly holder: Holder;
  readonly derivation: Derivation;
  readonly span: Span;
}

const namesMax = 3;
const dayMs = 86_400_000;

/** Says of every permission that is given without a recorded use of the subject why it is kept. */
export function keptWords(facts: PolicyFacts, permissions: readonly Permission[]): PolicyAnswer['kept'] {
  const { derivation } = facts;
  const reasonOf = ({ id }: Permission): PolicyAnswer['kept'][number]['reason'] | undefined => {
    if (derivation.signs.sibling.has(id)) return 'sibling';
    if (derivation.signed.has(id)) return 'sign';
    if (derivation.young.has(id)) return 'young';
    if (derivation.unjudged.has(id)) return 'unjudged';
    return derivation.asked.has(id) ? 'asked' : undefined;
  };
  const signWords = signs(facts);
  const words = {
    young: youngWords(facts),
    unjudged: unjudgedWords(facts),
    asked: 'Nothing can tell whether it is used; it is kept because you asked for it.',
  };
  return permissions.flatMap((permission) => {
    const reason = reasonOf(permission);
    if (reason === undefined) return [];
    const why = reason === 'sibling' || reason === 'sign' ? signWords(permission) : words[reason];
    return [{ permission: permission.name, reason, why }];
  });
}

/** Says of what was refused and is given all the same why, and what giving it cannot do. */
export function wantedWords(
  { derivation, holder }: PolicyFacts,
  permissions: readonly Permission[],
): PolicyAnswer['wanted'] {
  const wordsOf = (id: number): string => {
    if (holder.input.used.has(id))
      return 'It is used, and was refused on something else: it is given there too.';
    return holder.input.granted?.has(id)
      ? 'It is held and was refused all the same: something else forbids it, and giving it does not change that.'
      : 'It was only ever refused: it is given because you asked for what was needed.';
  };
  return permissions
    .filter(({ id }) => derivation.wanted.has(id))
    .map(({ id, name }) => ({ permission: name, why: wordsOf(id) }));
}

function signs({ holder, derivation }: PolicyFacts): (permission: Permission) => string {
  const { catalogue, title } = findProvider(holder.subject.provider);
  const facts = catalogueFacts(holder.subject.provider);
  const inUse = PermissionSet.unionOf([holder.input.used, ...holder.siblings.map(({ used }) => used)]);
  const dependants = new Map<number, string[]>();
  for (const [name, companions] of catalogue.companions()) {
    const user = catalogue.find(name);
    if (!user || !inUse.has(user.id)) continue;
    for (const id of facts.setOf(companions)) dependants.set(id, [...(dependants.get(id) ?? []), name]);
  }
  const { sibling, companion, tried, neighbour, unmapped } = derivation.signs;
  return ({ id, service }) =>
    [
      ...(sibling.has(id) ? [`Another token of the principal uses it: ${some(usersOf(holder, id))}.`] : []),
      ...(companion.has(id)
        ? [`What is used may need it without a record of its own: ${some(dependants.get(id) ?? [])}.`]
        : []),
      ...(tried.has(id)
        ? [`${title} itself saw it or its service tried since the window began, and no call explains that.`]
        : []),
      ...(neighbour.has(id)
        ? [`It works inside resources of ${service} that were acted on, and would leave no record here.`]
        : []),
      ...(unmapped.has(id)
        ? [`Operations of ${service} were called of which it is not known what they need; it may be this.`]
        : []),
    ].join(' ');
}

function usersOf({ siblings }: Holder, id: number): string[] {
  return siblings.filter(({ used }) => used.has(id)).map(({ tokenId }) => tokenId);
}

function youngWords({ holder, span }: PolicyFacts): string {
  const days = Math.round((span.to - span.from) / dayMs);
  const until = `it is kept until ${days === 1 ? 'a day' : `${days} days`} have shown whether it is needed.`;
  return holder.input.doubts.isNewcomer
    ? `No token of the principal is as old as the window: ${until}`
    : `It was granted after the window began on ${day(span.from)}: ${until}`;
}

function unjudgedWords({ holder, span }: PolicyFacts): string {
  const { coverage, account } = holder;
  const days = Math.round((span.to - span.from) / dayMs);
  if (!coverage)
    return `No log of account ${account} is held: it is kept until there is one of ${days} days.`;
  const lost = lostHours(coverage);
  const lastHole = Math.max(0, ...coverage.holes.map(({ to }) => to));
  if (lost === 0)
    return `The log of account ${account} covers too little of the window: it is kept until it covers ${days} days.`;
  return `The log of account ${account} lacks ${lost.toLocaleString('en-US')} hours up to ${day(lastHole * 3_600_000)}: it is kept until ${days} days after that have passed.`;
}

function some(names: readonly string[]): string {
  const rest = names.length - namesMax;
  return rest > 0 ? `${names.slice(0, namesMax).join(', ')} and ${rest} more` : names.join(', ');
}
