import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import type { WalkForwardAnswer } from '../../model/backtest.ts';
import type { FoldSize } from '../../policy/backtest/folds.ts';
import type { Result } from '../../policy/backtest/tally.ts';
import type { FoldBreak, WalkForward } from '../../policy/backtest/walk-forward.ts';

const dayMs = 86_400_000;
const monthDays = 30;

/** Gives a walk forward in the published shape. */
export function walkAnswer(walk: WalkForward, size: FoldSize, note: string | null): WalkForwardAnswer {
  const [own] = walk.rules;
  const folds = walk.folds.length;
  const plain = own && folds > 0 ? plainResult(own.result) : undefined;
  const tokenMonths = (walk.activeTokens * size.testDays) / monthDays;
  const brokenInFolds = walk.folds.reduce((sum, { result }) => sum + result.brokenTokens, 0);
  return {
    ...size,
    folds,
    ...(plain ?? nothing),
    principals: walk.principals,
    tokens: walk.activeTokens,
    breaksPer100TokenMonths: tokenMonths === 0 ? null : (100 * brokenInFolds) / tokenMonths,
    rules:
      folds === 0
        ? []
        : walk.rules.map(({ rule, result }) => ({
            rule: rule.id,
            title: rule.title,
            ...plainResult(result),
          })),
    foldResults: walk.folds.map(({ fold, result }) => ({
      train: { from: isoDay(fold.from), to: isoDay(fold.cut - 1) },
      test: { from: isoDay(fold.cut), to: isoDay(fold.to - 1) },
      ...plainResult(result),
    })),
    brokenCalls: walk.breaks.map(brokenCall),
    note,
  };
}

const nothing = {
  precision: null,
  recall: null,
  brokenTokens: 0,
  breaks: 0,
  needed: 0,
  neededKept: 0,
  judged: 0,
  kept: 0,
  keptNeeded: 0,
  daysToFirstBreak: null,
};

function plainResult({ daysToFirstBreak, ...result }: Result) {
  return { ...result, daysToFirstBreak: daysToFirstBreak ?? null };
}

function brokenCall(one: FoldBreak): WalkForwardAnswer['brokenCalls'][number] {
  const name = catalogueFacts(one.provider).permissionOf(one.permission)?.name;
  return {
    principal: one.principalId,
    token: one.tokenId,
    permission: name ?? `permission ${one.permission}`,
    day: isoDay(one.day),
    daysAfterChange: one.day - one.fold.cut,
  };
}

function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
