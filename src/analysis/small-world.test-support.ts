import { learnHabits, rebuildProfiles, rebuildUnmapped } from '../ingest/rebuild-profiles.ts';
import { storeInventory } from '../ingest/store-inventory.ts';
import { groupBy } from '../model/group-by.ts';
import type { InventoryRead, LinkRecord, TokenRecord } from '../model/inventory.ts';
import { PermissionSet } from '../model/permission-set.ts';
import type { Span } from '../model/window.ts';
import { findProvider } from '../providers/register.ts';
import type { Store } from '../store/store.ts';
import { management, permissionId } from './gap.test-support.ts';
import { joinedReads } from './joined-reads.test-support.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Ninety days, beginning on a Monday. */
export const worldSpan: Span = {
  from: Date.parse('2026-06-01T00:00:00Z'),
  to: Date.parse('2026-08-30T00:00:00Z'),
};

/** The weeks around the span too: what lies outside it must not count. */
const worldWeeks = Array.from({ length: 30 }, (_, week) =>
  new Date(worldSpan.from + (week - 8) * 7 * dayMs).toISOString().slice(0, 10),
);

/** Time of a day of the span, at noon. */
export function dayAt(day: number): number {
  return worldSpan.from + day * dayMs + 12 * hourMs;
}

export interface SmallCall {
  /** Empty for a call that names only the principal. */
  readonly token: string;
  readonly principal: string;
  readonly permission: string;
  readonly outcome?: 'allowed' | 'denied' | 'authn_failed' | 'error';
  readonly day: number;
  readonly resource?: string;
  /** The resource with its varying parts as `*`; the resource itself by default. */
  readonly group?: string;
  readonly place?: string;
  readonly agent?: string;
}

export interface SmallPrincipal {
  readonly id: string;
  readonly granted: readonly string[];
  /** On what; everything by default. */
  readonly resources?: readonly string[];
  /** When its only grant took effect. */
  readonly since?: number;
  /** The document of its only role; by default it gives what is granted on everything. */
  readonly document?: string;
  readonly kind?: string;
  readonly isComplete?: boolean;
}

export interface SmallWorld {
  readonly account?: string;
  /** When its inventory was taken; at the end of the span by default. */
  readonly observedAt?: number;
  readonly principals: readonly SmallPrincipal[];
  /** Listed tokens, by principal. */
  readonly tokens?: readonly (Pick<TokenRecord, 'id' | 'principalId'> & Partial<TokenRecord>)[];
  readonly calls?: readonly SmallCall[];
  readonly unmapped?: readonly {
    readonly principal: string;
    readonly source: string;
    readonly day: number;
  }[];
  readonly tried?: readonly {
    readonly principal: string;
    readonly service: string;
    readonly permission?: string;
    readonly day: number | undefined;
  }[];
  readonly changes?: readonly {
    readonly change: string;
    readonly subject: string;
    readonly object: string;
    readonly day: number;
    /** Who did it: a token of a principal, or the principal alone. */
    readonly actor?: { readonly token: string; readonly principal: string; readonly kind: string };
  }[];
  /** Who may become whom; stated by the target. */
  readonly links?: readonly (Pick<LinkRecord, 'target' | 'from'> & Partial<LinkRecord>)[];
  readonly kinds?: readonly string[];
  /** Hours without a record, counted from the beginning of the span; the log has records in all others. */
  readonly silent?: readonly { readonly from: number; readonly to: number }[];
  readonly hasLog?: boolean;
}

/** Puts worlds, each of an account of its own, into a store, in place of what was there. */
export async function loadSmallWorlds(store: Store, worlds: readonly SmallWorld[]): Promise<void> {
  for (const table of tables) await store.truncate(table);
  const accountOf = (world: SmallWorld): string => world.account ?? '111122223333';
  const rowsOf = (read: (world: SmallWorld, account: string) => Iterable<object>) =>
    worlds.flatMap((world) => [...read(world, accountOf(world))].map((row) => ({ provider: 'aws', ...row })));
  // What was taken at one time is one export.
  for (const taken of groupBy(worlds, ({ observedAt }) => observedAt).values())
    await storeInventory(
      store,
      'aws',
      joinedReads(taken.map((world) => inventoryOf(world, accountOf(world)))),
    );
  await store.insert('usage_v1', rowsOf(usageRows));
  await store.insert('coverage_v1', rowsOf(coverageRows));
  await store.insert('changes_v1', rowsOf(changeRows));
  await store.insert('calls_v1', rowsOf(callRows));
  await store.insert('calls_v1', rowsOf(unmappedRows));
  await rebuildProfiles(store, { provider: 'aws', weeks: worldWeeks });
  await rebuildUnmapped(store, { provider: 'aws', weeks: worldWeeks });
  await learnHabits(store);
}

const tables = [
  'usage_v1',
  'profiles_v1',
  'seasons_v1',
  'habits_v1',
  'unmapped_v1',
  'coverage_v1',
  'calls_v1',
  'changes_v1',
  'principals_v1',
  'tokens_v1',
  'roles_v1',
  'grants_v1',
  'links_v1',
  'permission_sets_v1',
  'last_accessed_v1',
  'recordings_v1',
];

