import { createHash } from 'node:crypto';
import { groupBy } from '../../model/group-by.ts';
import type { EpisodeSign } from '../../model/suspicion.ts';
import { judgeStretch } from './judge-stretch.ts';
import { hoursOf, type Stretch } from './stretch.ts';
import { StretchHistory } from './stretch-history.ts';
import {
  echoHours,
  gapHoursMax,
  stretchHoursMax,
  suspiciousMin,
  sweep,
  sweeperDaysMin,
  sweeperSpanDaysMin,
} from './thresholds.ts';
import type { Trail, TrailHour, TrailToken } from './trail.ts';

/** What a token did that looks like somebody else’s doing. */
export interface Episode {
  /** Stays the same while later logs are added. */
  readonly id: string;
  readonly tokenId: string;
  /** Of its first stretch. */
  readonly score: number;
  readonly signs: readonly EpisodeSign[];
  /** Earliest first. */
  readonly stretches: readonly Stretch[];
  readonly isAccepted: boolean;
}

/**
 * Finds the suspicious episodes of one principal, earliest first. A stretch is judged by what came before it; and
 * suspicious stretches are no history to later ones, so that repeating a thing does not make it ordinary.
 * @param accepted ids of episodes that a person takes for ordinary: they are history as all else
 */
export function findEpisodes(trail: Trail, accepted: ReadonlySet<string> = new Set()): Episode[] {
  const finder = new Finder(trail, accepted);
  for (const [hour, rows] of byHour(trail.hours)) finder.take(hour, rows);
  return finder.close();
}

interface Building extends Omit<Episode, 'stretches' | 'isAccepted'> {
  readonly stretches: Stretch[];
  /** The hour after its last stretch that was judged. */
  until: number;
}

interface Open extends Stretch {
  readonly rows: TrailHour[];
  /** The episode whose echo it is. */
  readonly echoOf: Building | undefined;
}

class Finder {
  readonly #trail: Trail;
  readonly #accepted: ReadonlySet<string>;
  readonly #history: StretchHistory;
  readonly #scanners: ReadonlySet<string>;
  readonly #episodes: Building[] = [];
  readonly #open = new Map<string, Open>();

  constructor(trail: Trail, accepted: ReadonlySet<string>) {
    this.#trail = trail;
    this.#accepted = accepted;
    this.#history = new StretchHistory(trail);
    this.#scanners = new Set(trail.tokens.filter(isScanner).map(({ tokenId }) => tokenId));
  }

  /** Takes the calls of one hour, later than all before. */
  take(hour: number, rows: readonly TrailHour[]): void {
    this.#closeBefore(hour);
    for (const row of rows) {
      const isNew = !this.#history.isKnown(row.permission, hour);
      const isAway = this.#history.episodeOf(row) !== undefined || this.#history.isStrange(row);
      if (!isNew && !isAway) continue;
      const echoOf = isAway ? undefined : this.#echoed(row);
      const key = `${row.tokenId}\n${row.place}\n${row.agent}\n${echoOf?.id ?? ''}`;
      const open = this.#open.get(key);
      if (open) open.rows.push(row);
      else this.#open.set(key, { ...row, rows: [row], echoOf });
    }
  }

  close(): Episode[] {
    this.#closeBefore(Number.POSITIVE_INFINITY);
    return this.#episodes.map(({ until, ...episode }) => ({
      ...episode,
      isAccepted: this.#accepted.has(episode.id),
    }));
  }

  #closeBefore(hour: number): void {
    for (const [key, stretch] of this.#open) {
      const { from, to } = hoursOf(stretch);
      if (hour - to < gapHoursMax && hour - from < stretchHoursMax) continue;
      this.#open.delete(key);
      this.#judge(
        { tokenId: stretch.tokenId, place: stretch.place, agent: stretch.agent, rows: stretch.rows },
        stretch.echoOf,
      );
    }
  }

  #judge(stretch: Stretch, echoOf: Building | undefined): void {
    const signs = judgeStretch(stretch, this.#history, this.#scanners.has(stretch.tokenId));
    const score = signs.reduce((sum, { points }) => sum + points, 0);
    const before = this.#history.episodeOf(stretch);
    const known = echoOf ?? this.#episodes.find(({ id }) => id === before);
    if (known === undefined && score < suspiciousMin) {
      this.#history.accept(stretch);
      return;
    }
    const episode = known ?? this.#begin(stretch, signs, score);
    episode.stretches.push(stretch);
    if (!echoOf) episode.until = Math.max(episode.until, hoursOf(stretch).to);
    if (this.#accepted.has(episode.id)) this.#history.accept(stretch);
    else this.#history.reject(stretch, episode.id, this.#history.isStrange(stretch));
  }

  #begin(stretch: Stretch, signs: readonly EpisodeSign[], score: number): Building {
    const { provider, principalId } = this.#trail;
    const { tokenId, place, agent } = stretch;
    const text = [provider, principalId, tokenId, place, agent, hoursOf(stretch).from].join('\n');
    const id = `episode-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
    const episode = { id, tokenId, score, signs, stretches: [], until: 0 };
    this.#episodes.push(episode);
    return episode;
  }

  /** The episode that brought a permission, while it is not over for long. */
  #echoed({ tokenId, permission, hour }: TrailHour): Building | undefined {
    return this.#episodes.find(
      (episode) =>
        episode.tokenId === tokenId &&
        !this.#accepted.has(episode.id) &&
        hour - episode.until < echoHours &&
        episode.stretches.some(({ rows }) => rows.some((row) => row.permission === permission)),
    );
  }
}

/** Whether a token sweeps again and again, so that to sweep is its work. */
export function isScanner({ days }: TrailToken): boolean {
  const sweeps = days.filter(
    ({ reads, services }) => reads >= sweep.readsMin && services >= sweep.servicesMin,
  );
  const [first = 0] = sweeps.map(({ day }) => day);
  const last = sweeps.at(-1)?.day ?? first;
  return sweeps.length >= sweeperDaysMin && last - first >= sweeperSpanDaysMin;
}

/** The order of rows within an hour must not matter. */
function byHour(rows: readonly TrailHour[]): [number, readonly TrailHour[]][] {
  const keyOf = (row: TrailHour): string => `${row.tokenId}\n${row.place}\n${row.agent}\n${row.permission}`;
  const sorted = rows.toSorted((a, b) => a.hour - b.hour || (keyOf(a) < keyOf(b) ? -1 : 1));
  return [...groupBy(sorted, ({ hour }) => hour)];
}
