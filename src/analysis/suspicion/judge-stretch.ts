import type { EpisodeSign } from '../../model/suspicion.ts';
import { hoursOf, type Stretch } from './stretch.ts';
import type { StretchHistory } from './stretch-history.ts';
import {
  historyDaysMin,
  look,
  originDaysMin,
  points,
  refusedMin,
  settledCountriesMax,
  settledNetworksMax,
  sweep,
} from './thresholds.ts';
import type { TrailPermission } from './trail.ts';

/** Says what makes a stretch suspicious, by what came before it. `isScanner`: to sweep is its token’s work. */
export function judgeStretch(stretch: Stretch, history: StretchHistory, isScanner: boolean): EpisodeSign[] {
  const { from } = hoursOf(stretch);
  const day = Math.floor(from / 24);
  const fresh = freshOf(stretch, history);
  const refused = new Set(
    stretch.rows
      .filter(({ permission, refused }) => refused > 0 && fresh.some((one) => one.permission === permission))
      .map(({ permission }) => permission),
  );
  const isOld = history.activeDays(undefined, day) >= historyDaysMin;
  return [
    originSign(stretch, history, day),
    isOld && !isScanner ? sweepSign(fresh, history.usualReads(day)) : undefined,
    isOld ? escalationSign(fresh, refused.size, history) : undefined,
    isOld ? refusedSign(refused.size) : undefined,
  ].filter((sign) => sign !== undefined);
}

function freshOf({ rows }: Stretch, history: StretchHistory): TrailPermission[] {
  const names = new Set(
    rows.filter(({ permission, hour }) => !history.isKnown(permission, hour)).map((row) => row.permission),
  );
  return [...names].sort().flatMap((name) => history.freshOf(name) ?? []);
}

function originSign(stretch: Stretch, history: StretchHistory, day: number): EpisodeSign | undefined {
  const { tokenId, place, agent } = stretch;
  if (history.episodeOf(stretch) !== undefined) {
    return {
      sign: 'returned',
      points: points.returned,
      text: `from ${place} again, where it first was in this episode`,
    };
  }
  if (!history.isStrange(stretch)) return undefined;
  const before = history.originsBefore(tokenId, day);
  const networks = new Set(before.map(({ network }) => network)).size;
  const countries = new Set(before.map(({ country }) => country)).size;
  const isSettled =
    history.activeDays(tokenId, day) >= originDaysMin &&
    networks <= settledNetworksMax &&
    countries <= settledCountriesMax;
  return {
    sign: 'origin',
    points: isSettled ? points.origin : points['origin-unsettled'],
    text: `country, network and agent are new to the token at once: ${place}, ${agent}`,
  };
}

function sweepSign(fresh: readonly TrailPermission[], usualReads: number): EpisodeSign | undefined {
  const reads = fresh.filter(({ level }) => level === 'list' || level === 'read');
  const services = new Set(reads.map(({ service }) => service)).size;
  const isOver = (bound: typeof sweep | typeof look): boolean =>
    reads.length >= bound.readsMin &&
    services >= bound.servicesMin &&
    reads.length >= bound.timesUsual * usualReads;
  const text = `asks to list or read ${reads.length} things in ${services} services that it never asked for; on a usual day, at most ${usualReads}`;
  if (isOver(sweep)) return { sign: 'sweep', points: points.sweep, text };
  return isOver(look) ? { sign: 'look-around', points: points['look-around'], text } : undefined;
}

function escalationSign(
  fresh: readonly TrailPermission[],
  refused: number,
  history: StretchHistory,
): EpisodeSign | undefined {
  const steps = fresh.filter(({ level }) => level === 'permissions').map(({ permission }) => permission);
  if (steps.length === 0 || (steps.length === 1 && refused === 0)) return undefined;
  return {
    sign: 'escalation',
    points: history.hasChangedAccess() ? points['escalation-again'] : points.escalation,
    text: `steps that change access, and that it never took: ${steps.join(', ')}`,
  };
}

function refusedSign(refused: number): EpisodeSign | undefined {
  if (refused === 0) return undefined;
  return {
    sign: 'refused',
    points: refused >= refusedMin ? points.refused : points['refused-few'],
    text: `was refused ${refused === 1 ? 'one thing' : `${refused} things`} that it never asked for`,
  };
}
