import type { Denial } from '../../../model/denials.ts';
import { jsonText } from '../json-text.ts';
import { type Line, line, padLine, run } from '../run.ts';
import { margin, point } from '../sentence.ts';
import { shortName } from '../words.ts';
import { wrap } from '../wrap.ts';

const listedMax = 12;

/** What would allow a want, and what that opens. What somebody tries is not to be granted. */
export function fixLines({ fix, verdict }: Denial, width: number): Line[] {
  if (fix === null) return [];
  const advice = verdict === 'probing' ? 'not advised: ' : '';
  const facts: [string, Line][] = [['to allow it', line(advice, fix.summary)]];
  if (fix.policy !== null) {
    facts.push(['policy', line(jsonText(fix.policy, 0))], ['effect', line(fix.blast.texts.join('; '))]);
  }
  const lines = facts.flatMap(([name, value]) =>
    wrap([...padLine([run(name, 'faint')], 13), ...value], { width, indent: margin + 2, hang: 13 }),
  );
  if (verdict !== 'needed') return lines;
  // A command is pasted: it stands on a line of its own, unbroken.
  return [...lines, ...fix.commands.map((command): Line => [run(' '.repeat(margin + 4)), run(command)])];
}

/** What would allow needed wants, one line each. */
export function fixList(denials: readonly Denial[], width: number): Line[] {
  return denials.slice(0, listedMax).flatMap(({ fix, principal }) => {
    if (fix === null) return [];
    const opens = fix.policy === null ? '' : `; ${fix.blast.texts.join('; ')}`;
    return point(line(run(shortName(principal), 'strong'), `: ${fix.summary}${opens}`), width);
  });
}
