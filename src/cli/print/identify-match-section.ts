import type { Identified, IdentifiedToken } from '../../model/identified.ts';
import { gapBar } from './gap-bar.ts';
import { type Line, line, padLine, run } from './run.ts';
import { basis, heading, margin, point } from './sentence.ts';
import { count, counted, dates, minute, shortName } from './words.ts';
import { wrap } from './wrap.ts';

type Match = NonNullable<IdentifiedToken['matches']>[number];

const shownMax = 3;
const labelWidth = 13;

/** Whose the token is, as far as the inventory and the logs know it. */
export function matchSection(
  { matches }: IdentifiedToken,
  window: Identified['window'],
  width: number,
): Line[] {
  if (matches === null || window === null) return [];
  const when = `the inventory and the logs of ${dates(window)}`;
  if (matches.length === 0) return [[], ...basis(`not known to ${when}`, width)];
  return [
    ...matches.slice(0, shownMax).flatMap((match) => oneMatch(match, width)),
    ...(matches.length > shownMax
      ? basis(
          `and ${counted(matches.length - shownMax, 'more token')} of the principal; --json lists them`,
          width,
        )
      : []),
    ...basis(`from ${when}`, width),
  ];
}

function oneMatch(match: Match, width: number): Line[] {
  const { token, ownerBasis } = match;
  const owner = token.owner === null ? line(run('none', 'strong')) : line(run(token.owner, 'strong'));
  const facts: [string, Line][] = [
    ['owner', ownerBasis === null ? owner : [...owner, run(` (${ownerBasis})`, 'faint')]],
    ['acts as', line(token.principal)],
    ['kind', line(`${token.kind}, ${token.status}`)],
    ['last seen', line(token.lastUsed === null ? 'not in these logs' : minute(token.lastUsed))],
    ['known by', line(match.basis)],
  ];
  return [
    ...heading(conclusion(match), width),
    [],
    ...facts.flatMap(([name, value]) =>
      wrap([...padLine([run(name, 'faint')], labelWidth), ...value], {
        width,
        indent: margin,
        hang: labelWidth,
      }),
    ),
    ...(token.granted > 0 ? [[], ...gapBar(token, width)] : []),
    ...(match.isExact ? revokeSection(match, width) : []),
  ];
}

function conclusion({ token, isExact }: Match): string {
  const what = isExact ? 'It' : `Its principal has ${token.kind} ${shortName(token.id)}; that`;
  const whose = token.owner === null ? `${what} has no owner` : `${what} is ${token.owner}’s`;
  const did = `${counted(token.calls, 'call')} by ${shortName(token.principal)}`;
  const gap = token.score === null ? '' : `, gap score ${count(token.score)}`;
  return `${whose}: ${did}${gap}.`;
}

function revokeSection({ revoke }: Match, width: number): Line[] {
  return [
    ...steps('To switch it off, so that it can be switched on again:', revoke.quarantine, width),
    ...steps('To switch it on again:', revoke.rollback, width),
    ...steps('To take it away for good:', revoke.revoke, width),
    ...(revoke.notes.length === 0 ? [] : [[], ...revoke.notes.flatMap((note) => point(line(note), width))]),
  ];
}

function steps(title: string, commands: readonly string[], width: number): Line[] {
  if (commands.length === 0) return [];
  return [
    [],
    ...wrap([run(title, 'strong')], { width, indent: margin }),
    ...commands.map((command) => line('    ', command)),
  ];
}
