import type { Random } from '../random.ts';
import type { Account } from './accounts.ts';
import type { Caller } from './callers.ts';
import type { Operation } from './operation.ts';
import type { Origin } from './origin.ts';
import type { Answer } from './outcomes.ts';
import type { Forwarding } from './user-identity.ts';

/** One call, with everything that its record is written from. */
export interface Call {
  /** UTC epoch milliseconds. */
  readonly at: number;
  /** Whose log records it. */
  readonly account: Account;
  readonly region: string;
  readonly caller: Caller;
  readonly operation: Operation;
  readonly answer: Answer;
  readonly origin: Origin;
  readonly forwarding: Forwarding | undefined;
  /** A second account whose log gets a copy, because the call acts on something of it. */
  readonly copyTo: Account | undefined;
  /** Stream that ids and delays are drawn from. */
  readonly random: Random;
}
