import type { TrailHour } from './trail.ts';

/** Calls of one token from one place with one agent that stand out, close together in time. */
export interface Stretch {
  readonly tokenId: string;
  readonly place: string;
  readonly agent: string;
  /** In order of time. */
  readonly rows: readonly TrailHour[];
}

/** Its first hour, and the hour after its last; since 1970, UTC. */
export function hoursOf({ rows }: Pick<Stretch, 'rows'>): { readonly from: number; readonly to: number } {
  const hours = rows.map(({ hour }) => hour);
  return { from: Math.min(...hours), to: Math.max(...hours) + 1 };
}
