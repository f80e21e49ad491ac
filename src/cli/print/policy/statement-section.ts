import type { PolicyAnswer } from '../../../model/policy.ts';
import { glyphs } from '../bar.ts';
import { type Line, line, type Run, run } from '../run.ts';
import { andMore, basis, heading, point } from '../sentence.ts';
import { count, counted, dates } from '../words.ts';

type Statement = PolicyAnswer['statements'][number];

const shownMax = 40;
const namesMax = 8;
const resourcesMax = 3;

/** The statements of the policy, each with the calls that it is there for. */
export function statementSection(
  { statements, documents, isUnchanged }: PolicyAnswer,
  width: number,
): Line[] {
  if (isUnchanged) {
    const held = documents.map(({ name }) => name).join(', ');
    return [
      ...heading('The policy stays as it is: nothing can be taken away yet.', width),
      ...basis(held === '' ? 'No document of it can be shown.' : `Held now: ${held}`, width),
    ];
  }
  if (statements.length === 0) return heading('No policy is needed: nothing remains to be granted.', width);
  const where = documents.length === 1 ? '' : ` in ${counted(documents.length, 'document')}`;
  return [
    ...heading(`The policy: ${counted(statements.length, 'statement')}${where}`, width),
    ...statements
      .slice(0, shownMax)
      .flatMap((statement) => point(statementLine(statement), width, glyphOf(statement))),
    ...andMore(statements.length - shownMax, width),
  ];
}

function statementLine({
  effect,
  actions,
  resources,
  isEverywhere,
  conditions,
  adds,
  ...rest
}: Statement): Line {
  const parts: (string | Run)[] = [];
  if (effect === 'deny') parts.push(run('deny ', 'denied'));
  parts.push(run(some(actions, namesMax), 'strong'));
  parts.push(isEverywhere ? ' on everything' : ` on ${some(resources, resourcesMax)}`);
  if (conditions !== null) parts.push(', under the conditions held now');
  parts.push(run(evidenceWords(rest), 'faint'));
  if (adds.length > 0) parts.push(run('; wider than what was seen', 'unknown'));
  return line(...parts);
}

function evidenceWords({ evidence, reason }: Pick<Statement, 'evidence' | 'reason'>): string {
  const { uses, denied, firstSeen, lastSeen, samples } = evidence;
  if (firstSeen === null || lastSeen === null) return `, ${reasonWords[reason]}`;
  const [sample] = samples;
  const days = dates({ from: firstSeen, to: new Date(Date.parse(lastSeen) + 1).toISOString() });
  const seen = uses > 0 ? `${counted(uses, 'call')}` : `refused ${counted(denied, 'time')}`;
  const why = reason === 'used' ? '' : `${reasonWords[reason]}, `;
  return `, ${why}${seen}, ${days}${sample === undefined ? '' : `, such as ${sample}`}`;
}

const reasonWords: Readonly<Record<Statement['reason'], string>> = {
  used: 'used',
  sign: 'kept for a sign of use',
  young: 'kept until it can be judged',
  kept: 'kept',
  wanted: 'asked for and refused',
  held: 'taken over as it is',
};

function glyphOf({ reason, effect }: Statement): Run {
  if (effect === 'deny') return run(glyphs.denied, 'denied');
  if (reason === 'used') return run(glyphs.used, 'used');
  return reason === 'wanted' ? run(glyphs.beyond, 'beyond') : run(glyphs.unknown, 'unknown');
}

function some(names: readonly string[], max: number): string {
  const rest = names.length - max;
  return rest > 0 ? `${names.slice(0, max).join(', ')} and ${count(rest)} more` : names.join(', ');
}
