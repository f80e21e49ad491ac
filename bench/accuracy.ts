import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { listFindings } from '../src/services/findings/list-findings.ts';
import { accuracyRows, everybodyIn } from './support/accuracy-rows.ts';
import { type LoadedDemo, withLoadedDemo } from './support/loaded-demo.ts';

/*
 * How right the findings are: writes the demo organisation at random seeds, draws the findings from its raw files, and compares
 * them with what the simulation says of itself.
 */
const answer = z.object({
  seeds: z.array(z.number()),
  days: z.number(),
  scale: z.number(),
  rows: z.array(
    z.object({
      ...{ name: z.string(), expected: z.number(), found: z.number(), right: z.number() },
      ...{ missed: z.array(z.string()), wrong: z.array(z.string()) },
    }),
  ),
});

const { values } = parseArgs({
  options: {
    /** How many seeds, chosen anew in every run. */
    seeds: { type: 'string', default: '10' },
    /** These seeds instead, with commas between them. */
    seed: { type: 'string' },
    days: { type: 'string', default: '120' },
    scale: { type: 'string', default: '0.1' },
    json: { type: 'boolean', default: false },
    /** Puts the answers of earlier runs with `--json` together, and runs nothing. */
    merge: { type: 'string', multiple: true },
  },
});
const earlier = (values.merge ?? []).map((path) => answer.parse(JSON.parse(readFileSync(path, 'utf8'))));
const fresh =
  earlier.length > 0
    ? []
    : values.seed === undefined
      ? Array.from({ length: Number(values.seeds) }, () => randomInt(1, 1_000_000))
      : values.seed.split(',').map(Number);

const seeds = [...earlier.flatMap((one) => one.seeds), ...fresh];
const days = earlier[0]?.days ?? Number(values.days);
const scale = earlier[0]?.scale ?? Number(values.scale);

interface Tally {
  readonly name: string;
  expected: number;
  found: number;
  right: number;
  readonly missed: string[];
  readonly wrong: string[];
}

const tallies = accuracyRows.map(
  ({ name }): Tally => ({ name, expected: 0, found: 0, right: 0, missed: [], wrong: [] }),
);
for (const { name, expected, found, right, missed, wrong } of earlier.flatMap(({ rows }) => rows)) {
  const tally = tallies.find((one) => one.name === name);
  if (!tally) continue;
  tally.expected += expected;
  tally.found += found;
  tally.right += right;
  tally.missed.push(...missed);
  tally.wrong.push(...wrong);
}
process.stderr.write(`seeds ${seeds.join(',')}\n`);
for (const seed of fresh) {
  const start = performance.now();
  await withLoadedDemo({ seed, days, scale }, (loaded) => compare(seed, loaded));
  process.stderr.write(`seed ${seed}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}
const rows = tallies.map((tally) => ({
  ...tally,
  precision: tally.found === 0 ? null : tally.right / tally.found,
  recall: tally.expected === 0 ? null : tally.right / tally.expected,
}));
if (values.json) process.stdout.write(`${JSON.stringify({ seeds, days, scale, rows }, null, 2)}\n`);
else process.stdout.write(report());

async function compare(seed: number, loaded: LoadedDemo): Promise<void> {
  const { findings } = await listFindings(loaded.ctx, { people: loaded.people });
  for (const [index, { name, expected, found }] of accuracyRows.entries()) {
    const tally = tallies[index];
    if (!tally) continue;
    const wanted = new Set(expected(everybodyIn(loaded.truth)));
    const said = new Set(
      found
        ? await found({ loaded, findings })
        : findings.filter(({ rule }) => rule === name).map(({ subject }) => subject),
    );
    tally.expected += wanted.size;
    tally.found += said.size;
    tally.right += [...said].filter((id) => wanted.has(id)).length;
    tally.missed.push(...[...wanted].filter((id) => !said.has(id)).map((id) => `${seed} ${id}`));
    tally.wrong.push(...[...said].filter((id) => !wanted.has(id)).map((id) => `${seed} ${id}`));
  }
}

/** A table for the documents, then every miss and false alarm by seed. */
function report(): string {
  const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
  const table = [
    '| conclusion | true | found | right | precision | recall |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ name, expected, found, right, precision, recall }) =>
        `| ${name} | ${expected} | ${found} | ${right} | ${percent(precision)} | ${percent(recall)} |`,
    ),
  ];
  const faults = rows.flatMap(({ name, missed, wrong }) => [
    ...missed.map((one) => `${name} missed: ${one}`),
    ...wrong.map((one) => `${name} wrong: ${one}`),
  ]);
  return `${[`seeds ${seeds.join(',')}, ${days} days, scale ${scale}`, '', ...table, '', ...faults].join('\n')}\n`;
}
