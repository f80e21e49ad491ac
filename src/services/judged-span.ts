import { logSpan } from '../analysis/log-span.ts';
import { ScopelightError } from '../model/error.ts';
import type { Span, Window } from '../model/window.ts';
import type { Context } from './context.ts';

/** Gives the span to judge. Without any calls there is only this moment, and nothing can be called unused. */
export async function judgedSpan(ctx: Context, window: Window = {}): Promise<Span> {
  if (window.from !== undefined && window.to !== undefined && window.from >= window.to) {
    throw new ScopelightError('usage.invalid', 'the window ends before it begins', {
      hint: 'swap --from and --to',
    });
  }
  const now = ctx.now();
  return (await logSpan(ctx.store, window)) ?? { from: now, to: now };
}

export function windowOf(span: Span): { from: string; to: string } {
  return { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
}
