import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFile, LogFilesSource } from '../../providers/collector.ts';
import type { Client } from './client.ts';
import type { CollectedLog, LogTask } from './collect-log.ts';
import { advanced, isExpired, nextSpan } from './log-span-state.ts';
import { notJson, refusal } from './refusal.ts';

/** So often in a row a cursor expires only if the system does not take its own. */
const restartsMax = 5;

/**
 * Fetches the files that a log has gained. A file that is there whole is not fetched again, so that what was interrupted
 * anywhere goes on where it was. Where a cursor has expired, the list is begun again.
 */
export async function collectLogFiles(client: Client, task: LogTask<LogFilesSource>): Promise<CollectedLog> {
  const { source } = task;
  let state = task.state?.cursor === undefined ? nextSpan(task) : task.state;
  let [requests, files, restarts, inARow] = [0, 0, 0, 0];
  const result = (): Omit<CollectedLog, 'lacking'> => ({
    folder: source.folder,
    from: state.from,
    until: state.until,
    files,
    restarts,
  });
  let address = state.cursor ?? source.request(state.from, state.until);
  for (;;) {
    const answer = await client.get(address);
    requests += 1;
    if (isExpired(answer.status) && address === state.cursor && inARow < restartsMax) {
      restarts += 1;
      inARow += 1;
      address = source.request(state.from, state.until);
      continue;
    }
    if (answer.status !== 200) {
      const isBegin = task.state === undefined && requests === 1;
      if (source.mayLack === undefined || !isBegin || answer.status === 401)
        throw refusal(address, answer.status);
      return { ...result(), lacking: `${source.mayLack}: it answers ${answer.status}` };
    }
    inARow = 0;
    const page = parsed(answer.text, address);
    const known = new Set(state.recent.map(({ id }) => id));
    const fresh = source.filesIn(page).filter(({ id }) => !known.has(id));
    for (const file of fresh) {
      if (!(await saveFile(client, file, join(task.target, source.folder)))) continue;
      files += 1;
      task.onPage(state, files);
    }
    const next = answer.next ?? source.nextIn?.(page);
    state = advanced(state, fresh, { source, files: state.files + fresh.length, cursor: next });
    task.save(state);
    task.onPage(state, files);
    if (next === undefined) return result();
    address = next;
  }
}

/** Whether it was fetched: not if it is held, or gone since it was listed. */
async function saveFile(client: Client, file: LogFile, folder: string): Promise<boolean> {
  // Names in answers are the system’s: none may lead out of the folder.
  const parts = file.name.split('/').filter((part) => !/^\.*$/.test(part));
  const name = parts.map((part) => part.replaceAll(/[^\w.=+@-]/g, '_')).join('/');
  const path = join(folder, name.endsWith('.gz') ? name : `${name}.gz`);
  if (existsSync(path)) return false;
  const { status } = await client.save(file.request, path);
  if (status === 200) return true;
  if (status === 404 || status === 410) return false;
  throw refusal(file.request, status);
}

function parsed(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(address);
  }
}
