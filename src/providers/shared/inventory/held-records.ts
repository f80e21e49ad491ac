import { holderId } from '../../../model/holder-id.ts';
import type {
  EffectiveGrant,
  GrantRecord,
  GrantUnknown,
  InventoryRead,
  PrincipalRecord,
  RoleRecord,
  TokenRecord,
} from '../../../model/inventory.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import { toEpoch } from '../text/epoch.ts';

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
    readonly createdAt?: number;
    readonly changedAt?: number;
  };
  readonly granted: Granted;
  readonly resources: readonly string[];
  readonly path: readonly string[];
  /** Which part of the bundle it is, where its parts are held one by one. */
  readonly statement?: string;
  readonly since?: number | undefined;
  /** Why more may be granted than the bundle says. */
  readonly more?: string | undefined;
  /** Set where the bundle is not known. */
  readonly isUnknown?: true;
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
  readonly #unheld = new Map<string, Holding['role'] & Pick<Holding, 'account' | 'observedAt'>>();
  readonly #holders = new Map<string, KnownHolder>();

  addPrincipal(
    principal: Omit<PrincipalRecord, 'tags' | 'trusts'> & Partial<Pick<PrincipalRecord, 'tags'>>,
  ): void {
    const known = this.#principals.get(principal.id);
    const account = firstOf(known?.account, principal.account);
    if (known !== undefined && known.observedAt > principal.observedAt)
      this.#principals.set(principal.id, { ...principal, ...known, account });
    else this.#principals.set(principal.id, { ...known, tags: {}, ...principal, account, trusts: [] });
  }

  /** A role that counts even if nobody holds it. */
  addRole(role: Holding['role'] & Pick<Holding, 'account' | 'observedAt'>): void {
    this.#unheld.set(role.id, role);
  }

  /** A principal of which all holdings are told, be there none; `more` says why not quite all of them. */
  addHolder(holder: KnownHolder): void {
    this.#holders.set(holderId({ principalId: holder.principalId }), holder);
  }

  addToken(token: TokenRecord): void {
    const known = this.#tokens.get(token.id);
    const latest = known === undefined || known.observedAt <= token.observedAt ? token : known;
    this.#tokens.set(token.id, { ...latest, account: firstOf(known?.account, token.account) });
  }

  addHolding(holding: Holding): void {
    const key = JSON.stringify([
      holding.principalId,
      holding.tokenId,
      holding.role.id,
      holding.path,
      holding.statement,
    ]);
    const known = this.#holdings.get(key);
    if (known === undefined || known.observedAt <= holding.observedAt) this.#holdings.set(key, holding);
  }

  hasPrincipal(id: string): boolean {
    return this.#principals.has(id);
  }

  hasToken(id: string): boolean {
    return this.#tokens.has(id);
  }

  /** All that was gathered, as an inventory tells it. */
  get lists(): Pick<InventoryRead, 'principals' | 'tokens' | 'roles' | 'grants' | 'effective'> {
    const { principals, tokens, roles, grants, effective } = this;
    return { principals, tokens, roles, grants, effective };
  }

  get principals(): readonly PrincipalRecord[] {
    return sorted(this.#principals.values(), ({ id }) => id);
  }

  get tokens(): readonly TokenRecord[] {
    return sorted(this.#tokens.values(), ({ id }) => id);
  }

  get roles(): readonly RoleRecord[] {
    const roles = new Map<string, RoleRecord>();
    for (const role of this.#unheld.values())
      roles.set(role.id, { ...role, document: JSON.stringify(role.document) });
    for (const { role, account, observedAt } of this.#held())
      roles.set(role.id, { ...role, account, observedAt, document: JSON.stringify(role.document) });
    return sorted(roles.values(), ({ id }) => id);
  }

  get grants(): readonly GrantRecord[] {
    return this.#held().map(
      ({
        granted,
        role,
        since,
        principalId,
        tokenId,
        account,
        observedAt,
        resources,
        path,
        isUnknown,
        isLimit,
        statement = '0',
      }) => ({
        principalId,
        ...(tokenId !== undefined && { tokenId }),
        account,
        observedAt,
        roleId: role.id,
        statement,
        effect: isLimit ? 'limit' : 'allow',
        permissions: granted.permissions,
        resources,
        isConditional: false,
        path,
        ...(since !== undefined && { since }),
        ...(isUnknown && { isUnknown }),
      }),
    );
  }

  /** One for each holder of a bundle; whoever holds none is not known to hold anything, unless that is told. */
  get effective(): readonly EffectiveGrant[] {
    const byHolder = new Map<string, Holding[]>();
    for (const { principalId } of this.#holders.values()) byHolder.set(holderId({ principalId }), []);
    for (const holding of this.#held()) {
      if (holding.isLimit) continue;
      const key = holderId(holding);
      byHolder.set(key, [...(byHolder.get(key) ?? []), holding]);
    }
    const ids = sorted(byHolder.keys(), (id) => id);
    return ids.map((id) => effectiveOf(byHolder.get(id) ?? [], this.#holders.get(id)));
  }

  #held(): readonly Holding[] {
    return sorted(this.#holdings.values(), ({ principalId, tokenId, role, path, statement = '' }) =>
      [principalId, tokenId, role.id, ...path, statement.padStart(4, '0')].join('\n'),
    );
  }
}

type KnownHolder = Pick<Holding, 'principalId' | 'account' | 'observedAt' | 'more'> & {
  readonly tokenId?: undefined;
};

function effectiveOf(holdings: readonly Holding[], holder: KnownHolder | undefined): EffectiveGrant {
  const first = holdings[0] ?? holder;
  const union = (pick: (holding: Holding) => PermissionSet): PermissionSet =>
    PermissionSet.unionOf(holdings.map(pick));
  const everywhere = union(({ granted, resources }) =>
    isEverywhere(resources) ? granted.permissions.subtract(granted.partial) : PermissionSet.empty,
  );
  const allowed = union(({ granted }) => granted.permissions);
  const unknowns = [
    ...holdings.flatMap(unknownsOf),
    ...(holder?.more === undefined ? [] : [unknownOf(holder.principalId, holder.more, 'more')]),
  ];
  return {
    principalId: first?.principalId ?? '',
    ...(first?.tokenId !== undefined && { tokenId: first.tokenId }),
    account: first?.account ?? '',
    observedAt: Math.max(first?.observedAt ?? 0, ...holdings.map(({ observedAt }) => observedAt)),
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
    ...reasons.map((reason) => unknownOf(role.id, reason, 'more')),
    ...(less === undefined ? [] : [unknownOf(role.id, less, 'less')]),
  ];
}

function unknownOf(subject: string, reason: string, effect: GrantUnknown['effect']): GrantUnknown {
  return { subject, reason, effect };
}

/** Of one in several accounts, the one to name, whatever the order in which they are read. */
function firstOf(known: string | undefined, account: string): string {
  return known !== undefined && known < account ? known : account;
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

/** The last use of any of several: null where there was none, nothing where an answer does not tell. */
export function latestUse(
  values: readonly (string | null | undefined)[],
): Pick<TokenRecord, 'lastUsedAt' | 'isNeverUsed'> {
  const times = values.flatMap((value) => toEpoch(value ?? undefined) ?? []);
  if (times.length > 0) return { lastUsedAt: Math.max(...times) };
  return values.every((value) => value === null) ? { isNeverUsed: true } : {};
}

function fieldOf<Name extends string>(name: Name, time: number): Partial<Record<Name, number>> {
  const field: Partial<Record<Name, number>> = {};
  field[name] = time;
  return field;
}
