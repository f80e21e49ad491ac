import type { IngestSummary } from '../../services/load/ingest-logs.ts';
import { loadSection } from './report/load-section.ts';
import { type Line, line, run } from './run.ts';
import { heading, paragraph, point } from './sentence.ts';
import { bytes, count, counted, percent } from './words.ts';

/** What a load brought in, and what it could not read. */
export function ingestPage(summary: IngestSummary, { width }: { readonly width: number }): Line[] {
  const { sources, notes, loadedFiles, knownFiles, rawBytes, seconds } = summary;
  const calls = sources.reduce((sum, source) => sum + source.calls, 0);
  const held = `${counted(calls, 'call')} held now.`;
  const conclusion =
    loadedFiles === 0 ? `Nothing new; ${held}` : `${counted(loadedFiles, 'file')} loaded; ${held}`;
  const load =
    rawBytes === 0 ? [] : [`${bytes(rawBytes)} in ${seconds.toFixed(1)} s, ${bytes(rawBytes / seconds)}/s.`];
  const known = knownFiles === 0 ? [] : [`${counted(knownFiles, 'file was', 'files were')} loaded before.`];
  return [
    ...heading(conclusion, width),
    ...paragraph(line([...load, ...known].join(' ')), width),
    ...sources
      .filter((source) => source.calls > 0)
      .flatMap(({ provider, calls: held, unattributed, unmapped }) =>
        point(
          line(
            run(provider, 'strong'),
            `: ${counted(unattributed, 'call')} (${percent(unattributed, held)}) of no token, ${count(unmapped)} (${percent(unmapped, held)}) of no known permission`,
          ),
          width,
        ),
      ),
    ...notes.flatMap((note) => point(line(note), width, run('!', 'strong'))),
    ...loadSection(sources, width),
  ];
}
