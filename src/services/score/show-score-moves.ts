import { fleetGap, type TokenGap } from '../../analysis/gap.ts';
import { type HolderScore, holderScores } from '../../analysis/holder-score.ts';
import { logSpan } from '../../analysis/log-span.ts';
import type { ScoreMoves } from '../../model/overview.ts';
import type { Span, Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';

const dayMs = 86_400_000;
const stretchDays = 28;
const listedMax = 6;
/** A move below this is not worth a line. */
const pointsMin = 0.05;

type Move = ScoreMoves['moves'][number];

/**
 * Compares the fleet's gap score over the last four weeks with that over the four weeks before, holder by holder. Without
 * eight weeks of logs there is nothing to compare.
 */
export async function showScoreMoves(
  ctx: Context,
  input: { readonly window?: Window } = {},
): Promise<ScoreMoves> {
  const { to } = await judgedSpan(ctx, input.window);
  const after = stretch(to);
  const before = stretch(to - stretchDays * dayMs);
  const held = await logSpan(ctx.store);
  const isHeld = held !== undefined && before.from >= held.from;
  const now = await fleetGap(ctx.store, after);
  const then = isHeld ? await fleetGap(ctx.store, before) : undefined;
  const nowScores = scored(now.tokens);
  const thenScores = scored(then?.tokens ?? []);
  return {
    schema: 'scopelight.score-moves/1',
    before: windowOf(before),
    after: windowOf(after),
    scoreBefore: roundedOrNull(meanOf(thenScores)),
    scoreAfter: roundedOrNull(meanOf(nowScores)),
    moves: then ? movesOf(thenScores, nowScores) : [],
  };
}

function stretch(to: number): Span {
  return { from: Math.floor((to - stretchDays * dayMs) / dayMs) * dayMs, to };
}

type Scores = ReadonlyMap<string, HolderScore & { readonly score: number }>;

function scored(tokens: readonly TokenGap[]): Scores {
  return new Map(
    holderScores(tokens).flatMap((holder) =>
      holder.score === undefined ? [] : [[holder.id, { ...holder, score: holder.score }] as const],
    ),
  );
}

/**
 * INVARIANT: the points of all moves sum up to the difference of the means. A holder in both stretches moves the mean by its
 * own difference, one that came or went by how far it stands from the mean before.
 */
function movesOf(before: Scores, after: Scores): Move[] {
  const middle = meanOf(before) ?? 0;
  const moves = [...new Set([...before.keys(), ...after.keys()])].map((id): Move => {
    const then = before.get(id);
    const now = after.get(id);
    const points = ((now?.score ?? middle) - (then?.score ?? middle)) / after.size;
    return {
      kind: !then ? 'new' : !now ? 'gone' : points > 0 ? 'wider' : 'narrower',
      id,
      name: nameOf(now ?? then) || id,
      points,
      holders: 1,
      scoreBefore: then?.score ?? null,
      scoreAfter: now?.score ?? null,
    };
  });
  const moved = moves
    .filter(({ points }) => points !== 0 && Number.isFinite(points))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1));
  const listed = moved.slice(0, listedMax).filter(({ points }) => Math.abs(points) >= pointsMin);
  const rest = moved.slice(listed.length);
  return [...listed, ...(rest.length === 0 ? [] : [sumOf(rest)])].map((move) => ({
    ...move,
    points: rounded(move.points),
  }));
}

function sumOf(rest: readonly Move[]): Move {
  return {
    kind: 'other',
    id: '',
    name: '',
    points: rest.reduce((sum, { points }) => sum + points, 0),
    holders: rest.length,
    scoreBefore: null,
    scoreAfter: null,
  };
}

function nameOf(holder: HolderScore | undefined): string {
  return holder?.tokens[0]?.grants?.name ?? '';
}

function meanOf(scores: Scores): number | null {
  if (scores.size === 0) return null;
  return [...scores.values()].reduce((sum, { score }) => sum + score, 0) / scores.size;
}

/** Two decimals: one holder of a large fleet moves it by little. */
function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

function roundedOrNull(mean: number | null): number | null {
  return mean === null ? null : rounded(mean);
}
