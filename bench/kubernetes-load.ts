import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measured, Variant } from './support/load-variants.ts';
import { machine } from './support/machine.ts';
import { measureVariant } from './support/measure-variant.ts';
import { writeAuditLog } from './trail/audit-events.ts';

/* The load of a cluster’s audit log against the parts that bound it, on the same files. Every variant is a process of its own. */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '600000' },
    files: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});

const names: readonly Variant[] = ['decompress only', 'typed parse of audit events', 'whole load'];
const directory = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
try {
  const log = await writeAuditLog({
    directory,
    seed: Number(values.seed),
    events: Number(values.events),
    files: Number(values.files),
  });
  // What was just written must not be written to the disk at the expense of what is measured.
  execFileSync('sync');
  const best = new Map<Variant, Measured>();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const name of names) {
      const measured = measureVariant(name, directory);
      if (measured.seconds < (best.get(name)?.seconds ?? Number.POSITIVE_INFINITY)) best.set(name, measured);
    }
  }
  const megabytes = log.rawBytes / 1e6;
  const seconds = (name: Variant): number => best.get(name)?.seconds ?? Number.NaN;
  const lines = [
    machine(),
    `${log.events} events in ${log.files} files, ${megabytes.toFixed(0)} MB raw, ${(log.packedBytes / 1e6).toFixed(0)} MB packed; best of ${values.rounds}`,
    '',
    `${'variant'.padEnd(30)}${'seconds'.padStart(9)}${'CPU s'.padStart(8)}${'MB/s'.padStart(8)}${'events/s'.padStart(11)}${'RSS MB'.padStart(9)}`,
    ...[...best].map(([name, { seconds: taken, cpuSeconds, rssBytes }]) =>
      [
        name.padEnd(30),
        taken.toFixed(2).padStart(9),
        cpuSeconds.toFixed(2).padStart(8),
        (megabytes / taken).toFixed(0).padStart(8),
        String(Math.round(log.events / taken)).padStart(11),
        (rssBytes / 1e6).toFixed(0).padStart(9),
      ].join(''),
    ),
    '',
    `the whole load runs at ${((100 * seconds('typed parse of audit events')) / seconds('whole load')).toFixed(0)} % of the typed parse’s speed`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
