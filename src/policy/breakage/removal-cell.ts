import { levels } from '../../model/permission.ts';
import { cohortBandCount, fleetBandCount } from './peers.ts';

/** What a removed permission is like, as far as its chance to be needed goes; each a small number from 0. */
export interface RemovalTraits {
  /** Place in {@link levels}. */
  readonly level: number;
  /** Band of how many permissions of its service its principal uses. */
  readonly service: number;
  /** Bands of how many others use it. */
  readonly fleet: number;
  readonly cohort: number;
  /** Band of how many permissions its principal began to use lately. */
  readonly fresh: number;
}

const sizes = {
  level: levels.length,
  service: 4,
  fleet: fleetBandCount,
  cohort: cohortBandCount,
  fresh: 4,
} as const;

/** How many kinds of removal there are. */
export const cellCount = sizes.level * sizes.service * sizes.fleet * sizes.cohort * sizes.fresh;

/** Numbers a kind of removal. */
export function cellOf({ level, service, fleet, cohort, fresh }: RemovalTraits): number {
  return (
    (((level * sizes.service + service) * sizes.fleet + fleet) * sizes.cohort + cohort) * sizes.fresh + fresh
  );
}

/** What the regression sees of a kind: one switch for every value of a trait but its first. */
export function cellFeatures(cell: number): readonly number[] {
  let rest = cell;
  const features: number[] = [];
  for (const size of [sizes.fresh, sizes.cohort, sizes.fleet, sizes.service, sizes.level]) {
    const value = rest % size;
    rest = Math.floor(rest / size);
    for (let one = 1; one < size; one++) features.push(value === one ? 1 : 0);
  }
  return features;
}

/** Band of a small count: none, one, a few, many. */
export function countBand(count: number, many: number): number {
  if (count === 0) return 0;
  if (count === 1) return 1;
  return count < many ? 2 : 3;
}
