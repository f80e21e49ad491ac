import { createHash } from 'node:crypto';
import type { IdentifiedToken } from '../../model/identified.ts';
import type { NamedValue, TokenFormat, TokenReading } from '../../model/token-format.ts';
import { type Candidate, type FoundText, findTokens } from './find-tokens.ts';
import { mayBeShown } from './may-be-shown.ts';

/** A token as it may be shown, and the public names by which it can be looked up. */
export interface DescribedToken {
  readonly token: Omit<IdentifiedToken, 'matches'>;
  readonly lookup: {
    readonly ids: readonly NamedValue[];
    readonly principalIds: readonly string[];
  };
}

/** Describes a found token without any part of its secret. */
export function describeToken({ value, candidates }: FoundText, now: number): DescribedToken {
  const [best] = candidates;
  if (best === undefined) throw new TypeError('a found token has a candidate');
  const { format } = best;
  const reading = format.read?.(value) ?? {};
  const secret = format.isPublic ? '' : secretOf(value, format, reading);
  const publicIds = [...namesOf(value, format, reading), ...hashOf(value, format)];
  const { shown, hidden } = sift(reading.facts ?? [], secret);
  const isName = (name: string) =>
    name.length <= nameLengthMax && mayBeShown(name, secret) && !holdsToken(name);
  const account = reading.account !== undefined && isName(reading.account) ? reading.account : null;
  const ids = publicIds.filter((id) => isName(id.value));
  return {
    token: {
      format: format.id,
      issuer: format.issuer || null,
      kind: format.kind,
      provider: format.provider ?? null,
      certainty: best.certainty,
      candidates: candidates.map(candidateOf),
      isSecret: format.isPublic !== true,
      prefix: prefixOf(value, format),
      length: [...value].length,
      checksum: checksumOf(value, format),
      publicIds: ids,
      account,
      facts: shown,
      withheld: [...hidden, ...(reading.withheld ?? [])].filter((name) => isClaimName(name, secret)),
      notes: [...(reading.notes ?? []), ...checksumNotes(value, format)],
      issuedAt: isoTime(reading.issuedAt),
      expiresAt: isoTime(reading.expiresAt),
      isExpired: reading.expiresAt === undefined ? null : reading.expiresAt <= now,
      revoke: copyOf(format.revoke),
    },
    lookup: {
      ids: [
        ...ids,
        ...(reading.otherIds ?? []).map((id) => ({ name: ids[0]?.name ?? 'id', value: id })),
      ].filter((id) => isName(id.value)),
      principalIds: (reading.principalIds ?? []).filter(isName),
    },
  };
}

/** What a token begins with as all of its kind do, where that says anything. */
export function prefixOf(value: string, { marks }: TokenFormat): string {
  return marks.find((mark) => mark.length > 1 && /^\w/.test(mark) && value.startsWith(mark)) ?? '';
}

/** What only names a credential is its own public id. */
function namesOf(value: string, format: TokenFormat, reading: TokenReading): readonly NamedValue[] {
  return reading.publicIds ?? (format.isPublic ? [{ name: 'id', value }] : []);
}

function hashOf(value: string, { hash }: TokenFormat): NamedValue[] {
  if (hash === undefined) return [];
  return [{ name: 'SHA-256, base64', value: createHash('sha256').update(value).digest('base64') }];
}

/** All of a token but its mark and its public names, unless its format says better. */
function secretOf(value: string, { marks }: TokenFormat, reading: TokenReading): string {
  if (reading.secret !== undefined) return reading.secret;
  const publicParts = [
    ...marks,
    ...(reading.publicIds ?? []).map((id) => id.value),
    ...(reading.account === undefined ? [] : [reading.account]),
  ];
  return publicParts.filter((part) => part !== '').reduce((rest, part) => rest.replace(part, '\n'), value);
}

const nameLengthMax = 512;

/** Parts facts that may be shown from such that hold a secret themselves. */
function sift(facts: readonly NamedValue[], secret: string): { shown: NamedValue[]; hidden: string[] } {
  const shown: NamedValue[] = [];
  const hidden: string[] = [];
  for (const { name, value } of facts) {
    if (mayBeShown(value, secret) && !holdsToken(value)) shown.push({ name, value: bounded(value) });
    else hidden.push(name);
  }
  return { shown, hidden };
}

function holdsToken(text: string): boolean {
  return findTokens(text).tokens.some(
    ({ candidates: [best] }) => best?.certainty !== 'possible' && !best?.format.isPublic,
  );
}

const valueLengthMax = 300;

function bounded(value: string): string {
  return value.length <= valueLengthMax ? value : `${value.slice(0, valueLengthMax)}…`;
}

/** Names of claims are written by whoever made the token: only what reads as a name is one. */
function isClaimName(name: string, secret: string): boolean {
  return /^[\w.:/-]{1,60}$/.test(name) && mayBeShown(name, secret) && !holdsToken(name);
}

function candidateOf({ format, certainty, why }: Candidate): IdentifiedToken['candidates'][number] {
  const { id, issuer, kind, revoke } = format;
  return { format: id, issuer: issuer || null, kind, certainty, why, revoke: revoke.where };
}

function checksumOf(value: string, { checksum }: TokenFormat): IdentifiedToken['checksum'] {
  if (checksum === undefined) return 'none';
  return checksum.holds(value) ? 'valid' : 'invalid';
}

function checksumNotes(value: string, { checksum }: TokenFormat): string[] {
  if (checksum === undefined || checksum.holds(value)) return [];
  return ['its checksum is wrong: it was mistyped, cut or made up, and opens nothing as it stands'];
}

function copyOf({ where, commands = [], notes = [] }: TokenFormat['revoke']): IdentifiedToken['revoke'] {
  return { where, commands: [...commands], notes: [...notes] };
}

function isoTime(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
