import type { PolicyAnswer } from '../../../model/policy.ts';
import { glyphs, shareBar } from '../bar.ts';
import { flow } from '../flow.ts';
import type { Ink } from '../ink.ts';
import { type Line, line, padLine, run } from '../run.ts';
import { heading, margin, title } from '../sentence.ts';
import { count, counted, percent, shortName } from '../words.ts';
import { wrap } from '../wrap.ts';

const tokensMax = 4;
const barMax = 160;

/** Whose policy it is, and how much of what is held remains. */
export function headSection(answer: PolicyAnswer, width: number): Line[] {
  return [
    ...title(answer.window, width),
    ...heading(conclusion(answer), width),
    [],
    ...facts(answer).flatMap(([name, value]) =>
      wrap([...padLine([run(name, 'faint')], 13), ...value], { width, indent: margin, hang: 13 }),
    ),
    ...remains(answer, width),
  ];
}

function conclusion({ totals, principal }: PolicyAnswer): string {
  const { granted, given, wanted } = totals;
  const name = principal.name === '' ? shortName(principal.id) : principal.name;
  if (granted === 0) return `${name} needs ${counted(given, 'permission')}; what it holds is not known.`;
  const beyond = wanted > 0 ? `, ${count(wanted)} of them for refused calls` : '';
  return `${name}: ${count(granted)} → ${counted(given, 'permission')}${beyond}.`;
}

function facts({ principal, account, provider, tokens, otherTokens, mode }: PolicyAnswer): [string, Line][] {
  const facts: [string, Line][] = [
    ['policy of', line(`${principal.kind} `, run(principal.id, 'strong'))],
    ['account', line(`${account} `, run(`(${provider})`, 'faint'))],
    ['owner', line(principal.owner ?? run('none', 'strong'))],
    ['covers', line(covered(tokens, principal.id))],
  ];
  if (otherTokens.length > 0) facts.push(['leaves out', line(some(otherTokens))]);
  facts.push([
    'mode',
    line(
      mode,
      run(mode === 'used' ? ', a refused call is no reason to grant' : ', and what was refused', 'faint'),
    ),
  ]);
  return facts;
}

/** Sessions go by the id of their principal, which need not be read twice. */
function covered(tokens: readonly string[], principalId: string): string {
  if (tokens.length === 0) return 'no token: none is known';
  return some(tokens.map((id) => (id === principalId ? 'its sessions' : id)));
}

function some(ids: readonly string[]): string {
  const rest = ids.length - tokensMax;
  return rest > 0 ? `${ids.slice(0, tokensMax).join(', ')} and ${count(rest)} more` : ids.join(', ');
}

function remains({ totals }: PolicyAnswer, width: number): Line[] {
  const { granted, given, removed, unknown } = totals;
  if (granted === 0) return [];
  const kept = Math.max(0, Math.min(given, granted - removed));
  const shares = { used: kept, unused: removed - unknown, unknown };
  const legend = [
    entry('used', 'remain', kept, granted),
    entry('unused', 'unused, removed', removed - unknown, granted),
    entry('unknown', 'cannot be known, removed', unknown, granted),
    ...(given > kept ? [entry('beyond', 'added', given - kept)] : []),
  ];
  return [
    [],
    [run(' '.repeat(margin)), ...shareBar(shares, Math.min(width, barMax) - 2 * margin)],
    ...flow(legend, { width, indent: margin }),
  ];
}

function entry(state: Ink & keyof typeof glyphs, name: string, value: number, whole?: number): Line {
  const share = whole === undefined ? '' : ` (${percent(value, whole)})`;
  return line(run(glyphs[state], state), ` ${name} `, run(count(value), 'strong'), run(share, 'faint'));
}
