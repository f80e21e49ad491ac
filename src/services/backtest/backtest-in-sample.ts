import type { Backtest } from '../../model/backtest.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Span } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { proposePolicy } from '../policy/propose-policy.ts';

/** Writes the policy of one subject from a span and decides every past call by it; undefined where none can be written. */
export async function decidedInSample(
  ctx: Context,
  id: string,
  { from, to }: Span,
): Promise<Backtest['inSample'] | undefined> {
  try {
    const { answer } = await proposePolicy(ctx, { id, window: { from, to } });
    const { calls, deniedCalls, excludedCalls } = answer.replay;
    return { calls, deniedCalls, excludedCalls, basis: 'decided' };
  } catch (error) {
    // What has no policy of its own has a past all the same, and the permissions that its calls needed.
    if (error instanceof ScopelightError && error.code === 'subject.without-policy') return undefined;
    throw error;
  }
}
