import type { PlaceDays, PlaceFacts } from './place-days.ts';

/** So many days of use have to be known before a place can be strange. */
const knownDaysMin = 20;
/** A token that is found in a new place more often than once in so many days with use travels. */
const daysPerPlaceMin = 20;
/** A place that is used for so long, on most days, has become its home. */
const settledDays = 14;
const settledShare = 0.5;

/** A place that a token turned up in after it had long been used from few others. */
export interface NewPlace extends PlaceDays, PlaceFacts {
  /** Whether it was never seen in the country before. */
  readonly isNewCountry: boolean;
}

/** What is new about the places of a token. */
export interface PlaceNews {
  readonly usual: readonly string[];
  /** Days with use before the first new place. */
  readonly usualDays: number;
  readonly places: readonly NewPlace[];
}

/**
 * Finds places that do not fit a token’s own history. Only what tells a network or a country apart counts: private addresses
 * and names of services say nothing of where somebody is.
 * @param facts of places; a place without facts is no news
 */
export function placeNews(
  history: readonly PlaceDays[],
  facts: ReadonlyMap<string, PlaceFacts>,
): PlaceNews | undefined {
  const located = history.flatMap((place) => {
    const known = facts.get(place.place);
    return known && (known.kind === 'public' || known.kind === 'cloud') ? [{ ...place, ...known }] : [];
  });
  const news = located.flatMap((place) => {
    const before = daysBefore(history, place);
    const elsewhere = history.filter(({ days }) => firstOf(days) < firstOf(place.days));
    const isStable = before.length >= knownDaysMin && elsewhere.length * daysPerPlaceMin <= before.length;
    if (!isStable || isSettled(place, history)) return [];
    const others = located.filter(({ days }) => firstOf(days) < firstOf(place.days));
    const isNewCountry = others.every(({ country }) => country !== place.country);
    // A cloud has many regions of one country, and a home many providers.
    const isNewKind = others.every(({ kind }) => kind !== place.kind);
    return isNewCountry || isNewKind ? [{ ...place, isNewCountry }] : [];
  });
  const [first] = [...news].sort((a, b) => firstOf(a.days) - firstOf(b.days));
  if (!first) return undefined;
  const strange = new Set(news.map(({ place }) => place));
  return {
    usual: history.filter(({ place }) => !strange.has(place)).map(({ place }) => place),
    usualDays: daysBefore(history, first).length,
    places: news,
  };
}

/** Days with use from anywhere before a place was first seen. */
function daysBefore(history: readonly PlaceDays[], { days }: PlaceDays): readonly number[] {
  const first = firstOf(days);
  return [...new Set(history.flatMap((place) => place.days.filter((day) => day < first)))];
}

function isSettled({ days }: PlaceDays, history: readonly PlaceDays[]): boolean {
  const first = firstOf(days);
  const since = new Set(history.flatMap((place) => place.days.filter((day) => day >= first)));
  return days.length >= settledDays && days.length >= settledShare * since.size;
}

function firstOf(days: readonly number[]): number {
  return days[0] ?? Number.POSITIVE_INFINITY;
}
