import type { Random } from '../random.ts';
import { addressAt, type Place } from './places.ts';

/** Where a call comes from, and the program that makes it. */
export interface Origin {
  readonly address: string;
  readonly place: Place;
  readonly agent: string;
}

/** Origin of a caller at a place; the same stream gives the same address. */
export function atPlace(place: Place, agent: string, random: Random): Origin {
  return { address: addressAt(place, random), place, agent };
}
