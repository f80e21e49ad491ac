import type { Level } from '../../model/permission.ts';
import type { Span } from '../../model/window.ts';
import type { Sweeper } from '../suspicion/read-sweepers.ts';
import type { AccessChange } from './read-access-changes.ts';
import type { Origin, Passed, TokenHistory } from './read-history.ts';
import type { WantFacets } from './read-want-facets.ts';
import type { Want } from './read-wants.ts';

/** Everything that decides what one refused want is. */
export interface WantFacts {
  readonly want: Want;
  readonly span: Span;
  readonly facets: WantFacets;
  /** Of the token, or of its principal where the token itself is too young to tell. */
  readonly history: Pick<TokenHistory, 'days' | 'origins'>;
  /** When its principal was let through with it, on the same resources where these are known; earliest first. */
  readonly passed: readonly Passed[];
  /** Of its principal, earliest first. */
  readonly changes: readonly AccessChange[];
  /** Between two inventories, the grant of this permission went; epoch seconds of both. */
  readonly lostGrant: { readonly from: number; readonly to: number } | undefined;
  /** Refused wants of the same token. */
  readonly others: readonly Want[];
  readonly sweeper: Sweeper | undefined;
  /** Suspicious episodes of its token that asked for it, when nothing else of its principal did. */
  readonly episodes: readonly string[];
  readonly level: Level | undefined;
  readonly service: string;
  /** Services of which the principal uses something. */
  readonly usedServices: ReadonlySet<string>;
}

/** Fewer days with calls that were let through are no history to compare with. */
export const historyDaysMin = 7;
/** A place or agent is usual from this many days with calls that were let through. */
const usualDaysMin = 3;
/** A place or agent stays new for this many days after its first call. */
const newDays = 7;

export type Familiarity = 'usual' | 'new' | 'unknown';

/** Says whether a place or agent is one that a token usually calls from, as of an epoch day. */
export function familiarityOf(
  origin: Origin | undefined,
  history: WantFacts['history'],
  day: number,
): Familiarity {
  if (origin === undefined) return 'unknown';
  const before = history.days.filter((active) => active < origin.firstDay).length;
  if (before >= historyDaysMin && day - origin.firstDay < newDays) return 'new';
  return origin.passedDays >= usualDaysMin ? 'usual' : 'unknown';
}

/** The history of a token, or of all tokens of its principal while its own is too short. */
export function historyFor(
  tokenId: string,
  ofPrincipal: readonly TokenHistory[],
): Pick<TokenHistory, 'days' | 'origins'> {
  const own = ofPrincipal.find((history) => history.tokenId === tokenId);
  if (own !== undefined && own.days.length >= historyDaysMin) return own;
  const origins = new Map<string, Origin>();
  for (const origin of ofPrincipal.flatMap((history) => history.origins)) {
    const key = `${origin.kind} ${origin.value}`;
    const known = origins.get(key);
    origins.set(key, {
      ...origin,
      firstDay: Math.min(origin.firstDay, known?.firstDay ?? origin.firstDay),
      passedDays: Math.max(origin.passedDays, known?.passedDays ?? 0),
    });
  }
  const days = new Set(ofPrincipal.flatMap((history) => history.days));
  return { days: [...days].sort((a, b) => a - b), origins: [...origins.values()] };
}
