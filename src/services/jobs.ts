import { randomUUID } from 'node:crypto';
import type { AccountName } from '../ingest/account-names.ts';
import type { Progress } from '../ingest/progress.ts';
import { ScopelightError } from '../model/error.ts';
import type { Job } from '../model/job.ts';
import type { Context } from './context.ts';
import { type IngestInput, ingestLogs } from './load/ingest-logs.ts';

/** What a job loads. */
export interface IngestJob {
  readonly paths: readonly string[];
  /** What to call them to people, where it is not the paths themselves. */
  readonly shown?: readonly string[] | undefined;
  /** What files are of that do not say so themselves. */
  readonly accounts?: readonly AccountName[] | undefined;
}

type Listener = (job: Job) => void;

const keptMax = 100;
const isoNow = (ctx: Context): string => new Date(ctx.now()).toISOString();

/** Long work that goes on while its starter does other things; one job runs at a time, in order of coming. */
export class Jobs {
  readonly #ctx: Context;
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Loads logs when all earlier jobs are over. */
  ingest({ paths, shown = paths, accounts = [] }: IngestJob): Job {
    const job: Job = {
      schema: 'scopelight.job/1',
      id: randomUUID(),
      kind: 'ingest',
      state: 'waiting',
      createdAt: isoNow(this.#ctx),
      startedAt: null,
      endedAt: null,
      paths: [...shown],
      accounts: accounts.map(({ name, path = null }) => ({ name, path })),
      progress: null,
      result: null,
      problem: null,
    };
    this.#set(job);
    this.#forgetOld();
    this.#last = this.#last.then(() => this.#run(job.id, { paths, accounts }));
    return job;
  }

  /** All jobs, latest first. */
  list(): Job[] {
    return [...this.#jobs.values()].reverse();
  }

  /** @throws {ScopelightError} `subject.not-found` */
  get(id: string): Job {
    const job = this.#jobs.get(id);
    if (job) return job;
    throw new ScopelightError('subject.not-found', `there is no job \`${id}\``, {
      hint: 'jobs are forgotten when the server ends',
    });
  }

  /** Tells of every change of a job until the returned function is called. */
  watch(id: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  /** Resolves when no job is left to do. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #run(id: string, input: IngestInput): Promise<void> {
    this.#change(id, { state: 'running', startedAt: isoNow(this.#ctx) });
    const onProgress = ({ stage, done, total, note = null }: ProgressWithNote): void =>
      this.#change(id, { progress: { stage, done: Math.round(done), total: Math.round(total), note } });
    try {
      const result = await ingestLogs({ ...this.#ctx, onProgress }, input);
      const endedAt = isoNow(this.#ctx);
      this.#change(id, { state: 'done', endedAt, result: { schema: 'scopelight.ingest/1', ...result } });
    } catch (error) {
      this.#change(id, { state: 'failed', endedAt: isoNow(this.#ctx), problem: problemOf(error) });
    }
  }

  #change(id: string, change: Partial<Job>): void {
    const job = this.#jobs.get(id);
    if (job) this.#set({ ...job, ...change });
  }

  #set(job: Job): void {
    this.#jobs.set(job.id, job);
    for (const listener of this.#listeners.get(job.id) ?? []) listener(job);
  }

  #forgetOld(): void {
    for (const { id, state } of this.#jobs.values()) {
      if (this.#jobs.size <= keptMax) return;
      if (state === 'done' || state === 'failed') this.#jobs.delete(id);
    }
  }
}

type ProgressWithNote = Omit<Progress, 'note'> & { readonly note?: string | null };

function problemOf(error: unknown): Job['problem'] {
  if (error instanceof ScopelightError) {
    return { code: error.code, detail: error.message, hint: error.hint ?? null };
  }
  return {
    code: 'unexpected',
    detail: 'loading failed for a reason that is a fault in Scopelight',
    hint: null,
  };
}
