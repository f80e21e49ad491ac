import type { Progress } from '../../ingest/progress.ts';
import type { FleetInput, FleetQuestion } from '../fleet/fleet-questions.ts';
import type { Failure } from './failure.ts';

/*
 * What two processes say to each other. A question is followed by any number of `progress`; then by `failed`, or by its long
 * lists in pieces and at last the `answer` without them. Each piece is sent when the one before was taken, so that a long
 * answer never holds up the process that takes it.
 */

export interface Question {
  /** Where the store is; said here, since others can read the arguments of a process, and a location may hold a password. */
  readonly location: string;
  readonly question: FleetQuestion;
  readonly input: FleetInput<FleetQuestion>;
}

/** To the process aside. */
export type Told = Question | 'more';

/** From the process aside. */
export type Heard =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'piece'; readonly list: string; readonly rows: readonly unknown[] }
  | { readonly kind: 'answer'; readonly answer: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed'; readonly failure: Failure };
