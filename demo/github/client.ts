import type { Random } from '../random.ts';
import { SECOND } from '../time.ts';
import type { AuditLog, GithubOrigin } from './audit-log.ts';
import type { GithubCaller } from './callers.ts';
import type { GithubOperation } from './operation.ts';

export interface GithubClientOptions {
  readonly caller: GithubCaller;
  readonly origin: GithubOrigin;
  readonly at: number;
  readonly random: Random;
  /** Shortest and longest pause between calls, ms. */
  readonly pauseMs?: readonly [number, number];
}

/** Somebody or something at work on GitHub, making calls one after the other. */
export class GithubClient {
  readonly random: Random;
  /** When the next call will be made. */
  at: number;
  readonly #log: AuditLog;
  readonly #options: GithubClientOptions;

  constructor(log: AuditLog, options: GithubClientOptions) {
    this.#log = log;
    this.#options = options;
    this.at = options.at;
    this.random = options.random;
  }

  /** Makes a call, then pauses. */
  run(operation: GithubOperation, status = 200): this {
    const { caller, origin, random, pauseMs } = this.#options;
    this.#log.record({ at: this.at, caller, operation, status, origin, random });
    const [shortest, longest] = pauseMs ?? [SECOND / 5, 2 * SECOND];
    return this.wait(random.between(shortest, longest));
  }

  /** Makes calls one after the other. */
  runAll(operations: readonly GithubOperation[]): this {
    for (const operation of operations) this.run(operation);
    return this;
  }

  /** Lets time pass. */
  wait(ms: number): this {
    this.at += ms;
    return this;
  }
}
