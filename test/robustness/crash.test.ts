import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { inFolder, ingestAll, writeFiles } from './loaded-store.ts';
import { smallLog } from './small-log.ts';

const child = join(import.meta.dirname, 'ingest-process.ts');
/** Milliseconds after the beginning at which the process is killed; the spread covers every stage of an ingest. */
const kills = [20, 60, 150, 260, 380, 520, 700, 900, 1200, 1600];

it('loses and doubles nothing when the process is killed at any moment while it loads', async () => {
  const log = smallLog(2000);
  await inFolder(async (folder) => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, file) => [
        `${file}.json.gz`,
        gzipSync(JSON.stringify({ Records: log.filter((_, index) => index % 40 === file) })),
      ]),
    );
    const logs = writeFiles(folder, 'logs', files);
    const data = join(folder, 'killed');
    const ends: string[] = [];
    for (const delay of kills) ends.push(await ingestAndKill(data, logs, delay));
    // The test proves nothing if every run was allowed to finish.
    expect(ends.filter((end) => end === 'killed').length).toBeGreaterThan(2);
    const survived = await ingestAll(data, [[logs]]);
    const undisturbed = await ingestAll(join(folder, 'undisturbed'), [[logs]]);
    expect(survived.contents).toEqual(undisturbed.contents);
    expect(survived.summary.sources.map(({ calls }) => calls)).toEqual(
      undisturbed.summary.sources.map(({ calls }) => calls),
    );
  });
}, 300_000);

function ingestAndKill(data: string, logs: string, delay: number): Promise<'killed' | 'done'> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, ['--import', 'tsx', child, data, logs], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    process_.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said === 'begin\n') setTimeout(() => process_.kill('SIGKILL'), delay);
    });
    process_.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('done');
      else reject(new Error(`the store did not open again: exit ${code}`));
    });
  });
}
