import type { Level } from '../../model/permission.ts';

/** One country and network, with what was called from there. */
export interface TrailOrigin {
  readonly place: string;
  /** Empty where it is not known, as of private addresses and services: such a place is never new. */
  readonly country: string;
  readonly network: string;
  readonly agent: string;
  /** Epoch days with calls, ascending. */
  readonly days: readonly number[];
}

export interface TrailDay {
  /** Epoch day. */
  readonly day: number;
  /** Different permissions to list or read, and over how many services. */
  readonly reads: number;
  readonly services: number;
}

/** What one token of a principal did, by day. */
export interface TrailToken {
  readonly tokenId: string;
  readonly kind: string;
  readonly days: readonly TrailDay[];
  readonly origins: readonly TrailOrigin[];
}

/** A permission that the principal first called for on a day that stands out. */
export interface TrailPermission {
  readonly permission: string;
  readonly level: Level;
  readonly service: string;
  /** Epoch days on which any token of the principal called for it, ascending. */
  readonly days: readonly number[];
}

/** Calls of one token for one permission within an hour, from one place with one agent. */
export interface TrailHour {
  readonly tokenId: string;
  /** Hours since 1970, UTC. */
  readonly hour: number;
  readonly place: string;
  readonly agent: string;
  readonly permission: string;
  readonly calls: number;
  readonly refused: number;
  /** Event id of one of them. */
  readonly sample: string;
}

/** All of one principal that decides which of its calls are suspicious. */
export interface Trail {
  readonly provider: string;
  readonly account: string;
  readonly principalId: string;
  readonly tokens: readonly TrailToken[];
  /** Only what was first called for on a day that stands out: all else was known before. */
  readonly fresh: readonly TrailPermission[];
  /** Whether it used, before any such day, permissions that change access. */
  readonly hasChangedAccess: boolean;
  /** Epoch days whose hours were read; calls of other days are ordinary. */
  readonly readDays: ReadonlySet<number>;
  /** Of these days: calls for fresh permissions, and calls from places that are new. In any order. */
  readonly hours: readonly TrailHour[];
}