function usageRows({ calls = [] }: SmallWorld, account: string) {
  return calls.map((call) => {
    const {
      permission,
      outcome = 'allowed',
      day,
      resource = '',
      group = resource,
      place = '',
      agent = '',
    } = call;
    const at = Math.floor(dayAt(day) / 1000);
    const known = findProvider('aws').catalogue.find(permission);
    return {
      account,
      ...callerOf(call),
      permission,
      permission_id: known?.id ?? 0,
      basis: 'named',
      outcome,
      day: Math.floor(dayAt(day) / dayMs),
      resource_group: group,
      place,
      agent,
      uses: '1',
      calls: '1',
      first_seen: at,
      last_seen: at,
      sample: 'sample',
    };
  });
}

function callRows({ calls = [] }: SmallWorld, account: string) {
  return calls.map((call, index) => {
    const { permission, outcome = 'allowed', day, resource = '', group = resource } = call;
    return {
      account,
      principal_account: account,
      event_id: `call-${account}-${index}`,
      call_id: `call-${account}-${index}`,
      time: dayAt(day),
      ...callerOf(call),
      permissions: [permission],
      basis: 'named',
      resource,
      resource_group: group,
      outcome,
    };
  });
}

function callerOf({ token, principal }: SmallCall) {
  return {
    token_id: token,
    token_kind: token === '' ? '' : token === principal ? 'session' : 'access-key',
    principal_id: principal,
    principal_kind: principal === 'unknown' ? 'unknown' : 'user',
  };
}

function* coverageRows({ kinds = management, silent = [], hasLog = true }: SmallWorld, account: string) {
  for (let hour = worldSpan.from; hasLog && hour < worldSpan.to; hour += hourMs) {
    const index = (hour - worldSpan.from) / hourMs;
    if (silent.some(({ from, to }) => index >= from && index < to)) continue;
    for (const category of kinds)
      yield { account, region: 'eu-central-1', category, hour: hour / 1000, records: '1' };
  }
}

function changeRows({ changes = [] }: SmallWorld, account: string) {
  return changes.map(({ change, subject, object, day, actor }, index) => ({
    ...(actor && {
      actor_token_id: actor.token,
      actor_principal_id: actor.principal,
      actor_principal_kind: actor.kind,
    }),
    account,
    event_id: `change-${account}-${index}`,
    call_id: `change-${account}-${index}`,
    time: dayAt(day),
    change,
    subject_kind: 'principal',
    subject_id: subject,
    object_id: object,
    outcome: 'allowed',
  }));
}

function unmappedRows({ unmapped = [] }: SmallWorld, account: string) {
  return unmapped.map(({ principal, source, day }, index) => ({
    account,
    event_id: `unmapped-${index}`,
    call_id: `unmapped-${index}`,
    time: dayAt(day),
    principal_id: principal,
    principal_kind: 'user',
    source,
    operation: 'BrandNewOperation',
    basis: 'unknown',
    outcome: 'allowed',
  }));
}

function inventoryOf(world: SmallWorld, account: string): InventoryRead {
  const shared = { account, observedAt: world.observedAt ?? worldSpan.to };
  const longAgo = Date.parse('2020-01-01T00:00:00Z');
  const grantOf = ({ id, granted, resources = ['*'], since = longAgo }: SmallPrincipal) => ({
    ...shared,
    principalId: id,
    roleId: `${id}:policy/own`,
    statement: '0',
    effect: 'allow' as const,
    permissions: PermissionSet.of(granted.map(permissionId)),
    resources,
    isConditional: false,
    path: ['policy/own'],
    since,
  });
  return {
    files: [],
    principals: world.principals.map(({ id, kind = 'user' }) => ({
      ...shared,
      id,
      kind,
      name: id,
      tags: {},
      trusts: [],
    })),
    tokens: (world.tokens ?? []).map((token) => ({
      ...shared,
      kind: 'access-key',
      status: 'active',
      createdAt: longAgo,
      ...token,
    })),
    roles: world.principals.map(({ id, granted, resources = '*', document, since = longAgo }) => ({
      ...shared,
      id: `${id}:policy/own`,
      kind: 'inline',
      name: 'own',
      document: document ?? documentOf(granted, resources),
      changedAt: since,
    })),
    grants: world.principals.map(grantOf),
    effective: world.principals.map((principal) => ({
      ...shared,
      principalId: principal.id,
      allowed: grantOf(principal).permissions,
      conditional: PermissionSet.empty,
      scoped: PermissionSet.empty,
      restricted: PermissionSet.empty,
      ineffective: PermissionSet.empty,
      unmatched: [],
      isComplete: principal.isComplete ?? true,
      unknowns: [],
    })),
    lastAccessed: (world.tried ?? []).map(({ principal, service, permission, day }) => ({
      ...shared,
      principalId: principal,
      service,
      ...(permission !== undefined && { permission }),
      ...(day !== undefined && { triedAt: dayAt(day) }),
    })),
    links: (world.links ?? []).map((link) => ({
      ...shared,
      statedBy: link.target,
      conditions: [],
      document: 'trust policy',
      ...link,
    })),
    recordings: [],
    problems: [],
    ignored: [],
  };
}

function documentOf(granted: readonly string[], resources: string | readonly string[]): string {
  const statements = [{ Effect: 'Allow', Action: granted, Resource: resources }];
  return JSON.stringify({ Version: '2012-10-17', Statement: granted.length === 0 ? [] : statements });
}
