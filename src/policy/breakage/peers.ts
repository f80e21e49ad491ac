import { PermissionSet } from '../../model/permission-set.ts';

/** How many principals of a provider use what, and of them those that are granted the very same. */
export class Peers {
  readonly #users: number[] = [];
  readonly #cohorts = new Map<PermissionSet, Cohort>();
  #used: PermissionSet | undefined;
  #fleetBands: Uint8Array | undefined;

  /** Principals with the same grants are known by the same set object. */
  add(granted: PermissionSet, used: PermissionSet): void {
    const cohort = this.#cohorts.get(granted) ?? { size: 0, users: new Map() };
    this.#cohorts.set(granted, cohort);
    cohort.size++;
    for (const id of used.intersect(granted)) {
      this.#users[id] = (this.#users[id] ?? 0) + 1;
      cohort.users.set(id, (cohort.users.get(id) ?? 0) + 1);
    }
  }

  /** All that anybody uses. */
  get used(): PermissionSet {
    this.#used ??= PermissionSet.of(Object.keys(this.#users).map(Number));
    return this.#used;
  }

  cohortOf(granted: PermissionSet): Cohort {
    return this.#cohorts.get(granted) ?? { size: 0, users: new Map() };
  }

  /** Band of the share of those who are granted a permission that use it: 0 is nobody. */
  fleetBand(id: number): number {
    this.#fleetBands ??= this.#bandAll();
    return this.#fleetBands[id] ?? 0;
  }

  /** The same among those with the very same grants; 0 where there is no other, 1 where none of them uses it. */
  cohortBand({ size, users }: Cohort, id: number): number {
    if (size < 2) return 0;
    const count = users.get(id) ?? 0;
    return count === 0 ? 1 : 2 + bandOf(count / (size - 1), cohortBands);
  }

  #bandAll(): Uint8Array {
    const holders = this.#countHolders();
    return Uint8Array.from({ length: this.#users.length }, (_, id) => {
      const users = this.#users[id] ?? 0;
      return users === 0 ? 0 : 1 + bandOf(users / Math.max(users, holders[id] ?? 0), fleetBands);
    });
  }

  #countHolders(): Float64Array {
    const holders = new Float64Array(this.#users.length);
    for (const [granted, { size }] of this.#cohorts) {
      granted.intersect(this.used).forEach((id) => {
        holders[id] = (holders[id] ?? 0) + size;
      });
    }
    return holders;
  }
}

export interface Cohort {
  size: number;
  readonly users: Map<number, number>;
}

const fleetBands = [0.005, 0.02, 0.1];
const cohortBands = [0.05, 0.25];
/** How many bands there are, that of nobody included. */
export const fleetBandCount = fleetBands.length + 2;
/** With the two for no other and for none of them. */
export const cohortBandCount = cohortBands.length + 3;

function bandOf(share: number, bounds: readonly number[]): number {
  const band = bounds.findIndex((bound) => share < bound);
  return band < 0 ? bounds.length : band;
}
