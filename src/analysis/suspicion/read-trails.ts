import { groupBy } from '../../model/group-by.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { type Scope, scopeOf } from '../scope.ts';
import { type Candidate, readCandidates } from './read-candidates.ts';
import { type FreshRow, readFresh, readHasChangedAccess } from './read-fresh.ts';
import { readHours } from './read-hours.ts';
import { readTokens, type TokenRow } from './read-tokens.ts';
import type { Trail, TrailPermission } from './trail.ts';

/** Of one principal, at most this many days are looked at by the hour, the earliest; what comes after is its habit. */
const daysMax = 60;

/** Reads the trails of all principals that have a day that stands out; of a scope where there is one. */
export async function readTrails(store: Store, to: number, part?: Scope): Promise<Trail[]> {
  const candidates = await readCandidates(store, to, part);
  if (candidates.length === 0) return [];
  const byPrincipal = groupBy(candidates, ({ principalId }) => principalId);
  const scope = await scopeAmong([...byPrincipal.keys()], store, part);
  const tokens = await readTokens(store, to, scope);
  const tokensOf = groupBy(tokens, (token) => token.principalId);
  const plans = [...byPrincipal].map(([principalId, own]) => planOf(own, tokensOf.get(principalId) ?? []));
  const births = plans.flatMap(({ principalId, births }) => [...births].map((day) => ({ principalId, day })));
  const [fresh, changers] = await Promise.all([
    readFresh(store, to, { scope, births }),
    readHasChangedAccess(store, to, { scope, births }),
  ]);
  const freshOf = groupBy(fresh, (row) => row.principalId);
  const full = plans.map((plan) => {
    const own = freshOf.get(plan.principalId) ?? [];
    const days = [...new Set([...plan.births, ...own.flatMap((row) => row.days)])].sort((a, b) => a - b);
    return { ...plan, fresh: own, readDays: new Set(days.slice(0, daysMax)) };
  });
  const hours = await readHours(store, { scope, plans: full, to });
  const hoursOf = groupBy(hours, (row) => row.principalId);
  return full.map((plan) => ({
    provider: plan.provider,
    account: tokensOf.get(plan.principalId)?.[0]?.account ?? '',
    principalId: plan.principalId,
    tokens: tokensOf.get(plan.principalId) ?? [],
    fresh: plan.fresh.flatMap((row) => known(plan.provider, row)),
    hasChangedAccess: changers.has(plan.principalId),
    readDays: plan.readDays,
    hours: (hoursOf.get(plan.principalId) ?? []).filter((row) =>
      plan.readDays.has(Math.floor(row.hour / 24)),
    ),
  }));
}

/** What belongs to some principals of a part; of a part, more is known already. */
async function scopeAmong(principalIds: readonly string[], store: Store, part?: Scope): Promise<Scope> {
  if (part?.principalIds.length === principalIds.length) return part;
  return { ...(await scopeOf(store, principalIds)), packedUsage: part?.packedUsage };
}

/** What of a principal is to be read by the hour. */
export interface ReadPlan {
  readonly provider: string;
  readonly principalId: string;
  /** Token and place of what was new. */
  readonly origins: Candidate['origins'];
  readonly fresh: readonly FreshRow[];
  readonly readDays: ReadonlySet<number>;
}

/** What began on a day that stands out, or was first done from a place that was new on one, is looked at. */
function planOf(
  candidates: readonly Candidate[],
  tokens: readonly TokenRow[],
): Pick<ReadPlan, 'provider' | 'principalId' | 'origins'> & { readonly births: ReadonlySet<number> } {
  const origins = candidates.flatMap((candidate) => candidate.origins);
  const places = new Set(origins.map(({ tokenId, place }) => `${tokenId}\n${place}`));
  const daysThere = tokens.flatMap(({ tokenId, origins: own }) =>
    own.filter(({ place }) => places.has(`${tokenId}\n${place}`)).flatMap(({ days }) => days),
  );
  const births = [...candidates.map(({ day }) => day), ...daysThere].sort((a, b) => a - b);
  return {
    provider: candidates[0]?.provider ?? '',
    principalId: candidates[0]?.principalId ?? '',
    origins,
    births: new Set([...new Set(births)].slice(0, daysMax)),
  };
}

function known(provider: string, { permission, days }: FreshRow): TrailPermission[] {
  const found = findProvider(provider).catalogue.find(permission);
  return found ? [{ permission, level: found.level, service: found.service, days }] : [];
}
