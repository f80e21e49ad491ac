import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { ScopelightError } from '../../model/error.ts';
import type { Act } from '../act.ts';
import type { Door } from '../door.ts';
import { parseCount, parseFactor } from '../options.ts';
import { demoPage } from '../print/demo-page.ts';
import { counted } from '../print/words.ts';
import { programName } from '../program-name.ts';

/** `scopelight demo DIR`: writes the demo organisation's raw logs and inventories. */
export function addDemo(program: CommandUnknownOpts, act: Act): void {
  program
    .command('demo')
    .summary('write the demo organisation’s raw logs and inventories')
    .description(
      'Writes what a company’s own exports would look like: audit logs, inventories and a truth.json that says what is so. The same seed writes the same bytes.',
    )
    .argument('<dir>', 'folder to write to; created where missing')
    .option('--days <count>', 'length of the logs', parseCount(1), 120)
    .option('--scale <factor>', '1 is about 370,000 calls in 120 days', parseFactor, 1)
    .option('--seed <number>', 'another seed, another organisation of the same kind', parseCount(0), 1)
    .action((directory, options, command) =>
      act(command, async (door) => {
        const summary = await writeDemoTo(door, directory, options);
        door.answer({ schema: 'scopelight.demo/1', ...summary }, (width) =>
          demoPage(summary, programName(), { width }),
        );
        return 0;
      }),
    );
}

interface Size {
  readonly days: number;
  readonly scale: number;
  readonly seed: number;
}

/** Writes the demo, showing how far it is. */
export async function writeDemoTo(door: Door, directory: string, size: Size) {
  const { writeDemo } = await import('../../../demo/write-demo.ts');
  try {
    return await writeDemo({
      directory,
      ...size,
      onProgress: ({ day, days, records }) =>
        door.onProgress({
          stage: 'writing the demo, days',
          done: day,
          total: days,
          note: counted(records, 'record'),
        }),
    });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === '') throw cause;
    throw new ScopelightError('usage.invalid', `the demo cannot be written to \`${directory}\`: ${code}`, {
      cause,
      hint: 'choose a folder that can be written to',
    });
  }
}
