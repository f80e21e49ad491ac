import type { Days } from '../analysis/held-weeks.ts';
import { principalsOf, type Scope, scopeOf } from '../analysis/scope.ts';
import type { Backtest } from '../model/backtest.ts';
import { ScopelightError } from '../model/error.ts';
import type { Span, Window } from '../model/window.ts';
import { foldFacts } from '../policy/backtest/fold-facts.ts';
import { type FoldSize, foldsMax, foldsOf } from '../policy/backtest/folds.ts';
import { InSample } from '../policy/backtest/in-sample.ts';
import { countHolders, holderDays } from '../policy/backtest/use-days.ts';
import { Walk } from '../policy/backtest/walk-forward.ts';
import { walkAnswer } from './backtest-answer.ts';
import type { Context } from './context.ts';
import { judgedSpan, windowOf } from './judged-span.ts';

const dayMs = 86_400_000;

export interface BacktestInput {
  /** Id of a token or principal; the whole fleet where it is missing. */
  readonly id?: string | undefined;
  readonly trainDays: number;
  readonly testDays: number;
  readonly window?: Window;
}

/**
 * Tells what smaller policies would have broken: over the window they are made from, and on days they had not seen.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function backtest(ctx: Context, input: BacktestInput): Promise<Backtest> {
  const span = await judgedSpan(ctx, input.window);
  const scope = input.id === undefined ? undefined : await subjectScope(ctx, input.id);
  const held = daysOf(span);
  const { trainDays, testDays } = input;
  const size: FoldSize = { trainDays, testDays };
  const folds = foldsOf(held, size);
  const whole = { from: held.from, cut: held.to, to: held.to };
  const [wholeFacts, ...facts] = await foldFacts(ctx.store, [whole, ...folds], scope);
  const walk = new Walk(facts, held);
  const inSample = new InSample(wholeFacts);
  const total = await countHolders(ctx.store, span, scope);
  let done = 0;
  for await (const holder of holderDays(ctx.store, span, scope)) {
    walk.add(holder);
    inSample.add(holder);
    done++;
    if (done % 256 === 0) ctx.onProgress({ stage: 'replaying', done, total });
  }
  return {
    schema: 'scopelight.backtest/1',
    window: windowOf(span),
    subject: input.id ?? 'all',
    inSample: inSample.result(),
    walkForward: walkAnswer(walk.result(), size, noteOf(held, size, folds.length)),
  };
}

function daysOf({ from, to }: Span): Days {
  return { from: Math.floor(from / dayMs), to: Math.ceil(to / dayMs) };
}

async function subjectScope(ctx: Context, id: string): Promise<Scope> {
  const principals = await principalsOf(ctx.store, id);
  if (principals.length > 0) return scopeOf(ctx.store, principals);
  throw new ScopelightError(
    'subject.not-found',
    `no token or principal \`${id}\` in the logs or inventories held`,
    {
      hint: 'list the tokens with `scopelight tokens`',
    },
  );
}

function noteOf(held: Days, { trainDays, testDays }: FoldSize, folds: number): string | null {
  const days = held.to - held.from;
  if (folds === 0)
    return `the logs hold ${days} days, and to train on ${trainDays} and test on ${testDays} takes ${trainDays + testDays}`;
  const room = Math.floor((days - trainDays) / testDays);
  return room > foldsMax ? `the latest ${foldsMax} of ${room} folds` : null;
}
