import type { Organisation } from './organisation/organisation.ts';
import type { Random } from './random.ts';
import type { TimeWindow } from './time.ts';
import type { ProviderTruth } from './truth/truth.ts';

/** What every system of the organisation is made from. */
export interface SystemParts {
  readonly directory: string;
  readonly window: TimeWindow;
  readonly random: Random;
  readonly organisation: Organisation;
  readonly scale: number;
}

/** One system that issues tokens and logs calls, as the loop over the hours sees it. */
export interface System {
  /** Its folder below the directory, and its key in the truth. */
  readonly id: SystemId;
  /** Writes what is due when the hour that ends then is over. */
  closeHour(end: number): void;
  /** Gives how many records have been written so far. */
  recordsWritten(): number;
  /** Gives the most record text that was held in memory at one time, in characters. */
  heldBytesMax(): number;
  /** Writes the rest of the log and the inventory, and gives what is true of both. */
  close(): ProviderTruth;
}

/** Every system of the organisation, in the order in which it is written. */
export const systemIds = ['aws', 'github', 'kubernetes', 'okta', 'salesforce', 'http'] as const;

export type SystemId = (typeof systemIds)[number];
