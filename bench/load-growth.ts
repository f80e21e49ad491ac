import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measured } from './support/load-variants.ts';
import { machine } from './support/machine.ts';
import { measureVariant } from './support/measure-variant.ts';
import { evenSizes, type Trail, writeTrail } from './trail/write-trail.ts';

/* How the time and the memory of a whole load grow with its input, and what many tiny files cost. */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '30000' },
    factors: { type: 'string', default: '1,10,20,100' },
    'tiny-files': { type: 'string', default: '3900' },
    'tiny-events': { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const eventsPerFile = 1000;

interface Row extends Measured {
  readonly shape: string;
  readonly trail: Trail;
}

const rows: Row[] = [];
for (const factor of values.factors.split(',').map(Number)) {
  const events = Number(values.events) * factor;
  rows.push(await measure(`${factor}×`, evenSizes(events, Math.ceil(events / eventsPerFile))));
}
const tinyFiles = Number(values['tiny-files']);
rows.push(await measure('tiny files', evenSizes(tinyFiles * Number(values['tiny-events']), tinyFiles)));
process.stdout.write(values.json ? `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n` : page(rows));

async function measure(shape: string, sizes: readonly number[]): Promise<Row> {
  const directory = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
  try {
    const trail = await writeTrail({ directory, seed: Number(values.seed), sizes });
    execFileSync('sync');
    return { shape, trail, ...measureVariant('whole load', directory) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function page(measured: readonly Row[]): string {
  const cells = (...texts: readonly (string | number)[]): string =>
    texts.map((text, index) => (index === 0 ? `${text}`.padEnd(12) : `${text}`.padStart(12))).join('');
  const [first] = measured;
  const lines = measured.map(({ shape, trail, seconds, cpuSeconds, rssBytes }) =>
    cells(
      shape,
      trail.files,
      trail.events,
      (trail.rawBytes / 1e6).toFixed(0),
      seconds.toFixed(2),
      cpuSeconds.toFixed(2),
      Math.round(trail.events / seconds),
      (rssBytes / 1e6).toFixed(0),
      (seconds / (first?.seconds ?? seconds)).toFixed(2),
    ),
  );
  const heads = cells(
    'input',
    'files',
    'events',
    'MB raw',
    'seconds',
    'CPU s',
    'events/s',
    'RSS MB',
    'time ÷ 1×',
  );
  return [machine(), '', heads, ...lines, ''].join('\n');
}
