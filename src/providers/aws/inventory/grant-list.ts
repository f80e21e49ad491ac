import type { GrantRecord } from '../../../model/inventory.ts';
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
    const { account, arn: principalId } = principal;
    const { roleId, path, since, text } = holding;
    const observedAt = this.#observedAt(account);
    const shared = {
      account,
      observedAt,
      principalId,
      roleId,
      path,
      ...(since === undefined ? {} : { since }),
    };
    if (text === undefined) {
      const effect = part === 'limit' ? ('limit' as const) : ('allow' as const);
      yield { ...shared, ...unknownRow, effect };
      return;
    }
    for (const row of this.#texts.rows(text, part)) {
      if (this.#limitsNothing(row)) continue;
      const { statement, effect, permissions, resources, isConditional } = row;
      yield { ...shared, statement, effect, permissions, resources, isConditional };
    }
  }

  /** A cap that lets everything through, as the control policy does that every account has from the start. */
  #limitsNothing(row: GrantRow): boolean {
    const isOpen = row.effect === 'limit' && row.isEverywhere && !row.isConditional;
    return isOpen && row.permissions.size === this.#texts.expander.all.size;
  }
}

const unknownRow = {
  statement: '',
  permissions: new Set<number>(),
  resources: [],
  isConditional: false,
  isUnknown: true,
} as const;
