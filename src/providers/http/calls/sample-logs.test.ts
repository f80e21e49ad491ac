import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../../package-root.ts';
import { openCallLog } from '../../shared/calls/call-log.test-support.ts';
import { http } from '../provider.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';

const roots = ['access-logs', 'otel-ocsf'].map((name) => join(packageRoot(), '../shared/samples', name));

it.skipIf(!roots.every((root) => existsSync(root)))(
  'logs that others wrote are read, every record of every file',
  async () => {
    learnSampleApi();
    const paths = roots
      .flatMap((root) => readdirSync(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const log = await openCallLog(http);
    const readings = await log.read(paths.map((path) => ({ path, content: readFileSync(path) })));
    await log.close();
    const rows = readings.flatMap((reading) => reading.rows);
    expect(tallyOf(rows.map(({ disposition, reason }) => `${disposition}: ${reason}`))).toEqual({
      'call: ': 10_068,
      'ignored: call of AWS or Kubernetes: load its own log': 8,
      'ignored: not a request': 12,
      'ignored: request that is no HTTP': 6,
      'ignored: span that serves no request': 1,
      'unreadable: line of no known format': 2,
    });
    expect(tallyOf(readings.filter((reading) => reading.rows.length === 0).map(({ as }) => as))).toEqual({
      // Of other systems, in Parquet, or without a time.
      foreign: 16,
      'metrics of OpenTelemetry, which hold no calls': 1,
      'status of nginx, which holds no calls': 1,
    });
  },
);

function tallyOf(names: readonly string[]): Readonly<Record<string, number>> {
  const tally: Record<string, number> = {};
  for (const name of names) tally[name] = (tally[name] ?? 0) + 1;
  return tally;
}
