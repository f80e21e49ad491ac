import type { Origin } from './organisation/origin.ts';
import type { Random } from './random.ts';
import { SECOND } from './time.ts';

/** One call, with everything that its record is written from. */
export interface Call<Caller, Operation> {
  readonly at: number;
  readonly caller: Caller;
  readonly operation: Operation;
  /** As the system answers, in the numbers of HTTP. */
  readonly status: number;
  readonly origin: Origin;
  readonly random: Random;
}

/** What takes calls and writes records of them. */
export interface CallLog<Caller, Operation> {
  record(call: Call<Caller, Operation>): void;
}

export interface ClientOptions<Caller> {
  readonly caller: Caller;
  readonly origin: Origin;
  readonly at: number;
  readonly random: Random;
  /** Shortest and longest pause between calls, ms. */
  readonly pauseMs?: readonly [number, number];
}

/** Somebody or something at work in one system, making calls one after the other. */
export class Client<Caller, Operation> {
  readonly random: Random;
  /** When the next call will be made. */
  at: number;
  readonly #log: CallLog<Caller, Operation>;
  readonly #options: ClientOptions<Caller>;

  constructor(log: CallLog<Caller, Operation>, options: ClientOptions<Caller>) {
    this.#log = log;
    this.#options = options;
    this.at = options.at;
    this.random = options.random;
  }

  /** Makes a call, then pauses. */
  run(operation: Operation, status = 200): this {
    const { caller, origin, random, pauseMs } = this.#options;
    this.#log.record({ at: this.at, caller, operation, status, origin, random });
    const [shortest, longest] = pauseMs ?? [SECOND / 5, 2 * SECOND];
    return this.wait(random.between(shortest, longest));
  }

  /** Lets time pass. */
  wait(ms: number): this {
    this.at += ms;
    return this;
  }
}
