import { createHash } from 'node:crypto';
import type { EffectiveGrant } from '../../../model/inventory.ts';
import type { PermissionSet } from '../../../model/permission-set.ts';
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

function known(holdings: readonly Holding[]): readonly PolicyText[] {
  return holdings.flatMap((holding) => holding.text ?? []);
}

function held(text: PolicyText): HeldPolicy {
  return { policy: text.policy, roleId: '', path: [] };
}

/** Equal for principals whose sets are equal because the same documents give and cap them. */
function documentsKey({ identity, boundary, levels }: Holdings): string {
  const numbers = (holdings: readonly Holding[]) =>
    [...new Set(known(holdings).map((text) => text.number))].sort((a, b) => a - b).join();
  const caps = levels.map((level) => `${numbers(level.holdings)}${level.isComplete ? '' : '+'}`);
  return [numbers(identity), boundary?.text?.number ?? '', ...caps].join(' ');
}

/** Gives one object for all equal sets. */
class SetPool {
  readonly #sets = new Map<string, PermissionSet>();

  share(set: PermissionSet): PermissionSet {
    // The whole key is as long as the set itself; thousands of different sets would double the memory.
    const key = createHash('sha256').update(set.key(), 'utf16le').digest('base64');
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    this.#sets.set(key, set);
    return set;
  }
}
