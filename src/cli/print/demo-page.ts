import type { DemoSummary } from '../../../demo/write-demo.ts';
import { type Line, line } from './run.ts';
import { commands, heading, paragraph } from './sentence.ts';
import { bytes, counted, dates, shellWord } from './words.ts';

/** What was written, and what to do with it. */
export function demoPage(
  summary: DemoSummary,
  program: string,
  { width }: { readonly width: number },
): Line[] {
  const { organisation, window, records, logFiles, inventoryFiles, rawBytes, compressedBytes, directory } =
    summary;
  const where = shellWord(directory);
  const facts = line(
    `${counted(records, 'record')} in ${counted(logFiles, 'log file')} (${bytes(rawBytes)}, ${bytes(compressedBytes)} compressed), `,
    `${counted(inventoryFiles, 'inventory file')}, ${dates(window)}. `,
    'truth.json says what is so.',
  );
  return [
    ...heading(`${organisation} lies in ${directory}.`, width),
    ...paragraph(facts, width),
    [],
    ...(where === undefined
      ? []
      : commands([{ text: `${program} scan ${where}`, about: 'see what its tokens can do and do' }], width)),
  ];
}
