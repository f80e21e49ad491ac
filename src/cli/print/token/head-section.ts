import type { TokenPage } from '../../../model/report.ts';
import { scoreBar } from '../bar.ts';
import { gapBar } from '../gap-bar.ts';
import { type Line, line, padLine, run } from '../run.ts';
import { heading, margin, paragraph, title } from '../sentence.ts';
import { count, counted, minute, shortName } from '../words.ts';
import { wrap } from '../wrap.ts';

/** Who the token is, and its gap in one sentence and one bar. */
export function headSection(page: TokenPage, width: number): Line[] {
  const { token, window } = page;
  return [
    ...title(window, width),
    ...heading(conclusion(page), width),
    [],
    ...facts(page).flatMap(([name, value]) =>
      wrap([...padLine([run(name, 'faint')], 13), ...value], { width, indent: margin, hang: 13 }),
    ),
    ...(token.granted > 0 ? [[], ...gapBar(token, width), scoreLine(token)] : []),
    ...(page.principal.isComplete ? [] : incomplete(width)),
  ];
}

function conclusion({ token, principal }: TokenPage): string {
  const name = principal.name === '' ? shortName(token.principal) : principal.name;
  const did = `It did ${count(token.used)} of them in ${counted(token.calls, 'call')}.`;
  if (token.granted === 0)
    return `What ${name} can do is not known. It used ${counted(token.used, 'permission')} in ${counted(token.calls, 'call')}.`;
  return `${name} can do ${counted(token.granted, 'thing')}. ${did}`;
}

function facts({ token, principal }: TokenPage): [string, Line][] {
  const owner =
    principal.owner === null
      ? line(run('none', 'strong'))
      : line(
          principal.owner,
          run(principal.ownerBasis === null ? '' : ` (${principal.ownerBasis})`, 'faint'),
        );
  const seen: Line =
    token.firstUsed === null || token.lastUsed === null
      ? line('not in this window')
      : line(`${minute(token.firstUsed)} – ${minute(token.lastUsed)}`);
  const siblings = principal.tokens.filter((id) => id !== token.id);
  const facts: [string, Line][] = [
    ['token', line(run(token.id, 'strong'))],
    ['kind', line(`${token.kind}, ${token.status}`)],
    ['acts as', line(`${principal.kind} `, token.principal)],
    ['account', line(`${token.account} `, run(`(${token.provider})`, 'faint'))],
    ['owner', owner],
    ['seen', seen],
  ];
  if (siblings.length > 0) facts.push(['shares with', line(siblings.join(', '))]);
  return facts;
}

function scoreLine({ score }: TokenPage['token']): Line {
  if (score === null) return line('  gap score ', run('not known', 'strong'));
  const bar = scoreBar(score, 20);
  return line('  gap score ', run(`${score}`, 'strong'), ' ', ...bar, run(` ${bucketOf(score)}`, 'faint'));
}

/** The published borders of the gap score. */
function bucketOf(score: number): string {
  if (score >= 68) return 'wide, 68–100';
  return score >= 34 ? 'medium, 34–67' : 'narrow, 0–33';
}

function incomplete(width: number): Line[] {
  const text = line(
    run('What this principal holds is not known in full', 'strong'),
    ': a role or policy of its is missing from the inventory, so it may be able to do more than is shown.',
  );
  return [[], ...paragraph(text, width)];
}
