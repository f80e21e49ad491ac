import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Random } from '../demo/random.ts';
import { compareLoads, type Log } from './support/compare-loads.ts';
import { eventRows, header } from './support/event-log-rows.ts';

/* Event log files of Salesforce, as they are fetched and packed, beside a CloudTrail log, each loaded whole into a new store. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '600000' },
    files: { type: 'string', default: '20' },
    events: { type: 'string', default: '150000' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
try {
  const logs = [
    writeLog('plain', 'csv', Buffer.from),
    writeLog('packed', 'csv.gz', (text) => gzipSync(text, { level: 1 })),
  ];
  await compareLoads(folder, logs, { events: Number(values.events), rounds: Number(values.rounds) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function writeLog(name: string, extension: string, pack: (text: string) => Buffer): Log {
  const directory = join(folder, name);
  mkdirSync(directory);
  const [records, files] = [Number(values.rows), Number(values.files)];
  const random = new Random(Number(values.seed));
  let rawBytes = 0;
  for (let file = 0; file < files; file++) {
    const [from, to] = [(records * file) / files, (records * (file + 1)) / files].map(Math.floor);
    const text = `${[header, ...eventRows(random, from ?? 0, to ?? 0, records)].join('\n')}\n`;
    rawBytes += text.length;
    writeFileSync(join(directory, `${file}.${extension}`), pack(text));
  }
  return { name: `event log, ${name}`, directory, records, rawBytes };
}
