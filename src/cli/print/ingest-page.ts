import type { IngestSummary } from '../../services/ingest-logs.ts';
import { loadSection } from './report/load-section.ts';
import { type Line, line, run } from './run.ts';
import { heading, paragraph } from './sentence.ts';
import { bytes, count, counted } from './words.ts';

/** What a load brought in, and what it could not read. */
export function ingestPage(summary: IngestSummary, { width }: { readonly width: number }): Line[] {
  const { sources, loadedFiles, knownFiles, rawBytes, seconds } = summary;
  const calls = sources.reduce((sum, source) => sum + source.calls, 0);
  const known = knownFiles === 0 ? '' : ` ${counted(knownFiles, 'file was', 'files were')} loaded before.`;
  const speed = seconds > 0 ? `, ${bytes(rawBytes / seconds)}/s` : '';
  return [
    ...heading(`${counted(loadedFiles, 'file')} loaded; ${counted(calls, 'call')} held now.`, '', width),
    ...paragraph(line(`${bytes(rawBytes)} in ${seconds.toFixed(1)} s${speed}.${known}`), width),
    ...sources.flatMap(({ provider, unattributed, unmapped }) => [
      line(
        run(`  ${provider}`, 'strong'),
        `  ${count(unattributed)} calls of no token, ${count(unmapped)} of no known permission`,
      ),
    ]),
    ...loadSection(sources, width),
  ];
}
