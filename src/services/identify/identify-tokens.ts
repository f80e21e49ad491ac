import { decodeInput } from '../../analysis/identify/decode-input.ts';
import { type IdentifiedText, identifyText } from '../../analysis/identify/identify-text.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Identified } from '../../model/identified.ts';
import type { Context } from '../context.ts';
import { identifyMatches } from './identify-matches.ts';

/** More is not read: a token is short, and so is what surrounds it. */
export const inputBytesMax = 1 << 20;

export interface IdentifyInput {
  /** What was pasted or piped. It is looked at and forgotten: nothing of it is stored. */
  readonly bytes: Uint8Array;
  /** UTC epoch milliseconds. */
  readonly now: number;
}

/** Gives a store to look public names up in; it is not asked for where there is nothing to look up. */
export type WithStore = <T>(task: (ctx: Context) => Promise<T>) => Promise<T>;

/**
 * Tells what the tokens in a text are, by their form, and where a store is at hand, whose they are.
 * @param withStore absent: nothing was loaded that could know them
 */
export async function identifyTokens(
  { bytes, now }: IdentifyInput,
  withStore: WithStore | undefined,
): Promise<Identified> {
  const { tokens, more, isPartial } = examined(bytes, now);
  const isKnowable = tokens.some(({ lookup }) => lookup.ids.length + lookup.principalIds.length > 0);
  const asked = isKnowable ? await withStore?.((ctx) => identifyMatches(ctx, tokens)) : undefined;
  return {
    schema: 'scopelight.identified/1',
    input: {
      bytes: Math.min(bytes.length, inputBytesMax),
      isCut: isPartial || bytes.length > inputBytesMax,
      more,
    },
    window: asked?.window ?? null,
    tokens: tokens.map(({ token, lookup }, index) => {
      const isAsked = asked !== undefined && lookup.ids.length + lookup.principalIds.length > 0;
      return { ...token, matches: isAsked ? [...(asked.matches[index] ?? [])] : null };
    }),
  };
}

/** INVARIANT: no error leaves this that could carry a piece of the input, in its message or its cause. */
function examined(bytes: Uint8Array, now: number): IdentifiedText {
  try {
    return identifyText(decodeInput(bytes.subarray(0, inputBytesMax)), now);
  } catch {
    throw new ScopelightError('identify.failed', 'the text could not be examined', {
      hint: 'this is a fault in Scopelight; what failed is not told, since it may repeat the token',
    });
  }
}
