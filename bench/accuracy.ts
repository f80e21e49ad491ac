import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { listFindings } from '../src/services/list-findings.ts';
import { accuracyRows, everybodyIn } from './support/accuracy-rows.ts';
import { type LoadedDemo, withLoadedDemo } from './support/loaded-demo.ts';

/*
 * How right the findings are: writes the demo organisation at random seeds, draws the findings from its raw files, and compares
 * them with what the simulation says of itself.
 */
const { values } = parseArgs({
  options: {
    /** How many seeds, chosen anew in every run. */
    seeds: { type: 'string', default: '10' },
    /** These seeds instead, with commas between them. */
    seed: { type: 'string' },
    days: { type: 'string', default: '120' },
    scale: { type: 'string', default: '0.1' },
    json: { type: 'boolean', default: false },
  },
});
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, () => randomInt(1, 1_000_000))
    : values.seed.split(',').map(Number);

const days = Number(values.days);

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
process.stderr.write(`seeds ${seeds.join(',')}\n`);
for (const seed of seeds) {
  const start = performance.now();
  await withLoadedDemo({ seed, days, scale: Number(values.scale) }, (loaded) => compare(seed, loaded));
  process.stderr.write(`seed ${seed}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}
const rows = tallies.map((tally) => ({
  ...tally,
  precision: tally.found === 0 ? null : tally.right / tally.found,
  recall: tally.expected === 0 ? null : tally.right / tally.expected,
}));
if (values.json)
  process.stdout.write(`${JSON.stringify({ seeds, days, scale: Number(values.scale), rows }, null, 2)}\n`);
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
  return `${[`seeds ${seeds.join(',')}, ${days} days, scale ${values.scale}`, '', ...table, '', ...faults].join('\n')}\n`;
}
