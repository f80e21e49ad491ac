import { isRecorded } from '../../analysis/recorded-set.ts';
import { accountKey } from '../../model/account-key.ts';
import { day, type Facts, lostHours } from './explanation-facts.ts';

const dayMs = 86_400_000;
/** Providers round their times of last use. */
const slackSeconds = 86_400;

/** What the logs cannot tell about a permission, and what would settle it, in sentences. */
export function limitsOf(facts: Facts): string[] {
  if (facts.state === 'used') return inventoryLimits(facts);
  return [
    ...recordingLimits(facts),
    ...windowLimits(facts),
    ...inventoryLimits(facts),
    ...lastAccessWords(facts),
    ...lastUseWords(facts),
  ];
}

function recordingLimits({ state, permission, fleet, gap }: Facts): string[] {
  const coverage = fleet.coverage.get(accountKey(gap.token));
  if (state !== 'unknown' || (coverage !== undefined && isRecorded(permission, coverage))) return [];
  if (permission.recorded === 'never')
    return ['No log can show its use. Keep it while something is used that may depend on it.'];
  if (permission.recorded === 'data')
    return [
      `Its use is recorded only while data events for ${permission.dataKind} are on: switch them on for all resources, or load the logging settings if they are.`,
    ];
  if (permission.recorded === 'shown')
    return [
      `Nothing shows that the log records ${permission.dataKind}: record such calls, or load the logging settings if they are recorded.`,
    ];
  return [];
}

function windowLimits({ state, fleet, gap }: Facts): string[] {
  if (state !== 'unused') return [];
  const coverage = fleet.coverage.get(accountKey(gap.token));
  const lost = coverage ? lostHours(coverage) : 0;
  const days = Math.round(((coverage?.judgedTo ?? 0) - (coverage?.judgedFrom ?? 0)) / dayMs);
  return [
    `What happens less often than every ${days} days need not be in this window.`,
    ...(lost > 0 && coverage?.judgedFrom === fleet.span.from
      ? [
          `The log of account ${coverage.account} lacks ${lost} hours, too few to decide: a call may lie in them.`,
        ]
      : []),
  ];
}

function inventoryLimits({ gap }: Facts): string[] {
  if (!gap.grants) return [];
  return gap.grants.isComplete
    ? []
    : ['The inventory lacks the document of a policy: more may be granted than is shown.'];
}

function lastAccessWords({ lastAccess, providerTitle }: Facts): string[] {
  return lastAccess.map(({ permission, service, usedAt }) => {
    const what = permission === '' ? `the service ${service}` : permission;
    return usedAt === undefined
      ? `${providerTitle} itself saw no try of ${what} by this principal while it kept track.`
      : `${providerTitle} itself last saw this principal try ${what} on ${day(usedAt * 1000)}.`;
  });
}

/** The provider may know of a later use than the logs do: then they lack something. */
function lastUseWords({ fleet, gap, lastUse, providerTitle }: Facts): string[] {
  const { token } = gap;
  const isOfToken = lastUse.token !== undefined;
  const told = lastUse.token ?? lastUse.principal;
  // The calls of a session may be those of the token it was signed in with.
  const callers = fleet.tokens.filter(
    (other) =>
      other === gap ||
      (other.token.principalId === token.principalId && (!isOfToken || other.token.kind === 'session')),
  );
  const held = Math.max(0, ...callers.map((caller) => caller.lastSeen ?? 0));
  if (told === undefined || told <= held + slackSeconds) return [];
  const saw = `${providerTitle} itself last saw this ${isOfToken ? 'token' : 'principal'} used on ${day(told * 1000)}`;
  if (told * 1000 < fleet.span.from) return [`${saw}, before the window.`];
  return [
    held === 0
      ? `${saw}, and no call of it is held: the logs may lack some.`
      : `${saw}, after the last call that is held, of ${day(held * 1000)}: the logs may lack some.`,
  ];
}
