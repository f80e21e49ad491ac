import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Random } from '../demo/random.ts';
import { compareLoads, type Log } from './support/compare-loads.ts';
import { githubRecord, type MakeRecord, oktaRecord } from './support/system-records.ts';
import { writeAuditLog } from './trail/audit-events.ts';

/* Logs of GitHub, Okta and a cluster, of records as long as theirs are, beside a CloudTrail log, each loaded whole into a new store. */
const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '200000' },
    files: { type: 'string', default: '8' },
    events: { type: 'string', default: '150000' },
    rounds: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});
const records = Number(values.records);
const files = Number(values.files);
const seed = Number(values.seed);
const begin = Date.UTC(2026, 0, 1);
const spanMs = 90 * 86_400_000;

const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
try {
  const logs = [writeLog('GitHub', githubRecord), writeLog('Okta', oktaRecord), await writeCluster()];
  await compareLoads(folder, logs, { events: Number(values.events), rounds: Number(values.rounds) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function writeLog(name: string, make: MakeRecord): Log {
  const directory = join(folder, name);
  mkdirSync(directory);
  const random = new Random(seed);
  let rawBytes = 0;
  for (let file = 0; file < files; file++) {
    const lines: string[] = [];
    for (let index = file; index < records; index += files)
      lines.push(make(random, begin + Math.floor((index / records) * spanMs)));
    const text = `${lines.join('\n')}\n`;
    rawBytes += text.length;
    writeFileSync(join(directory, `${file}.json.gz`), gzipSync(text, { level: 1 }));
  }
  return { name, directory, records, rawBytes };
}

async function writeCluster(): Promise<Log> {
  const directory = join(folder, 'cluster');
  mkdirSync(directory);
  const { events, rawBytes } = await writeAuditLog({ directory, seed, events: records, files });
  return { name: 'Kubernetes', directory, records: events, rawBytes };
}
