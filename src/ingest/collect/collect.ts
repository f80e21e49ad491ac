import type { CollectPlan, LogFilesSource, LogSource } from '../../providers/collector.ts';
import type { OnProgress } from '../progress.ts';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { type Client, openClient, type Traffic } from './client.ts';
import type { Clock } from './clock.ts';
import { type CollectedLists, collectLists } from './collect-lists.ts';
import { type CollectedLog, collectLog, type LogTask } from './collect-log.ts';
import { collectLogFiles } from './collect-log-files.ts';

export type CollectPart = 'log' | 'inventory';

/** What one run fetched. */
export interface Collected extends Readonly<Traffic> {
  readonly origin: string;
  readonly log?: CollectedLog;
  readonly inventory?: CollectedLists;
}

interface Task {
  readonly provider: string;
  readonly plan: CollectPlan;
  /** Folder for everything; it also holds how far collecting came. */
  readonly target: string;
  readonly parts: readonly CollectPart[];
  /** How far back to begin when nothing was fetched before, UTC epoch milliseconds. */
  readonly since: number | undefined;
  readonly clock: Clock;
  readonly onProgress: OnProgress;
}

const dayMs = 86_400_000;

/**
 * Fetches what a log has gained since the last run, and an inventory in a folder of its own by time. What was interrupted
 * is gone on with.
 * @throws {ScopelightError} `system.unreachable`, `system.refused`; what was fetched until then stays
 */
export async function collect(task: Task): Promise<Collected> {
  const { provider, plan, target, parts, clock, onProgress } = task;
  const started = clock.now();
  let state = readCheckpoint(target, provider, plan.origin);
  const save = (change: Partial<Checkpoint>): void => {
    state = { ...state, ...change };
    writeCheckpoint(target, state);
  };
  let stage = { stage: 'asking', done: 0, total: 0 };
  const client = openClient(plan, {
    clock,
    onWait: (ms, reason) => onProgress({ ...stage, note: `waiting ${Math.ceil(ms / 1000)} s for ${reason}` }),
  });
  const tell = (name: string, done: number, total: number, note?: string): void => {
    stage = { stage: name, done, total };
    onProgress({ ...stage, ...(note !== undefined && { note }) });
  };

  const unit = plan.log && 'filesIn' in plan.log ? 'files' : 'records';
  const log =
    parts.includes('log') && plan.log
      ? await fetchLog(client, {
          source: plan.log,
          target,
          since: task.since ?? started - plan.log.daysKept * dayMs,
          now: started,
          state: state.log,
          save: (next) => save({ log: next }),
          onPage: ({ from, until, reached }, records) =>
            tell('fetching the log, days', daysIn(from, reached), daysIn(from, until), `${records} ${unit}`),
        })
      : undefined;
  const inventory = parts.includes('inventory')
    ? await collectLists(client, {
        sources: plan.lists,
        target,
        state: state.lists ?? { folder: folderAt(started), done: {}, lacking: {} },
        save: (next) => save({ lists: next }),
        onList: (done, total) => tell('fetching lists', done, total),
      })
    : undefined;
  // The next inventory is one of its own.
  if (inventory !== undefined) {
    const { lists: _, ...rest } = state;
    state = rest;
    writeCheckpoint(target, state);
  }
  return { origin: plan.origin, ...client.traffic, ...(log && { log }), ...(inventory && { inventory }) };
}

function fetchLog(client: Client, task: LogTask<LogSource | LogFilesSource>): Promise<CollectedLog> {
  const { source } = task;
  return 'filesIn' in source
    ? collectLogFiles(client, { ...task, source })
    : collectLog(client, { ...task, source });
}

function daysIn(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / dayMs));
}

/** A folder for one inventory: `inventory/2026-03-02T081530Z`. */
function folderAt(time: number): string {
  return `inventory/${new Date(time).toISOString().replace(/\.\d+/, '').replaceAll(':', '')}`;
}
