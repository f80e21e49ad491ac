import type { EffectiveGrant } from '../../../model/inventory.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import { type GrantSources, grantedSet, type HeldPolicy } from '../policy/index.ts';
import type { Holding, HoldingFinder, Holdings } from './holdings.ts';
import type { Identity } from './identities.ts';
import { allowAll } from './organisation.ts';
import type { PolicyText, PolicyTexts } from './policy-text.ts';

type Sets = Pick<
  EffectiveGrant,
  'allowed' | 'conditional' | 'scoped' | 'restricted' | 'ineffective' | 'unmatched'
>;

/** Works out what each principal may do; principals with the same documents share the outcome. */
export function effectiveGrants(
  principals: readonly Identity[],
  finder: HoldingFinder,
  texts: PolicyTexts,
  observedAt: (account: string) => number,
): readonly EffectiveGrant[] {
  const pool = new SetPool();
  const byDocuments = new Map<string, Sets>();
  return principals.map((principal) => {
    const holdings = finder.of(principal);
    const key = documentsKey(holdings);
    const sets = byDocuments.get(key) ?? setsOf(holdings, texts, pool);
    byDocuments.set(key, sets);
    const { account, arn: principalId } = principal;
    const { unknowns } = holdings;
    const isComplete = unknowns.every((unknown) => unknown.effect === 'less');
    return { account, observedAt: observedAt(account), principalId, ...sets, isComplete, unknowns };
  });
}

function setsOf(holdings: Holdings, texts: PolicyTexts, pool: SetPool): Sets {
  const boundary = holdings.boundary?.text;
  const sources: GrantSources = {
    identity: known(holdings.identity).map(held),
    ...(boundary === undefined ? {} : { boundary: held(boundary) }),
    serviceControl: holdings.levels.map((level) => {
      const policies = known(level.holdings);
      // What else the level may allow is not known, but what is denied there is denied.
      return (level.isComplete ? policies : [...policies, texts.of(allowAll)]).map(held);
    }),
  };
  const granted = grantedSet(sources, texts.expander);
  return {
    allowed: pool.share(granted.allowed),
    conditional: pool.share(granted.conditional),
    scoped: pool.share(granted.scoped),
    restricted: pool.share(granted.restricted),
    ineffective: pool.share(granted.ineffective),
    unmatched: granted.unmatchedActions,
  };
}

/** The documents that are known, each once however often it is held. */
function known(holdings: readonly Holding[]): readonly PolicyText[] {
  return [...new Set(holdings.flatMap((holding) => holding.text ?? []))];
}

function held(text: PolicyText): HeldPolicy {
  return { policy: text.policy, roleId: '', path: [] };
}

/** Equal for principals whose sets are equal because the same documents give and cap them. */
function documentsKey({ identity, boundary, levels }: Holdings): string {
  const numbers = (holdings: readonly Holding[]) =>
    known(holdings)
      .map((text) => text.number)
      .sort((a, b) => a - b)
      .join();
  const caps = levels.map((level) => `${numbers(level.holdings)}${level.isComplete ? '' : '+'}`);
  return [numbers(identity), boundary?.text?.number ?? '', ...caps].join(' ');
}

/** Gives one object for all equal sets. */
class SetPool {
  readonly #bySize = new Map<number, PermissionSet[]>();
  readonly #byKey = new Map<string, PermissionSet>();

  share(set: PermissionSet): PermissionSet {
    if (set.isEmpty) return PermissionSet.empty;
    const alike = this.#bySize.get(set.size) ?? [];
    const known = alike.find((one) => one.equals(set));
    if (known !== undefined) return known;
    if (alike.length >= alikeMax) return this.#shareByKey(set);
    this.#bySize.set(set.size, [...alike, set]);
    return set;
  }

  /** Slower for few sets, but as fast for very many of one size. */
  #shareByKey(set: PermissionSet): PermissionSet {
    const key = set.key();
    const known = this.#byKey.get(key);
    if (known === undefined) this.#byKey.set(key, set);
    return known ?? set;
  }
}

const alikeMax = 50;
