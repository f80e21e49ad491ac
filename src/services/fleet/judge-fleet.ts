import { fleetDormancy } from '../../analysis/dormancy/fleet-dormancy.ts';
import { fleetFindings } from '../../analysis/findings/fleet-findings.ts';
import { fleetGap, type TokenGap } from '../../analysis/gap.ts';
import { tokenWeeks } from '../../analysis/token-weeks.ts';
import { levelsIn } from '../../analysis/used-levels.ts';
import type { Dormancy } from '../../model/dormancy.ts';
import type { Finding } from '../../model/finding.ts';
import type { ScoreRow } from '../../model/score.ts';
import type { FoundToken } from '../../model/token-search.ts';
import type { Span, Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan } from '../judged-span.ts';
import { ownerOf, scoreRow, scoreRows } from '../score/score-rows.ts';
import { byGap, tokenRow } from '../tokens/token-row.ts';

/** A token as it was judged, before anything is said of what was found about it. */
export interface JudgedToken extends Omit<FoundToken, 'rules' | 'severity' | 'remark'> {
  /** Calls in each of the weeks of the fleet. */
  readonly weeks: number[];
}

/** Everything concluded of the whole fleet at once, as plain data. */
export interface JudgedFleet {
  readonly span: Span;
  readonly score: ScoreRow;
  readonly providers: readonly ScoreRow[];
  readonly teams: readonly ScoreRow[];
  /** Mondays of the last weeks. */
  readonly weeks: readonly string[];
  /** Worst gap first. */
  readonly tokens: readonly JudgedToken[];
  /** The worst first. */
  readonly findings: readonly Finding[];
}

/** Judges every token of the window: its gap, its silence, and what rules find. */
export async function judgeFleet(
  ctx: Context,
  input: { readonly window?: Window } = {},
): Promise<JudgedFleet> {
  const span = await judgedSpan(ctx, input.window);
  const { store, onProgress } = ctx;
  onProgress({ stage: 'reading what tokens may do and what they did', done: 0, total: 0 });
  const fleet = await fleetGap(store, span);
  onProgress({ stage: 'weighing silence', done: 0, total: 0 });
  const dormancy = fleetDormancy(store, fleet);
  const findings = await fleetFindings(store, fleet, { dormancy, onProgress });
  const verdicts = await dormancy;
  const { mondays, callsOf } = await tokenWeeks(store, span);
  const gaps = fleet.tokens;
  return {
    span,
    score: scoreRow({ kind: 'fleet', id: '', name: 'the fleet' }, gaps),
    providers: scoreRows('provider', gaps, ({ token }) => token.provider),
    teams: scoreRows('team', gaps, ownerOf),
    weeks: mondays,
    tokens: gaps
      .map((gap) => ({
        ...judgedToken(gap, verdicts.get(gap)),
        weeks: [...callsOf(gap.token.id, gap.token.principalId)],
      }))
      .sort(byGap),
    findings,
  };
}

function judgedToken(gap: TokenGap, silence: Dormancy | undefined): Omit<JudgedToken, 'weeks'> {
  const { token, grants, granted, used } = gap;
  return {
    ...tokenRow(gap),
    name: nameOf(grants?.name || token.principalId),
    grantedLevels: levelsIn(token.provider, granted),
    usedLevels: levelsIn(token.provider, used),
    dormancy: silence?.verdict ?? 'cannot-tell',
    idleDays: silence?.idleDays ?? null,
  };
}

/** The end of a long id, as people know it. */
function nameOf(id: string): string {
  return id.split('/').at(-1) || id;
}
