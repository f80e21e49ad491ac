import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LogSource } from '../../providers/collector.ts';
import type { LogState } from './checkpoint.ts';
import type { Client } from './client.ts';
import { advanced, isExpired, nextSpan } from './log-span-state.ts';
import { notJson, refusal } from './refusal.ts';
import { writeFileWhole } from './write-file.ts';

/** What was fetched of a log in one run. */
export interface CollectedLog {
  readonly folder: string;
  /** The span that is held now as far as the system tells, UTC epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  /** Absent where the log is kept as files, which are not looked into. */
  readonly records?: number;
  readonly files: number;
  /** How often a cursor had expired, so that the span was begun again from the last record. */
  readonly restarts: number;
  /** Why nothing was fetched, where the system does not give the log. */
  readonly lacking?: string;
}

/** One run over a log. */
export interface LogTask<Source> {
  readonly source: Source;
  /** Folder that everything is written below. */
  readonly target: string;
  /** Where to begin when nothing was fetched before. */
  readonly since: number;
  readonly now: number;
  readonly state: LogState | undefined;
  /** Writes down how far it came. */
  readonly save: (state: LogState) => void;
  readonly onPage: (state: LogState, records: number) => void;
}

/** Empty pages in a row that more may follow. */
const emptyMax = 3;
/** So often in a row a cursor expires only if the system does not take its own. */
const restartsMax = 5;

/**
 * Fetches what a log has gained. A page is written before it is written down that it was, under a name that follows from
 * what was written down: interrupted anywhere, the next run writes the same file again and loses nothing. Where a
 * cursor has expired, it goes on from the time of the last record, and leaves out records it has.
 */
export async function collectLog(client: Client, task: LogTask<LogSource>): Promise<CollectedLog> {
  const { source, target } = task;
  let state = task.state?.cursor === undefined ? nextSpan(task) : task.state;
  let [requests, records, files, restarts, inARow, empty] = [0, 0, 0, 0, 0, 0];
  let address = state.cursor ?? source.request(state.from, state.until);
  for (;;) {
    const answer = await client.get(address);
    requests += 1;
    if (isExpired(answer.status) && address === state.cursor && inARow < restartsMax) {
      restarts += 1;
      inARow += 1;
      address = source.request(Math.max(state.from, state.reached - source.lateMs), state.until);
      continue;
    }
    if (answer.status !== 200) {
      const isBegin = task.state === undefined && requests === 1;
      if (source.mayLack === undefined || !isBegin || answer.status === 401)
        throw refusal(address, answer.status);
      const lacking = `${source.mayLack}: it answers ${answer.status}`;
      return {
        folder: source.folder,
        from: state.from,
        until: state.until,
        records,
        files,
        restarts,
        lacking,
      };
    }
    inARow = 0;
    const page = recordsIn(answer.text, source, address);
    const known = new Set(state.recent.map(({ id }) => id));
    const marked = page.map((record) => ({ record, mark: source.markOf(record) }));
    const fresh = marked.filter(({ mark }) => mark === undefined || !known.has(mark.id));
    const number = state.files + (fresh.length > 0 ? 1 : 0);
    if (fresh.length > 0) {
      // As it came, so that nothing of it is rounded, unless something has to be left out.
      const text =
        fresh.length === page.length
          ? answer.text
          : pageText(
              fresh.map(({ record }) => record),
              source,
            );
      const name = `${String(number).padStart(6, '0')}.json.gz`;
      writeFileWhole(join(target, source.folder, name), gzipSync(text));
      files += 1;
      records += fresh.length;
    }
    // A system that is asked for what is to come always names a next page; some leave a page empty in between.
    empty = page.length === 0 ? empty + 1 : 0;
    const isLast = answer.next === undefined || empty > emptyMax;
    state = advanced(
      state,
      fresh.flatMap(({ mark }) => mark ?? []),
      {
        source,
        files: number,
        cursor: isLast ? undefined : answer.next,
      },
    );
    task.save(state);
    task.onPage(state, records);
    if (answer.next === undefined || isLast) break;
    address = answer.next;
  }
  return { folder: source.folder, from: state.from, until: state.until, records, files, restarts };
}

function recordsIn(text: string, { listedIn }: LogSource, address: string): readonly unknown[] {
  try {
    const answer: unknown = JSON.parse(text);
    const page = listedIn === undefined ? answer : Object.getOwnPropertyDescriptor(answer, listedIn)?.value;
    if (Array.isArray(page)) return page;
  } catch {
    // Told below.
  }
  throw notJson(address);
}

function pageText(records: readonly unknown[], { listedIn }: LogSource): string {
  return JSON.stringify(listedIn === undefined ? records : { [listedIn]: records });
}
