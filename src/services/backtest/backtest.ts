import type { Days } from '../../analysis/held-weeks.ts';
import { scopeOf } from '../../analysis/scope.ts';
import type { Backtest, Breakage } from '../../model/backtest.ts';
import type { Span, Window } from '../../model/window.ts';
import { foldFacts } from '../../policy/backtest/fold-facts.ts';
import { type FoldSize, foldsMax, foldsOf } from '../../policy/backtest/folds.ts';
import { InSample } from '../../policy/backtest/in-sample.ts';
import { type HolderDays, holderDays } from '../../policy/backtest/use-days.ts';
import { Walk } from '../../policy/backtest/walk-forward.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { findSubject } from '../tokens/find-subject.ts';
import { walkAnswer } from './backtest-answer.ts';
import { breakageAnswer } from './backtest-breakage.ts';
import { learnFromFleet, type Outlook, subjectBreakage } from './backtest-fleet.ts';
import { decidedInSample } from './backtest-in-sample.ts';

const dayMs = 86_400_000;

export interface BacktestInput {
  /** Id of a token or principal; the whole fleet where it is missing. */
  readonly id?: string | undefined;
  readonly trainDays: number;
  readonly testDays: number;
  /** Days ahead for which breakage is forecast. */
  readonly horizonDays: number;
  readonly window?: Window;
}

/**
 * Tells what smaller policies would have broken: over the window they are made from, and on days they had not seen; and what
 * they are likely to break next.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function backtest(ctx: Context, input: BacktestInput): Promise<Backtest> {
  const { trainDays, testDays, horizonDays } = input;
  const span = await judgedSpan(ctx, input.window);
  const subject = input.id === undefined ? undefined : await findSubject(ctx.store, input.id);
  const scope = subject && (await scopeOf(ctx.store, subject.principalIds));
  const held = daysOf(span);
  const folds = foldsOf(held, { trainDays, testDays });
  const whole = { from: held.from, cut: held.to, to: held.to };
  const [wholeFacts, ...facts] = await foldFacts(ctx.store, [whole, ...folds], scope);
  const walk = new Walk(facts, held);
  const inSample = new InSample(wholeFacts);
  const replay = (holder: HolderDays): void => {
    walk.add(holder);
    inSample.add(holder);
  };
  const outlook = { span, horizonDays };
  const breakage = scope
    ? await subjectBreakage(ctx, outlook, {
        principalIds: scope.principalIds,
        holders: await replayed(holderDays(ctx.store, span, scope), replay),
      })
    : await fleetBreakage(ctx, outlook, replay);
  const decided = subject && (await decidedInSample(ctx, subject.id, span));
  return {
    schema: 'scopelight.backtest/1',
    window: windowOf(span),
    subject: subject?.id ?? 'all',
    inSample: decided ?? { ...inSample.result(), excludedCalls: 0, basis: 'permissions' },
    walkForward: walkAnswer(
      walk.result(),
      { trainDays, testDays },
      noteOf(held, { trainDays, testDays }, folds.length),
    ),
    breakage,
  };
}

async function replayed(
  holders: AsyncIterable<HolderDays>,
  replay: (holder: HolderDays) => void,
): Promise<readonly HolderDays[]> {
  const seen: HolderDays[] = [];
  for await (const holder of holders) {
    replay(holder);
    seen.push(holder);
  }
  return seen;
}

async function fleetBreakage(
  ctx: Context,
  outlook: Outlook,
  replay: (holder: HolderDays) => void,
): Promise<Breakage> {
  const forecast = await learnFromFleet(ctx, outlook, replay);
  // Too short a log to look back on is still replayed.
  if (!forecast) for await (const holder of holderDays(ctx.store, outlook.span)) replay(holder);
  return breakageAnswer({ ...outlook, forecast, subject: undefined });
}

function daysOf({ from, to }: Span): Days {
  return { from: Math.floor(from / dayMs), to: Math.ceil(to / dayMs) };
}

function noteOf(held: Days, { trainDays, testDays }: FoldSize, folds: number): string | null {
  const days = held.to - held.from;
  if (folds === 0)
    return `the logs hold ${days} days, and to train on ${trainDays} and test on ${testDays} takes ${trainDays + testDays}`;
  const room = Math.floor((days - trainDays) / testDays);
  return room > foldsMax ? `the latest ${foldsMax} of ${room} folds` : null;
}
