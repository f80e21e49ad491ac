/** A stretch of calls is suspicious from this many points; the points are published in docs/suspicion.md. */
export const suspiciousMin = 4;

/** Calls that stand out belong together while no more than this lies between them, and for a day at most. */
export const gapHoursMax = 2;
export const stretchHoursMax = 24;

/** Fewer days of calls are no history to compare permissions with, and fewer than that none to compare places with. */
export const historyDaysMin = 7;
export const originDaysMin = 14;
/** A token is settled that came from no more networks and countries than these. */
export const settledNetworksMax = 3;
export const settledCountriesMax = 2;

/** So many things to list or read that were never asked for are a sweep, or a look around. */
export const sweep = { readsMin: 12, servicesMin: 4, timesUsual: 2 } as const;
export const look = { readsMin: 5, servicesMin: 3, timesUsual: 1 } as const;
/** A scanner asks for so much on each of its days. */
export const scannerReadsMin = 30;
/** A token that sweeps on this many days, not all within that many, does it as its work. */
export const sweeperDaysMin = 4;
export const sweeperSpanDaysMin = 14;

/** Refusals of so many permissions that were never asked for are a trial. */
export const refusedMin = 3;

/** So long after a suspicious stretch, what its token does with the same new permissions belongs to it. */
export const echoHours = 48;

/** Points of each sign. */
export const points = {
  origin: 4,
  'origin-unsettled': 2,
  returned: 4,
  sweep: 4,
  'look-around': 2,
  escalation: 2,
  'escalation-again': 1,
  refused: 2,
  'refused-few': 1,
} as const;
