import { accountKey } from '../model/account-key.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { findProvider } from '../providers/register.ts';
import type { AccountCoverage } from './coverage.ts';
import { usedTogether } from './doubts.ts';
import type { FleetGap, TokenGap } from './gap.ts';
import type { PrincipalGrants } from './granted.ts';
import { Judge } from './judge.ts';
import type { KnownToken } from './known-tokens.ts';
import type { ProviderTries } from './provider-tries.ts';
import type { TokenUsage } from './usage-by-token.ts';

export const sampleSpan = {
  from: Date.parse('2026-06-01T00:00:00Z'),
  to: Date.parse('2026-09-29T00:00:00Z'),
};
const account = '111122223333';

/** Kinds of recording that are on by default. */
export const management = ['management-read', 'management-write'] as const;

export const sampleToken: KnownToken = {
  provider: 'aws',
  account,
  id: 'AKIAEXAMPLE000000001',
  kind: 'access-key',
  principalId: `arn:aws:iam::${account}:user/a`,
  principalKind: 'user',
  status: 'active',
  owner: '',
  createdAt: Date.parse('2020-01-01T00:00:00Z') / 1000,
  expiresAt: undefined,
  lastUsedAt: undefined,
  isNeverUsed: false,
  useNotedAt: sampleSpan.to / 1000,
};

export function permissionId(name: string): number {
  const permission = findProvider('aws').catalogue.find(name);
  if (!permission) throw new Error(`no permission ${name}`);
  return permission.id;
}

export function setOf(...names: readonly string[]): PermissionSet {
  return PermissionSet.of(names.map(permissionId));
}

/** Every permission there is. */
export function everything(): PermissionSet {
  return PermissionSet.of(
    findProvider('aws')
      .catalogue.permissions()
      .map(({ id }) => id),
  );
}

/** An account whose log holds these kinds of recording in full, without a hole. */
export function sampleCoverage(
  full: readonly string[],
  changed: Partial<AccountCoverage> = {},
): AccountCoverage {
  return {
    provider: 'aws',
    account,
    seen: new Set(full),
    full: new Set(full),
    partial: new Set(),
    exceptServices: new Set(),
    regions: ['eu-central-1'],
    holes: [],
    judgedFrom: sampleSpan.from,
    judgedTo: sampleSpan.to,
    ...changed,
  };
}

/** Usage, its sets of permissions given by their numbers. */
export type SampleUsage = Partial<Omit<TokenUsage, 'used' | 'allowed' | 'denied'>> & {
  readonly used?: Iterable<number>;
  readonly allowed?: Iterable<number>;
  readonly denied?: Iterable<number>;
};

export function sampleUsage({ used = [], allowed = used, denied = [], ...calls }: SampleUsage): TokenUsage {
  return {
    provider: 'aws',
    account,
    token_id: sampleToken.id,
    token_kind: 'access-key',
    principal_id: sampleToken.principalId,
    principal_kind: 'user',
    used: PermissionSet.of(used),
    allowed: PermissionSet.of(allowed),
    denied: PermissionSet.of(denied),
    calls: 1,
    turned_away: 0,
    first_seen: sampleSpan.from / 1000,
    last_seen: sampleSpan.to / 1000 - 60,
    ...calls,
  };
}

/** A token, what is granted to its principal, what is known of its calls, and what the log of its account records. */
export interface SampleWorld {
  readonly token?: Partial<KnownToken>;
  /** Nothing is known of the principal’s grants where this is missing. */
  readonly granted?: PermissionSet;
  readonly grants?: Partial<PrincipalGrants>;
  readonly own?: TokenUsage;
  /** Calls that name only the principal. */
  readonly shared?: TokenUsage;
  /** Calls of another token of the principal. */
  readonly sibling?: TokenUsage;
  /** No log is held where this is missing. */
  readonly coverage?: AccountCoverage;
  readonly tries?: ProviderTries;
  readonly unmappedServices?: ReadonlySet<string>;
  readonly isNewcomer?: boolean;
}

/** Judges a token of a small world. */
export function judgeSample(world: SampleWorld): TokenGap {
  const { own, shared, sibling, granted } = world;
  const coverage = new Map(
    world.coverage ? [[accountKey({ provider: 'aws', account }), world.coverage]] : [],
  );
  const grants = granted && { ...grantsOf(granted), ...world.grants };
  return new Judge(coverage).gapOf({ ...sampleToken, ...world.token }, grants, {
    own,
    shared,
    principal: usedTogether([own, shared, sibling].filter((row) => row !== undefined)),
    signs: {
      tries: world.tries,
      unmappedServices: world.unmappedServices,
      isNewcomer: world.isNewcomer ?? false,
    },
  });
}

/** The fleet that consists of one token. */
export function sampleFleet(world: SampleWorld): FleetGap {
  return {
    span: sampleSpan,
    scope: undefined,
    tokens: [judgeSample(world)],
    grants: new Map(),
    coverage: new Map(world.coverage ? [[accountKey({ provider: 'aws', account }), world.coverage]] : []),
  };
}

function grantsOf(granted: PermissionSet): PrincipalGrants {
  return {
    provider: 'aws',
    account,
    principalId: sampleToken.principalId,
    kind: 'user',
    name: 'a',
    owner: '',
    ownerBasis: '',
    granted,
    limited: PermissionSet.empty,
    young: PermissionSet.empty,
    isComplete: true,
  };
}
