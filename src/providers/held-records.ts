import type {
  EffectiveGrant,
  GrantRecord,
  GrantUnknown,
  PrincipalRecord,
  RoleRecord,
  TokenRecord,
} from '../model/inventory.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { toEpoch } from './epoch.ts';

/** What a native grant gives, in terms of a catalogue. */
export interface Granted {
  readonly permissions: PermissionSet;
  /** Of these, the ones given in part only. */
  readonly partial: PermissionSet;
  /** Names that the catalogue does not know; what they give is not in the set. */
  readonly unmatched: readonly string[];
}

/** One bundle of permissions as somebody holds it. */
export interface Holding {
  readonly principalId: string;
  /** Set where it lies on this token alone. */
  readonly tokenId?: string;
  readonly account: string;
  readonly observedAt: number;
  readonly role: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly document: object;
  };
  readonly granted: Granted;
  readonly resources: readonly string[];
  readonly path: readonly string[];
  readonly since?: number | undefined;
  /** Why more may be granted than the bundle says. */
  readonly more?: string;
  /** Why less may be. */
  readonly less?: string;
  /** Set where it gives nothing and only caps what other bundles give, as they already say. */
  readonly isLimit?: true;
}

/** Gathers what is read of holders of bundles, each thing once: of several exports the latest counts. */
export class Records {
  readonly #principals = new Map<string, PrincipalRecord>();
  readonly #tokens = new Map<string, TokenRecord>();
  readonly #holdings = new Map<string, Holding>();

  addPrincipal(principal: Omit<PrincipalRecord, 'tags' | 'trusts'>): void {
    const known = this.#principals.get(principal.id);
    if (known !== undefined && known.observedAt > principal.observedAt) return;
    this.#principals.set(principal.id, { ...known, ...principal, tags: {}, trusts: [] });
  }

  addToken(token: TokenRecord): void {
    const known = this.#tokens.get(token.id);
    if (known === undefined || known.observedAt <= token.observedAt) this.#tokens.set(token.id, token);
  }

  addHolding(holding: Holding): void {
    const key = JSON.stringify([holding.principalId, holding.tokenId, holding.role.id]);
    const known = this.#holdings.get(key);
    if (known === undefined || known.observedAt <= holding.observedAt) this.#holdings.set(key, holding);
  }

  hasToken(id: string): boolean {
    return this.#tokens.has(id);
  }

  get principals(): readonly PrincipalRecord[] {
    return sorted(this.#principals.values(), ({ id }) => id);
  }

  get tokens(): readonly TokenRecord[] {
    return sorted(this.#tokens.values(), ({ id }) => id);
  }

  get roles(): readonly RoleRecord[] {
    const roles = new Map<string, RoleRecord>();
    for (const { role, account, observedAt } of this.#held())
      roles.set(role.id, { ...role, account, observedAt, document: JSON.stringify(role.document) });
    return sorted(roles.values(), ({ id }) => id);
  }

  get grants(): readonly GrantRecord[] {
    return this.#held().map(
      ({ granted, role, since, principalId, tokenId, account, observedAt, resources, path, isLimit }) => ({
        principalId,
        ...(tokenId !== undefined && { tokenId }),
        account,
        observedAt,
        roleId: role.id,
        statement: '0',
        effect: isLimit ? 'limit' : 'allow',
        permissions: granted.permissions,
        resources,
        isConditional: false,
        path,
        ...(since !== undefined && { since }),
      }),
    );
  }

  /** One for each holder of a bundle; whoever holds none is not known to hold anything. */
  get effective(): readonly EffectiveGrant[] {
    const byHolder = new Map<string, Holding[]>();
    for (const holding of this.#held()) {
      if (holding.isLimit) continue;
      const key = JSON.stringify([holding.principalId, holding.tokenId]);
      byHolder.set(key, [...(byHolder.get(key) ?? []), holding]);
    }
    return [...byHolder.values()].map(effectiveOf);
  }

  #held(): readonly Holding[] {
    return sorted(
      this.#holdings.values(),
      ({ principalId, tokenId, role }) => `${principalId}\n${tokenId}\n${role.id}`,
    );
  }
}

function effectiveOf(holdings: readonly Holding[]): EffectiveGrant {
  const [first] = holdings;
  const union = (pick: (holding: Holding) => PermissionSet): PermissionSet =>
    PermissionSet.unionOf(holdings.map(pick));
  const everywhere = union(({ granted, resources }) =>
    isEverywhere(resources) ? granted.permissions.subtract(granted.partial) : PermissionSet.empty,
  );
  const allowed = union(({ granted }) => granted.permissions);
  const unknowns = holdings.flatMap(unknownsOf);
  return {
    principalId: first?.principalId ?? '',
    ...(first?.tokenId !== undefined && { tokenId: first.tokenId }),
    account: first?.account ?? '',
    observedAt: Math.max(...holdings.map(({ observedAt }) => observedAt)),
    allowed,
    conditional: PermissionSet.empty,
    scoped: allowed.subtract(everywhere),
    restricted: PermissionSet.empty,
    ineffective: PermissionSet.empty,
    unmatched: holdings.flatMap(({ granted }) => granted.unmatched),
    isComplete: unknowns.every(({ effect }) => effect === 'less'),
    unknowns,
  };
}

function unknownsOf({ role, granted, more, less }: Holding): readonly GrantUnknown[] {
  const reasons = [
    ...(more === undefined ? [] : [more]),
    ...granted.unmatched.map((name) => `the permission \`${name}\` is not known`),
  ];
  return [
    ...reasons.map((reason) => ({ subject: role.id, reason, effect: 'more' as const })),
    ...(less === undefined ? [] : [{ subject: role.id, reason: less, effect: 'less' as const }]),
  ];
}

function isEverywhere(resources: readonly string[]): boolean {
  return resources.includes('*');
}

function sorted<T>(values: Iterable<T>, key: (value: T) => string): readonly T[] {
  const keyed = [...values].map((value) => ({ value, key: key(value) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ value }) => value);
}

/** A field with a time that an answer may leave out, as a property of a record. */
export function timeField<Name extends string>(
  name: Name,
  value: string | null | undefined,
): Partial<Record<Name, number>> {
  const time = toEpoch(value ?? undefined);
  return time === undefined ? {} : fieldOf(name, time);
}

function fieldOf<Name extends string>(name: Name, time: number): Partial<Record<Name, number>> {
  const field: Partial<Record<Name, number>> = {};
  field[name] = time;
  return field;
}
