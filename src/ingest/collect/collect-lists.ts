import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ListSource } from '../../providers/collector.ts';
import type { ListState } from './checkpoint.ts';
import type { Client } from './client.ts';
import { isExpired } from './log-span-state.ts';
import { notJson, refusal } from './refusal.ts';
import { writeFileWhole } from './write-file.ts';

/** So often a list is begun again only if it changes faster than it can be read. */
const restartsMax = 5;

/** What was fetched of an inventory. */
export interface CollectedLists {
  readonly folder: string;
  readonly lists: number;
  readonly files: number;
  /** Lists that the system does not give. */
  readonly lacking: { readonly list: string; readonly reason: string }[];
}

interface Task {
  readonly sources: readonly ListSource[];
  readonly target: string;
  /** Lists that were fetched before the last interruption are not fetched again. */
  readonly state: ListState;
  readonly save: (state: ListState) => void;
  readonly onList: (done: number, total: number) => void;
}

/**
 * Fetches lists page by page, and the lists that their answers lead to. A list that may be lacking is left out with
 * the reason; any other stops the run. Until all are there, they lie in a hidden folder, which loading passes over: half an
 * inventory would say that the rest was taken away.
 */
export async function collectLists(client: Client, task: Task): Promise<CollectedLists> {
  const { target, save, onList } = task;
  let state = task.state;
  const finished = join(target, state.folder);
  const unfinished = join(dirname(finished), `.${basename(finished)}`);
  // It may have been killed right after it was through.
  const root = existsSync(finished) ? finished : unfinished;
  const queue = [...task.sources];
  const seen = new Set(queue.map(({ folder }) => folder));
  const ledTo = new Set<string>();
  for (let index = 0; index < queue.length; index++) {
    onList(index, queue.length);
    const source = queue[index];
    if (source === undefined) break;
    const folder = join(root, source.folder);
    if (state.done[source.folder] === undefined && state.lacking[source.folder] === undefined) {
      const fetched = await fetchList(client, source, folder, ledTo.has(source.folder));
      state =
        typeof fetched === 'number'
          ? { ...state, done: { ...state.done, [source.folder]: fetched } }
          : { ...state, lacking: { ...state.lacking, [source.folder]: fetched.reason } };
      save(state);
    }
    // Read from disk, so that it is the same after an interruption.
    for (let page = 1; source.leadsTo && page <= (state.done[source.folder] ?? 0); page++)
      for (const further of source.leadsTo(JSON.parse(readFileSync(pageFile(folder, page), 'utf8')))) {
        // Names in answers are the system’s: none may lead out of the folder.
        if (seen.has(further.folder) || further.folder.split('/').some((part) => /^\.*$/.test(part)))
          continue;
        seen.add(further.folder);
        ledTo.add(further.folder);
        queue.push(further);
      }
  }
  if (root !== finished && existsSync(root)) renameSync(root, finished);
  return {
    folder: state.folder,
    lists: Object.keys(state.done).length,
    files: Object.values(state.done).reduce((sum, pages) => sum + pages, 0),
    lacking: Object.entries(state.lacking).map(([list, reason]) => ({ list, reason })),
  };
}

/** The number of pages, or why there are none. */
async function fetchList(
  client: Client,
  source: ListSource,
  folder: string,
  isLedTo: boolean,
): Promise<number | { readonly reason: string }> {
  let [pages, restarts] = [0, 0];
  for (let address: string | undefined = source.request; address !== undefined; ) {
    const answer = await client.get(address);
    // A place in a list may expire while it is read: what it would have gone on with is not known any more.
    if (isExpired(answer.status) && pages > 0 && restarts < restartsMax) {
      restarts += 1;
      pages = 0;
      rmSync(folder, { recursive: true, force: true });
      address = source.request;
      continue;
    }
    if (answer.status !== 200) {
      // What another list named may be gone by now.
      if (answer.status === 404 && isLedTo && source.mayLack === undefined)
        return { reason: 'what it is of is no longer there: it answers 404' };
      if (source.mayLack === undefined || answer.status === 401) throw refusal(address, answer.status);
      return { reason: `${source.mayLack}: it answers ${answer.status}` };
    }
    const page = parsed(answer.text, address);
    pages += 1;
    writeFileWhole(pageFile(folder, pages), answer.text);
    address = answer.next ?? source.nextIn?.(page, address);
  }
  return pages;
}

function pageFile(folder: string, page: number): string {
  return join(folder, `${String(page).padStart(4, '0')}.json`);
}

function parsed(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(address);
  }
}
