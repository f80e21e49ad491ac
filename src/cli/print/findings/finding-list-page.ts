import type { z } from 'zod';
import { type Finding, type findingListShape, severities } from '../../../model/finding.ts';
import type { Line } from '../run.ts';
import { andMore, basis, heading, title } from '../sentence.ts';
import { count, counted } from '../words.ts';
import { findingLines } from './finding-lines.ts';

type FindingList = z.infer<typeof findingListShape>;

const shownMax = 100;

/** All findings, the worst first. */
export function findingListPage({ window, findings, muted }: FindingList, width: number): Line[] {
  const silenced = muted === 0 ? [] : basis(`${counted(muted, 'finding')} muted.`, width);
  if (findings.length === 0) {
    return [
      ...title(window, width),
      ...heading('No rule finds fault with what is known.', width),
      ...basis(
        'What the logs cannot tell is judged by none: `scopelight coverage` shows what that is.',
        width,
      ),
      ...silenced,
    ];
  }
  return [
    ...title(window, width),
    ...heading(`${counted(findings.length, 'finding')}, the worst first.`, width, tally(findings)),
    ...findings.slice(0, shownMax).flatMap((finding) => findingLines(finding, width)),
    ...andMore(findings.length - shownMax, width),
    ...silenced,
  ];
}

/** How many there are of each severity. */
export function tally(findings: readonly Finding[]): string {
  return severities
    .map((severity) => ({ severity, found: findings.filter((finding) => finding.severity === severity) }))
    .filter(({ found }) => found.length > 0)
    .map(({ severity, found }) => `${count(found.length)} ${severity}`)
    .join(', ');
}
