import { type FleetGap, fleetGap, type TokenGap } from '../analysis/gap.ts';
import { grantsOfPermission, lastAccessOf, usageOfPermission } from '../analysis/permission-evidence.ts';
import { isRecorded, recordingKind } from '../analysis/recorded-set.ts';
import { ScopelightError } from '../model/error.ts';
import type { Permission } from '../model/permission.ts';
import type { Explanation } from '../model/report.ts';
import type { Window } from '../model/window.ts';
import { findProvider } from '../providers/register.ts';
import type { Context } from './context.ts';
import { judgedSpan, windowOf } from './judged-span.ts';
import { findToken } from './show-token.ts';

const hourMs = 3_600_000;

export interface ExplainPermissionInput {
  readonly token: string;
  readonly permission: string;
  readonly window?: Window;
}

/**
 * Why a token holds a permission, when it was used, and what cannot be known.
 * @throws {ScopelightError} `subject.not-found` for an unknown token or permission
 */
export async function explainPermission(ctx: Context, input: ExplainPermissionInput): Promise<Explanation> {
  const span = await judgedSpan(ctx, input.window);
  const fleet = await fleetGap(ctx.store, span);
  const gap = findToken(fleet.tokens, input.token);
  const permission = findProvider(gap.token.provider).catalogue.find(input.permission);
  if (!permission) {
    throw new ScopelightError(
      'subject.not-found',
      `${gap.token.provider} has no permission \`${input.permission}\``,
      {
        hint: 'check the spelling, for example `s3:GetObject`; `scopelight lookup` tells what an operation needs',
      },
    );
  }
  const principalId = gap.token.principalId;
  const [grantedBy, usage, lastAccess] = await Promise.all([
    grantsOfPermission(ctx.store, principalId, permission.id),
    usageOfPermission(ctx.store, { principalId, permission: permission.name, span }),
    lastAccessOf(ctx.store, { principalId, service: permission.service, permission: permission.name }),
  ]);
  const facts = { fleet, gap, permission };
  return {
    schema: 'scopelight.explanation/1',
    window: windowOf(span),
    token: gap.token.id,
    principal: principalId,
    permission: permission.name,
    state: stateOf(gap, permission.id),
    reasons: reasonsFor(facts, grantedBy, usage),
    grantedBy,
    usage: usage.map((row) => ({
      token: row.token_id,
      outcome: row.outcome,
      uses: row.uses,
      firstSeen: new Date(row.first * 1000).toISOString(),
      lastSeen: new Date(row.last * 1000).toISOString(),
      resources: row.resources.filter((resource) => resource !== '').sort(),
      sample: row.sample,
    })),
    coverage: coverageOf(facts),
    limits: [...limitsOf(facts), ...lastAccessWords(lastAccess, gap.token.provider)],
  };
}

interface Facts {
  readonly fleet: FleetGap;
  readonly gap: TokenGap;
  readonly permission: Permission;
}

function stateOf(gap: TokenGap, id: number): Explanation['state'] {
  if (gap.usedNotGranted.has(id)) return 'used-not-granted';
  if (gap.used.has(id)) return 'used';
  if (gap.denied.has(id) && !gap.granted.has(id)) return 'denied';
  if (gap.unused.has(id)) return 'unused';
  return gap.granted.has(id) ? 'unknown' : 'not-granted';
}

