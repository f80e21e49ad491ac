import { recordWords } from '../../model/record-words.ts';
import type { Explanation } from '../../model/report.ts';
import { type Line, line, type Run, run } from './run.ts';
import { basis, heading, point } from './sentence.ts';
import { count, counted, date, dates, minute, shortName, thisSpan } from './words.ts';

/** Why a token holds a permission, when it used it, and what the logs cannot tell: in plain words. */
export function explanationPage(explanation: Explanation, { width }: { readonly width: number }): Line[] {
  const { reasons, grantedBy, usage, coverage, limits, window } = explanation;
  const length = thisSpan(window.from, window.to);
  return [
    ...heading(conclusion(explanation), width),
    ...reasons.flatMap((reason) => point(line(reason), width)),
    ...heading(grantTitle(grantedBy), width),
    ...grantedBy.flatMap((grant) => grantLines(grant, width)),
    ...heading(usage.length === 0 ? `No call needed it in ${length}.` : 'Used', width),
    ...usage.flatMap((use) => point(useLine(use, explanation.token), width, glyphOf(use.outcome))),
    ...(limits.length === 0 ? [] : heading('What cannot be known', width)),
    ...limits.flatMap((limit) => point(line(limit), width, run('▒', 'unknown'))),
    [],
    ...basis(basisText(coverage, window), width),
  ];
}

function conclusion({ token, principal, permission, state }: Explanation): string {
  const who = `${token} (${shortName(principal)})`;
  switch (state) {
    case 'used':
      return `${who} may use ${permission}, and used it.`;
    case 'unused':
      return `${who} may use ${permission}, and did not: a call would have been recorded.`;
    case 'unknown':
      return `${who} may use ${permission}; whether it did cannot be told.`;
    case 'denied':
      return `${who} wanted ${permission} and was refused.`;
    case 'used-not-granted':
      return `${who} used ${permission}, which no grant we know of gives.`;
    case 'not-granted':
      return `${who} is not granted ${permission}, and did not use it.`;
  }
}

function grantLines(grant: Explanation['grantedBy'][number], width: number): Line[] {
  const { role, statement, effect, path, resources, isConditional, since } = grant;
  const shown = resources.slice(0, 3);
  const more = resources.length - shown.length;
  const parts: (string | Run)[] = [run(path.length > 0 ? path.join(' → ') : role, 'strong')];
  if (statement !== '') parts.push(`, ${statement}`);
  if (effect !== 'allow') parts.push(run(` (${effect})`, 'denied'));
  if (shown.length > 0) parts.push(`, on ${shown.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`);
  if (isConditional) parts.push(', under conditions');
  if (since !== null) parts.push(run(`, since ${date(since)} at the earliest`, 'faint'));
  return point(line(...parts), width);
}

function useLine(use: Explanation['usage'][number], asked: string): Line {
  const { token, outcome, uses, firstSeen, lastSeen, resources, sample } = use;
  const by = token === asked ? '' : ` by ${token}`;
  const on = resources.length === 0 ? '' : ` on ${resources.slice(0, 3).join(', ')}`;
  const more = resources.length > 3 ? ` and ${count(resources.length - 3)} more` : '';
  return line(
    run(counted(uses, 'call'), 'strong'),
    ` ${outcome}${by}, ${minute(firstSeen)} – ${minute(lastSeen)}${on}${more}`,
    run(sample === '' ? '' : ` (sample ${sample})`, 'faint'),
  );
}

function glyphOf(outcome: string): Run {
  return outcome === 'allowed' ? run('█', 'used') : run('✕', 'denied');
}

function grantTitle(grants: Explanation['grantedBy']): string {
  if (grants.length === 0) return 'No grant gives it.';
  return grants.every(({ effect }) => effect === 'allow') ? 'Granted by' : 'Granted and limited by';
}

function basisText(coverage: Explanation['coverage'], window: Explanation['window']): string {
  const { category, isRecorded, coveredHours, holeHours } = coverage;
  const recording = isRecorded ? 'recorded' : 'not recorded in full';
  const holes = holeHours === 0 ? 'no hole' : `${counted(holeHours, 'hour')} in holes`;
  const kind =
    category === 'never recorded'
      ? 'not all its uses leave a record'
      : `${recordWords(category)} calls: ${recording}`;
  return `Basis: ${[dates(window), kind, `${counted(coveredHours, 'hour')} held, ${holes}`].join(' · ')}`;
}
