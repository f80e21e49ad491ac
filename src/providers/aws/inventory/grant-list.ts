import type { GrantRecord } from '../../../model/inventory.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import type { GrantRow } from '../policy/granted-row.ts';
import type { Holding, HoldingFinder } from './holdings.ts';
import type { Identity } from './identities.ts';
import type { PolicyTexts } from './policy-text.ts';

/**
 * The grants of all principals, worked out while they are iterated: a large inventory has millions.
 * It may be iterated any number of times and gives the same records each time.
 */
export class GrantList implements Iterable<GrantRecord> {
  readonly #principals: readonly Identity[];
  readonly #finder: HoldingFinder;
  readonly #texts: PolicyTexts;
  readonly #observedAt: (account: string) => number;

  constructor(
    principals: readonly Identity[],
    finder: HoldingFinder,
    texts: PolicyTexts,
    observedAt: (account: string) => number,
  ) {
    this.#principals = principals;
    this.#finder = finder;
    this.#texts = texts;
    this.#observedAt = observedAt;
  }

  *[Symbol.iterator](): IterableIterator<GrantRecord> {
    for (const principal of this.#principals) yield* this.#of(principal);
  }

  *#of(principal: Identity): Generator<GrantRecord> {
    const holdings = this.#finder.of(principal);
    for (const holding of holdings.identity) yield* this.#rows(principal, holding, 'identity');
    if (holdings.boundary !== undefined) yield* this.#rows(principal, holdings.boundary, 'limit');
    for (const level of holdings.levels) {
      for (const holding of level.holdings) yield* this.#rows(principal, holding, 'limit');
    }
  }

  *#rows(principal: Identity, holding: Holding, part: 'identity' | 'limit'): Generator<GrantRecord> {
    const observedAt = this.#observedAt(principal.account);
    if (holding.text === undefined) {
      const effect = part === 'limit' ? 'limit' : 'allow';
      yield { ...toRecord(principal, holding, { ...unknownRow, effect }, observedAt), isUnknown: true };
      return;
    }
    for (const row of this.#texts.rows(holding.text, part)) {
      if (!this.#limitsNothing(row)) yield toRecord(principal, holding, row, observedAt);
    }
  }

  /** A cap that lets everything through, as the control policy does that every account has from the start. */
  #limitsNothing(row: GrantRow): boolean {
    const isOpen = row.effect === 'limit' && row.isEverywhere && !row.isConditional;
    return isOpen && row.permissions.size === this.#texts.expander.all.size;
  }
}

type Row = Pick<GrantRow, 'statement' | 'effect' | 'permissions' | 'resources' | 'isConditional'>;

const unknownRow = {
  statement: '',
  permissions: PermissionSet.empty,
  resources: [],
  isConditional: false,
} as const;

/** Spelled out: copying rows field by field by spreading takes several times as long. */
function toRecord(principal: Identity, holding: Holding, row: Row, observedAt: number): GrantRecord {
  const record = {
    account: principal.account,
    observedAt,
    principalId: principal.arn,
    roleId: holding.roleId,
    statement: row.statement,
    effect: row.effect,
    permissions: row.permissions,
    resources: row.resources,
    isConditional: row.isConditional,
    path: holding.path,
  };
  return holding.since === undefined ? record : { ...record, since: holding.since };
}
