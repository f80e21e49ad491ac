import type { Random } from '../random.ts';
import { HOUR, SECOND } from '../time.ts';
import type { ProviderBook } from '../truth/provider-book.ts';
import { type Account, homeRegion } from './accounts.ts';
import { accountOf, attribute, type Caller, type RoleSession, sessionToken } from './callers.ts';
import { uniqueId } from './identifiers.ts';
import type { Operation } from './operation.ts';
import { assumeRole } from './operations/sts.ts';
import { awsInternal, type Origin } from './origin.ts';
import { type Answer, allowed } from './outcomes.ts';
import type { IamRole } from './principals.ts';
import type { Trail } from './trail.ts';
import type { Forwarding } from './user-identity.ts';

/** Where a shell's calls go: the log, and the truth about who minted what. */
export interface Sink {
  readonly trail: Trail;
  readonly book: ProviderBook;
}

export interface ShellOptions {
  readonly caller: Caller;
  readonly origin: Origin;
  readonly at: number;
  readonly random: Random;
  readonly region?: string;
  /** Account whose log records the calls; the caller's own unless told. */
  readonly account?: Account;
  /** Shortest and longest pause between calls, ms. */
  readonly pauseMs?: readonly [number, number];
}

export interface RunOptions {
  readonly answer?: Answer;
  readonly region?: string;
  /** Another account that the call acts on, and whose log gets a copy. */
  readonly copyTo?: Account;
}

/** Somebody at work: one caller at one place, making calls one after the other. */
export class Shell {
  readonly caller: Caller;
  /** Whose log records the calls. */
  readonly account: Account;
  readonly random: Random;
  /** When the next call will be made. */
  at: number;
  readonly #sink: Sink;
  readonly #options: ShellOptions;
  #wasRecorded = false;

  constructor(sink: Sink, options: ShellOptions) {
    const account = options.account ?? accountOf(options.caller);
    if (account === undefined)
      throw new TypeError(`a ${options.caller.kind} caller needs an account to act in`);
    this.#sink = sink;
    this.#options = options;
    this.account = account;
    this.caller = options.caller;
    this.random = options.random;
    this.at = options.at;
  }

  /** Makes a call, then pauses. Calls that AWS forwards to serve it follow at once. */
  run(operation: Operation, options: RunOptions = {}): this {
    const { answer = allowed, region = this.#options.region ?? homeRegion, copyTo } = options;
    const { origin } = this.#options;
    this.#wasRecorded = this.#record(operation, answer, origin, region, copyTo, undefined);
    if (answer === allowed) this.#forward(operation, region, copyTo);
    const [shortest, longest] = this.#options.pauseMs ?? [SECOND / 4, 3 * SECOND];
    return this.wait(this.random.between(shortest, longest));
  }

  /** Makes calls one after the other. */
  runAll(operations: readonly Operation[]): this {
    for (const operation of operations) this.run(operation);
    return this;
  }

  /** Lets time pass. */
  wait(ms: number): this {
    this.at += ms;
    return this;
  }

  /** Makes a call whose answer is a session of that principal. */
  mint(operation: Operation, principalArn: string, copyTo?: Account): this {
    this.run(operation, copyTo === undefined ? {} : { copyTo });
    const parent = attribute(this.caller).token;
    if (parent !== undefined && this.#wasRecorded) this.#sink.book.minted(parent, sessionToken(principalArn));
    return this;
  }

  /** Takes a role and gives the shell of the new session; the calling session goes on as it was. */
  assume(role: IamRole, sessionName: string, session: Partial<RoleSession> = {}): Shell {
    const keyId = uniqueId('ASIA', role.account, this.random);
    const child: RoleSession = {
      kind: 'role-session',
      role,
      sessionName,
      keyId,
      startedAt: this.at,
      ...session,
    };
    const copyTo = role.account === this.account ? undefined : role.account;
    const operation = assumeRole(role, sessionName, keyId, this.at + HOUR, this.random);
    this.mint(operation, role.arn, copyTo);
    const { account: _, ...rest } = this.#options;
    return new Shell(this.#sink, { ...rest, caller: child, at: this.at });
  }

  #forward(operation: Operation, region: string, copyTo: Account | undefined): void {
    for (const forwarded of operation.forwards ?? []) {
      const keyId = uniqueId('ASIA', this.account, this.random);
      const forwarding = { invokedBy: 'AWS Internal', keyId, startedAt: this.at };
      this.#record(forwarded, allowed, awsInternal, region, copyTo, forwarding);
    }
  }

  #record(
    operation: Operation,
    answer: Answer,
    origin: Origin,
    region: string,
    copyTo: Account | undefined,
    forwarding: Forwarding | undefined,
  ): boolean {
    const { at, account, caller, random } = this;
    return this.#sink.trail.record({
      at,
      account,
      region,
      caller,
      operation,
      answer,
      origin,
      forwarding,
      copyTo,
      random,
    });
  }
}
