import { decodeInput } from '../analysis/identify/decode-input.ts';
import { identifyText } from '../analysis/identify/identify-text.ts';
import type { Identified } from '../model/identified.ts';

/** More is not read: a token is short, and so is what surrounds it. */
export const inputBytesMax = 1 << 20;

export interface IdentifyInput {
  /** What was pasted or piped. It is looked at and forgotten: nothing of it is stored. */
  readonly bytes: Uint8Array;
}

/** Tells what the tokens in a text are, by their form alone. */
export function identifyTokens({ bytes }: IdentifyInput, now: number): Identified {
  const { tokens, more } = identifyText(decodeInput(bytes.subarray(0, inputBytesMax)), now);
  return {
    schema: 'scopelight.identified/1',
    input: { bytes: Math.min(bytes.length, inputBytesMax), isCut: bytes.length > inputBytesMax, more },
    window: null,
    tokens: tokens.map(({ token }) => ({ ...token, matches: null })),
  };
}
