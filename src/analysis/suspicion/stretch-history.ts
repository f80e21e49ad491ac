import { groupBy } from '../../model/group-by.ts';
import type { Stretch } from './stretch.ts';
import { historyDaysMin } from './thresholds.ts';
import type { Trail, TrailHour, TrailOrigin, TrailPermission, TrailToken } from './trail.ts';

/** What of one principal was ordinary, as far as it has been judged. Suspicious stretches are no history. */
export class StretchHistory {
  readonly #trail: Trail;
  readonly #fresh: ReadonlyMap<string, TrailPermission>;
  readonly #tokens: ReadonlyMap<string, TrailToken>;
  readonly #known = new Set<string>();
  /** Places by token: the episode that brought them, or that they turned out ordinary. */
  readonly #places = new Map<string, string>();
  readonly #suspiciousDays = new Set<string>();
  #hasChangedAccess: boolean;

  constructor(trail: Trail) {
    this.#trail = trail;
    this.#fresh = new Map(trail.fresh.map((one) => [one.permission, one]));
    this.#tokens = new Map(trail.tokens.map((token) => [token.tokenId, token]));
    this.#hasChangedAccess = trail.hasChangedAccess;
  }

  /** Whether the principal has, in calls that were ordinary, ever called for a permission before that hour. */
  isKnown(permission: string, hour: number): boolean {
    const fresh = this.#fresh.get(permission);
    if (fresh === undefined || this.#known.has(permission)) return true;
    const day = Math.floor(hour / 24);
    return fresh.days.some((used) => used < day && !this.#trail.readDays.has(used));
  }

  freshOf(permission: string): TrailPermission | undefined {
    return this.#fresh.get(permission);
  }

  hasChangedAccess(): boolean {
    return this.#hasChangedAccess;
  }

  /** The episode that brought a token to a place, if one did. */
  episodeOf({ tokenId, place }: Pick<TrailHour, 'tokenId' | 'place'>): string | undefined {
    return this.#places.get(placeKey(tokenId, place)) || undefined;
  }

  /** Whether country, network and agent of calls are all new to their token at once. */
  isStrange({ tokenId, place, agent }: Pick<TrailHour, 'tokenId' | 'place' | 'agent'>): boolean {
    if (this.#places.get(placeKey(tokenId, place)) === ordinary) return false;
    const own = this.#tokens.get(tokenId)?.origins ?? [];
    const lanes = own.filter((origin) => origin.place === place);
    const lane = lanes.find((origin) => origin.agent === agent);
    if (lane === undefined || lane.country === '') return false;
    const birth = Math.min(...lanes.map(({ days }) => days[0] ?? Number.POSITIVE_INFINITY));
    if (lane.days[0] !== birth) return false;
    const before = this.originsBefore(tokenId, birth);
    return (
      before.length > 0 &&
      before.every(
        (known) =>
          known.country !== lane.country && known.network !== lane.network && known.agent !== lane.agent,
      )
    );
  }

  /** Where a token came from before a day; while it is young, where all tokens of its principal came from. */
  originsBefore(tokenId: string, day: number): readonly TrailOrigin[] {
    const tokens = this.isYoung(tokenId, day)
      ? this.#trail.tokens
      : [this.#tokens.get(tokenId)].filter((token) => token !== undefined);
    return tokens.flatMap((token) =>
      token.origins.filter(
        ({ place, days }) =>
          (days[0] ?? day) < day && this.episodeOf({ tokenId: token.tokenId, place }) === undefined,
      ),
    );
  }

  isYoung(tokenId: string, day: number): boolean {
    return this.activeDays(tokenId, day) < historyDaysMin;
  }

  /** Days with calls of a token before a day; of all tokens of the principal where none is named. */
  activeDays(tokenId: string | undefined, day: number): number {
    const tokens = this.#trail.tokens.filter((token) => token.tokenId === (tokenId ?? token.tokenId));
    const days = new Set(tokens.flatMap((token) => token.days.map((one) => one.day)));
    return [...days].filter((active) => active < day).length;
  }

  /** The most things that a token of the principal asked to list or read on an ordinary day before. */
  usualReads(day: number): number {
    const reads = this.#trail.tokens.flatMap(({ tokenId, days }) =>
      days
        .filter((one) => one.day < day && !this.#suspiciousDays.has(`${tokenId}\n${one.day}`))
        .map((one) => one.reads),
    );
    return Math.max(0, ...reads);
  }

  /** Takes a stretch for ordinary: what it did is known from now on. */
  accept(stretch: Stretch): void {
    for (const { permission } of stretch.rows) {
      this.#known.add(permission);
      if (this.#fresh.get(permission)?.level === 'permissions') this.#hasChangedAccess = true;
    }
    this.#places.set(placeKey(stretch.tokenId, stretch.place), ordinary);
  }

  /** Takes a stretch for suspicious: nothing that it did becomes known by it, nor where it came from, if that was new. */
  reject(stretch: Stretch, episode: string, isNewPlace: boolean): void {
    if (isNewPlace) this.#places.set(placeKey(stretch.tokenId, stretch.place), episode);
    for (const [day] of groupBy(stretch.rows, ({ hour }) => Math.floor(hour / 24)))
      this.#suspiciousDays.add(`${stretch.tokenId}\n${day}`);
  }
}

const ordinary = '';

function placeKey(tokenId: string, place: string): string {
  return `${tokenId}\n${place}`;
}
