import { fleetGap, type TokenGap } from '../analysis/gap.ts';
import type { Level, Permission } from '../model/permission.ts';
import type { DoubtName, PermissionList } from '../model/permission-list.ts';
import type { EvidenceState } from '../model/report.ts';
import type { Window } from '../model/window.ts';
import { findProvider } from '../providers/register.ts';
import type { Context } from './context.ts';
import { judgedSpan, windowOf } from './judged-span.ts';
import { findSubject } from './tokens/find-subject.ts';
import { findToken } from './tokens/show-token.ts';

export interface ListPermissionsInput {
  readonly id: string;
  readonly window?: Window;
  readonly service?: string | undefined;
  readonly level?: Level | undefined;
  readonly state?: EvidenceState | undefined;
  readonly limit: number;
}

type Row = PermissionList['permissions'][number];
const order: readonly EvidenceState[] = ['used', 'unused', 'unknown', 'used-not-granted', 'denied'];

/**
 * Lists the permissions that a token holds or asked for, each with its evidence state.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function listPermissions(ctx: Context, input: ListPermissionsInput): Promise<PermissionList> {
  const span = await judgedSpan(ctx, input.window);
  const { id, principalIds } = await findSubject(ctx.store, input.id);
  const gap = findToken((await fleetGap(ctx.store, span, { principalIds, subjectId: id })).tokens, id);
  const rows = findProvider(gap.token.provider)
    .catalogue.permissions()
    .filter(
      ({ service, level }) => service === (input.service ?? service) && level === (input.level ?? level),
    )
    .flatMap((permission) => rowOf(gap, permission) ?? [])
    .filter(({ state }) => state === (input.state ?? state))
    .sort(
      (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.permission < b.permission ? -1 : 1),
    );
  return {
    schema: 'scopelight.permissions/1',
    window: windowOf(span),
    token: gap.token.id,
    total: rows.length,
    permissions: rows.slice(0, input.limit),
  };
}

function rowOf(gap: TokenGap, { id, name, service, level }: Permission): Row | undefined {
  const state = stateOf(gap, id);
  if (!state) return undefined;
  return {
    permission: name,
    service,
    level,
    state,
    denied: gap.denied.has(id),
    doubt: state === 'unknown' ? doubtOf(gap, id) : null,
  };
}

function stateOf(gap: TokenGap, id: number): EvidenceState | undefined {
  if (gap.usedNotGranted.has(id)) return 'used-not-granted';
  if (gap.used.has(id)) return 'used';
  if (!gap.granted.has(id)) return gap.denied.has(id) ? 'denied' : undefined;
  return gap.unused.has(id) ? 'unused' : 'unknown';
}

function doubtOf({ doubts, grants }: TokenGap, id: number): DoubtName {
  if (doubts.siblings.has(id)) return 'sibling';
  if (doubts.companions.has(id)) return 'implied';
  if (doubts.tried.has(id) || doubts.hinted.has(id)) return 'tried';
  if (doubts.unmapped.has(id)) return 'unmapped';
  return doubts.isNewcomer || grants?.young.has(id) ? 'young' : 'not-recorded';
}
