import { recordingKind } from '../../analysis/recorded-set.ts';
import { accountKey } from '../../model/account-key.ts';
import { recordWords } from '../../model/record-words.ts';
import { findProvider } from '../../providers/register.ts';
import { silenceReasons } from '../silence-reasons.ts';
import { calls, day, type Facts } from './explanation-facts.ts';

const namesMax = 3;

/** Why a permission is in its state, in sentences, the weightiest first. */
export function reasonsFor(facts: Facts): string[] {
  switch (facts.state) {
    case 'used':
      return usedReasons(facts);
    case 'used-not-granted':
      return [
        `${calls(count(facts, ['allowed']))} that needed it succeeded, though no grant in the inventory gives it.`,
        'The policy of a resource can be behind this, or a grant that the inventory does not hold.',
      ];
    case 'denied':
      return [`${calls(count(facts, ['denied']))} that needed it were refused, and no grant gives it.`];
    case 'unused':
      return unusedReasons(facts);
    case 'unknown':
      return unknownReasons(facts);
    case 'not-granted':
      return notGrantedReasons(facts);
  }
}

function usedReasons(facts: Facts): string[] {
  const { gap } = facts;
  const passed = ['allowed', 'error'];
  const own = count(facts, passed, gap.token.id);
  const shared = count(facts, passed, '');
  const refused = count(facts, ['denied'], gap.token.id);
  return [
    ...(own > 0 ? [`${calls(own)} with this token needed it and were not refused.`] : []),
    ...(shared > 0
      ? [
          `${calls(shared)} that a service made on the principal’s behalf needed it; any of its tokens may be behind them.`,
        ]
      : []),
    ...(count(facts, ['allowed'], gap.token.id) + count(facts, ['allowed'], '') === 0
      ? ['All of them failed for another reason than a missing permission. They count as uses, to be safe.']
      : []),
    ...(refused > 0 ? [`${calls(refused)} were refused.`] : []),
  ];
}

function unusedReasons(facts: Facts): string[] {
  const { fleet, gap, permission } = facts;
  const coverage = fleet.coverage.get(accountKey(gap.token));
  const from = day(coverage?.judgedFrom ?? fleet.span.from);
  const to = day((coverage?.judgedTo ?? fleet.span.to) - 1);
  const refused = count(facts, ['denied']);
  return [
    `No call of the principal needed it from ${from} to ${to}.`,
    `A call would have left a ${recordWords(recordingKind(permission))} record in the log of account ${gap.token.account}.`,
    ...(refused > 0
      ? [`${calls(refused)} that needed it were refused all the same: something else forbids them.`]
      : []),
  ];
}

function unknownReasons(facts: Facts): string[] {
  const { fleet, gap, permission, providerTitle, usage } = facts;
  const { doubts, grants, token } = gap;
  if (!grants) return ['The inventory does not hold this principal: what it is granted is not known.'];
  const siblings = [...new Set(usage.map((row) => row.token_id))].filter(
    (id) => id !== token.id && id !== '',
  );
  return [
    ...(doubts.siblings.has(permission.id)
      ? [
          `Another token of the principal uses it (${some(siblings)}), and a grant cannot be taken from one token alone.`,
        ]
      : []),
    ...(doubts.tried.has(permission.id)
      ? [
          `${providerTitle} itself saw it or its service tried since the window began, and no call held explains that.`,
        ]
      : []),
    ...(doubts.companions.has(permission.id)
      ? [`A permission in use may need it without a record of its own: ${some(dependants(facts))}.`]
      : []),
    ...(doubts.unmapped.has(permission.id)
      ? [
          `The principal called operations of ${permission.service} of which it is not known what they need; it may be this.`,
        ]
      : []),
    ...(grants.young.has(permission.id)
      ? [`${youngWords(facts)} after the window began: not using it yet says little.`]
      : []),
    ...(doubts.isNewcomer
      ? ['No token of the principal is as old as the window: not using it yet says little.']
      : []),
    ...silenceReasons(permission, token.account, fleet.coverage.get(accountKey(token))),
  ];
}

/** What made a grant young: its own date, or what the log has of changes, which dates of documents do not tell. */
function youngWords({ fleet, grantedBy }: Facts): string {
  const isDated = grantedBy.some(
    ({ effect, since }) => effect === 'allow' && since !== null && Date.parse(since) >= fleet.span.from,
  );
  return isDated
    ? 'It was granted'
    : 'The log has what gives it attached, or written to, or what limits it changed,';
}

function notGrantedReasons(facts: Facts): string[] {
  const allowing = facts.grantedBy.filter((grant) => grant.effect === 'allow').length;
  const failed = count(facts, ['error']);
  return [
    allowing === 0
      ? 'No grant in the inventory gives it.'
      : `${allowing} ${allowing === 1 ? 'statement allows' : 'statements allow'} it, and a deny, a boundary or an organisation policy takes it away.`,
    failed === 0
      ? 'No call needed it.'
      : `${calls(failed)} that needed it failed for other reasons, which does not show that they were allowed.`,
  ];
}

/** Permissions in use whose calls may need this one too. */
function dependants({ gap, permission, fleet }: Facts): string[] {
  const { catalogue } = findProvider(gap.token.provider);
  const inUse = fleet.tokens.filter((other) => other.token.principalId === gap.token.principalId);
  const isUsed = (name: string): boolean => {
    const id = catalogue.find(name)?.id;
    return (
      id !== undefined && inUse.some(({ used, usedNotGranted }) => used.has(id) || usedNotGranted.has(id))
    );
  };
  return [...catalogue.companions()]
    .filter(([name, companions]) => companions.includes(permission.name) && isUsed(name))
    .map(([name]) => name);
}

function count({ usage }: Facts, outcomes: readonly string[], tokenId?: string): number {
  return usage
    .filter((row) => outcomes.includes(row.outcome) && (tokenId === undefined || row.token_id === tokenId))
    .reduce((sum, row) => sum + row.uses, 0);
}

function some(names: readonly string[]): string {
  const rest = names.length - namesMax;
  return rest > 0 ? `${names.slice(0, namesMax).join(', ')} and ${rest} more` : names.join(', ');
}
