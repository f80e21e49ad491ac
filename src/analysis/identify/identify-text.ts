import type { IdentifiedToken } from '../../model/identified.ts';
import { tokenFormats } from '../token-formats/all-formats.ts';
import { describeShape, randomWords } from './describe-shape.ts';
import { type DescribedToken, describeToken, prefixOf } from './describe-token.ts';
import { type FoundText, findTokens } from './find-tokens.ts';

/** What a text holds. */
export interface IdentifiedText {
  readonly tokens: readonly DescribedToken[];
  /** Tokens beyond those answered. */
  readonly more: number;
  /** True: there was so much that not all of it was looked at. */
  readonly isPartial: boolean;
}

/** Nobody reads more answers at once. */
const tokensMax = 50;

/**
 * Finds and describes the tokens in a text. Where nothing of a known format is in it, words that look random are
 * described by their shape. INVARIANT: nothing that it gives holds a part of a secret.
 */
export function identifyText(text: string, now: number): IdentifiedText {
  const { tokens, isPartial } = findTokens(text);
  const found = distinct(tokens, ({ value }) => value);
  const rest = distinct(randomWords(without(text, tokens)), (word) => word);
  const words = found.length === 0 && rest.length === 0 ? loneWord(text) : rest;
  const count = found.length + words.length;
  const known = found.slice(0, tokensMax);
  const unknown = words.slice(0, tokensMax - known.length);
  return {
    tokens: [...known.map((token) => describeToken(token, now)), ...unknown.map(unknownToken)],
    more: count - known.length - unknown.length,
    isPartial,
  };
}

/** What stands between the known tokens of a text. */
function without(text: string, tokens: readonly FoundText[]): string {
  const ends = [0, ...tokens.map(({ end }) => end)];
  return ends.map((from, index) => text.slice(from, tokens[index]?.start)).join(' ');
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** One word alone is asked about, however plain it looks. */
function loneWord(text: string): string[] {
  const word = text.trim();
  return word !== '' && !/\s/.test(word) ? [word] : [];
}

const markLengthMin = 4;

function unknownToken(value: string): DescribedToken {
  const like = tokenFormats().find((format) =>
    format.marks.some((mark) => mark.length >= markLengthMin && value.startsWith(mark)),
  );
  const prefix = like ? prefixOf(value, like) : '';
  const token: Omit<IdentifiedToken, 'matches'> = {
    format: null,
    issuer: null,
    kind: `unknown (${describeShape(value)})`,
    provider: null,
    certainty: 'unknown',
    candidates: [],
    isSecret: true,
    prefix,
    length: [...value].length,
    checksum: 'none',
    publicIds: [],
    account: null,
    facts: [],
    withheld: [],
    notes: like
      ? [`it begins like this, and has not its form: ${like.issuer} ${like.kind}; it may be cut or mistyped`]
      : [],
    issuedAt: null,
    expiresAt: null,
    isExpired: null,
    revoke: {
      where: 'treat it as a live secret until its owner is known: ask whoever owns the place it was found in',
      commands: [],
      notes: [],
    },
  };
  return { token, lookup: { ids: [], principalIds: [] } };
}
