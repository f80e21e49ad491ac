import type { CollectAnswer } from '../../model/collect.ts';
import { type Line, line, run } from './run.ts';
import { commands, heading, paragraph, point } from './sentence.ts';
import { counted, dates, shellWord } from './words.ts';

/** What was fetched, what the system does not give, and what to do with it. */
export function collectPage(
  { log, inventory, to, origin, requests, waits, waitedSeconds }: CollectAnswer,
  { program, width }: { readonly program: string; readonly width: number },
): Line[] {
  const parts = [
    ...(log === undefined
      ? []
      : [
          log.records === undefined
            ? `${counted(log.files, 'file')} of the log`
            : `${counted(log.records, 'record')} of the log`,
        ]),
    ...(inventory === undefined ? [] : [`${counted(inventory.lists, 'list')} of the inventory`]),
  ];
  const lacking = [
    ...(log?.lacking === undefined ? [] : [{ list: 'the log', reason: log.lacking }]),
    ...(inventory?.lacking ?? []),
  ];
  const where = shellWord(to);
  const waited = waits === 0 ? '' : `, ${Math.round(waitedSeconds)} s of it waited for limits and failures`;
  return [
    ...heading(`${parts.join(' and ')} fetched from ${origin}.`, width),
    ...(log === undefined
      ? []
      : paragraph(
          line(
            `${dates({ from: log.from, to: log.until })}${log.records === undefined ? '' : ` in ${counted(log.files, 'new file')}`}.`,
          ),
          width,
        )),
    ...paragraph(line(`${counted(requests, 'request')}${waited}.`), width),
    ...(log !== undefined && log.restarts > 0
      ? paragraph(
          line(
            `The place in the log had expired ${counted(log.restarts, 'time')}; it went on from the last record.`,
          ),
          width,
        )
      : []),
    ...lacking.flatMap(({ list, reason }) =>
      point(line(run(list, 'strong'), ` is lacking: ${reason}`), width, run('!', 'severity')),
    ),
    [],
    ...(where === undefined
      ? []
      : commands([{ text: `${program} ingest ${where}`, about: 'load what is new of it' }], width)),
  ];
}
