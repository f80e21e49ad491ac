import { parseArgs } from 'node:util';
import { writeDemo } from './write-demo.ts';

const usage = 'usage: npx tsx demo/main.ts DIR [--days 120] [--scale 1] [--seed 1]';

/** Writes the demo organisation from the command line; the summary goes to stdout, progress to stderr. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { days: { type: 'string' }, scale: { type: 'string' }, seed: { type: 'string' } },
  });
  const [directory, ...rest] = positionals;
  if (directory === undefined || rest.length > 0) throw new RangeError(usage);
  const summary = await writeDemo({
    directory,
    ...(values.days !== undefined && { days: Number(values.days) }),
    ...(values.scale !== undefined && { scale: Number(values.scale) }),
    ...(values.seed !== undefined && { seed: Number(values.seed) }),
    onProgress: ({ day, days, records }) => {
      if (process.stderr.isTTY) process.stderr.write(`\rday ${day} of ${days}, ${records} records `);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