function reasonsFor(
  { fleet, gap, permission }: Facts,
  grantedBy: Explanation['grantedBy'],
  usage: readonly { token_id: string; outcome: string; uses: number }[],
): string[] {
  const state = stateOf(gap, permission.id);
  const count = (outcomes: readonly string[]): number =>
    usage.filter((row) => outcomes.includes(row.outcome)).reduce((sum, row) => sum + row.uses, 0);
  const allowing = grantedBy.filter((grant) => grant.effect === 'allow');
  switch (state) {
    case 'used':
      return [`${count(['allowed', 'error'])} calls that needed it got past authorisation`];
    case 'used-not-granted':
      return [
        `${count(['allowed'])} calls that needed it were allowed, though nothing in the inventory grants it`,
        'a resource policy, a role of another account or a change since the inventory was taken can be behind this',
      ];
    case 'denied':
      return [`${count(['denied'])} calls that needed it were denied, and nothing grants it`];
    case 'unused':
      return [
        `granted by ${allowing.length} ${allowing.length === 1 ? 'statement' : 'statements'}, and not used in any call since ${day(judgedFrom(fleet, gap) ?? fleet.span.from)}`,
        'every such call would have been recorded',
        ...(count(['denied']) > 0 ? [`${count(['denied'])} calls that needed it were denied`] : []),
      ];
    case 'not-granted':
      return ['nothing in the inventory grants it, and no call needed it'];
    case 'unknown':
      return unknownReasons({ fleet, gap, permission });
  }
}

function unknownReasons({ fleet, gap, permission }: Facts): string[] {
  const coverage = fleet.coverage.get(gap.token.account);
  const kind = recordingKind(permission);
  if (!coverage) return [`no logs of account ${gap.token.account} are held`];
  const reasons: string[] = [];
  if (kind === undefined) reasons.push('its use leaves no record of its own in any log');
  else if (!coverage.seen.has(kind))
    reasons.push(`the logs hold no ${kind} records of account ${coverage.account}`);
  else if (!isRecorded(permission, coverage))
    reasons.push(
      `${kind} is recorded for some resources only, or the settings that would tell were not loaded`,
    );
  if (coverage.judgedFrom === undefined)
    reasons.push(
      `the log of account ${coverage.account} has holes of ${holeHours(coverage)} hours, too many or too recent to judge silence`,
    );
  if (gap.grants?.young.has(permission.id))
    reasons.push('it was granted within the window, so not using it yet says little');
  return reasons.length > 0 ? reasons : ['another permission in use can need it without a record of its own'];
}

function coverageOf({ fleet, gap, permission }: Facts): Explanation['coverage'] {
  const coverage = fleet.coverage.get(gap.token.account);
  const hours = Math.round((fleet.span.to - fleet.span.from) / hourMs);
  const lost = coverage ? holeHours(coverage) : hours;
  return {
    category: recordingKind(permission) ?? 'never recorded',
    isRecorded: coverage !== undefined && isRecorded(permission, coverage),
    coveredHours: hours - lost,
    holeHours: lost,
  };
}

function limitsOf({ gap, permission }: Facts): string[] {
  const limits: string[] = [];
  if (permission.recorded === 'never')
    limits.push('no log can show its use; keep it where a used permission depends on it');
  if (permission.recorded === 'data')
    limits.push(
      `its use is recorded only while data events for ${permission.dataKind} are on; switch them on, or load the settings if they are`,
    );
  if (gap.grants && !gap.grants.isComplete)
    limits.push('a policy document is missing from the inventory, so more may be granted than is shown');
  if (!gap.grants)
    limits.push('the inventory does not hold this principal, so what it is granted is not known');
  return limits;
}

function lastAccessWords(
  rows: readonly { permission: string; used_at: number | null }[],
  provider: string,
): string[] {
  return rows.map(({ permission, used_at: usedAt }) => {
    const what = permission === '' ? 'the service' : permission;
    return usedAt === null
      ? `${provider} itself has no try of ${what} by this principal in its tracking period`
      : `${provider} itself last saw this principal try ${what} on ${day(usedAt * 1000)}`;
  });
}

function judgedFrom(fleet: FleetGap, gap: TokenGap): number | undefined {
  return fleet.coverage.get(gap.token.account)?.judgedFrom;
}

function holeHours(coverage: { holes: readonly { from: number; to: number }[] }): number {
  return coverage.holes.reduce((sum, hole) => sum + hole.to - hole.from, 0);
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
