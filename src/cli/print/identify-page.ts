import type { Identified, IdentifiedToken } from '../../model/identified.ts';
import { matchSection } from './identify-match-section.ts';
import { type Line, line, padLine, run } from './run.ts';
import { basis, heading, margin, point } from './sentence.ts';
import { counted, minute } from './words.ts';
import { wrap } from './wrap.ts';

/** What the tokens in a text are, one section each. */
export function identifyPage(
  { input, window, tokens }: Identified,
  { width }: { readonly width: number },
): Line[] {
  const { more, isCut } = input;
  return [
    ...(tokens.length === 0 ? heading('Nothing in this looks like a token.', width) : []),
    ...tokens.flatMap((token) => tokenSection(token, window, width)),
    ...(more > 0
      ? [[], ...basis(`${counted(more, 'more token')} in the input; give them apart`, width)]
      : []),
    ...(isCut ? [[], ...basis('this is more than is looked at: give its parts one by one', width)] : []),
  ];
}

function tokenSection(token: IdentifiedToken, window: Identified['window'], width: number): Line[] {
  const facts = factsOf(token);
  const hang = 2 + Math.min(labelWidthMax, Math.max(...facts.map(([name]) => name.length)));
  return [
    ...heading(conclusion(token), width),
    [],
    ...facts.flatMap(([name, value]) => {
      const label = padLine([run(name, 'faint'), run('  ')], hang);
      return wrap([...label, ...value], { width, indent: margin, hang });
    }),
    ...token.notes.flatMap((note) => point(line(note), width)),
    ...matchSection(token, window, width),
    ...(isSettled(token) ? [] : revokeSection(token, width)),
  ];
}

/** Whoever holds a secret can often revoke it themselves; of a public id, the commands of its match say all. */
function isSettled({ matches, isSecret }: IdentifiedToken): boolean {
  return !isSecret && matches?.some(({ isExact }) => isExact) === true;
}

/** Columns of the names of facts; a longer name has its value on the same line all the same. */
const labelWidthMax = 18;

function conclusion(token: IdentifiedToken): string {
  const { certainty, isSecret, candidates } = token;
  const nature = isSecret ? '' : ', which is no secret by itself';
  if (certainty === 'unknown') return `This is ${token.kind}: no known format.`;
  if (certainty === 'certain') return `This is ${nameOf(token)}${nature}.`;
  if (certainty === 'likely') return `This is most likely ${nameOf(token)}${nature}.`;
  if (candidates.length === 1) return `This may be ${nameOf(token)}.`;
  return `This has the form of ${counted(candidates.length, 'kind of token', 'kinds of token')}; which one cannot be told.`;
}

function nameOf({ issuer, kind }: { readonly issuer: string | null; readonly kind: string }): string {
  return issuer === null ? kind : `${issuer}: ${kind}`;
}

type Fact = readonly [name: string, value: Line];

function factsOf(token: IdentifiedToken): Fact[] {
  const { prefix, length, checksum, publicIds, account, facts, withheld, candidates } = token;
  const [best, ...others] = candidates;
  const all: (Fact | undefined)[] = [
    ['look', line(`${prefix === '' ? '' : `${prefix}…, `}${counted(length, 'character')}`)],
    best && ['why', line(best.why)],
    others.length > 0 ? ['or', line(others.map(nameOf).join('; or '))] : undefined,
    checksum === 'none' ? undefined : ['checksum', checksumLine(checksum)],
    ...publicIds.map(({ name, value }): Fact => [name, line(run(value, 'strong'))]),
    account === null ? undefined : ['account', line(account)],
    ...times(token),
    ...facts.map(({ name, value }): Fact => [name, line(value)]),
    withheld.length === 0 ? undefined : ['not shown', line(withheld.join(', '))],
  ];
  return all.filter((fact) => fact !== undefined);
}

function checksumLine(checksum: 'valid' | 'invalid'): Line {
  return checksum === 'valid' ? line(run('valid', 'used')) : line(run('wrong', 'severity'));
}

function times({ issuedAt, expiresAt, isExpired }: IdentifiedToken): (Fact | undefined)[] {
  const ending = isExpired ? run(' (it has expired)', 'strong') : '';
  return [
    issuedAt === null ? undefined : ['issued', line(minute(issuedAt))],
    expiresAt === null ? undefined : ['expires', line(minute(expiresAt), ending)],
  ];
}

function revokeSection({ revoke, candidates, certainty }: IdentifiedToken, width: number): Line[] {
  if (certainty === 'possible' && candidates.length > 1) {
    return [
      [],
      ...wrap([run('To revoke it, find out which it is:', 'strong')], { width, indent: margin }),
      ...candidates.flatMap((candidate) =>
        point(line(run(nameOf(candidate), 'strong'), ` – ${candidate.revoke}`), width),
      ),
    ];
  }
  return [
    [],
    ...wrap([run('To revoke it: ', 'strong'), ...line(revoke.where)], { width, indent: margin }),
    ...revoke.commands.map((command) => line('    ', command)),
    ...revoke.notes.flatMap((note) => point(line(note), width)),
  ];
}
