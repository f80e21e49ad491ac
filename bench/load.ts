import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Measured, type Variant, variantNames } from './support/load-variants.ts';
import { machine } from './support/machine.ts';
import { measureVariant } from './support/measure-variant.ts';
import { evenSizes, type Trail, writeTrail } from './trail/write-trail.ts';

/* The whole load against the parts that bound it, on the same files, in one run. Every variant is a process of its own. */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '300000' },
    files: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const directory = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
try {
  const sizes = evenSizes(Number(values.events), Number(values.files));
  const trail = await writeTrail({ directory, seed: Number(values.seed), sizes });
  // What was just written must not be written to the disk at the expense of what is measured.
  execFileSync('sync');
  const runs = new Map<Variant, Measured[]>(variantNames.map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const name of variantNames) runs.get(name)?.push(measureVariant(name, directory));
  }
  print(trail, new Map([...runs].map(([name, measured]) => [name, least(measured)])));
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function least(runs: readonly Measured[]): Measured {
  return runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

function print(trail: Trail, best: ReadonlyMap<Variant, Measured>): void {
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ machine: machine(), trail, best: Object.fromEntries(best) }, null, 2)}\n`,
    );
    return;
  }
  const megabytes = trail.rawBytes / 1e6;
  const lines = [
    machine(),
    `${trail.events} events in ${trail.files} files, ${megabytes.toFixed(0)} MB raw, ${(trail.packedBytes / 1e6).toFixed(0)} MB packed; best of ${values.rounds}`,
    '',
    `${'variant'.padEnd(26)}${'seconds'.padStart(9)}${'CPU s'.padStart(8)}${'MB/s'.padStart(8)}${'events/s'.padStart(11)}${'RSS MB'.padStart(9)}`,
  ];
  for (const [name, { seconds, cpuSeconds, rssBytes }] of best) {
    lines.push(
      `${name.padEnd(26)}${seconds.toFixed(2).padStart(9)}${cpuSeconds.toFixed(2).padStart(8)}${(megabytes / seconds).toFixed(0).padStart(8)}${Math.round(
        trail.events / seconds,
      )
        .toString()
        .padStart(11)}${(rssBytes / 1e6).toFixed(0).padStart(9)}`,
    );
  }
  const seconds = (name: Variant): number => best.get(name)?.seconds ?? Number.NaN;
  lines.push(
    '',
    `the whole load runs at ${((100 * seconds('typed parse')) / seconds('whole load')).toFixed(0)} % of the typed parse’s speed, ` +
      `${(seconds('DuckDB read') / seconds('whole load')).toFixed(2)} times DuckDB’s bare read, ` +
      `${(seconds('DuckDB, undeclared') / seconds('whole load')).toFixed(2)} where that is not told the fields, ` +
      `${(seconds('one Node thread') / seconds('whole load')).toFixed(2)} times one Node thread’s`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
