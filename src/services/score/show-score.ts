import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { fleetGap, type TokenGap } from '../../analysis/gap.ts';
import { levelWeights, limitedReach } from '../../analysis/gap-score.ts';
import { logSpan } from '../../analysis/log-span.ts';
import { principalsOf } from '../../analysis/scope.ts';
import { ScopelightError } from '../../model/error.ts';
import { levels } from '../../model/permission.ts';
import type { ScoreAnswer, ScoreRow } from '../../model/score.ts';
import type { Span, Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { ownerOf, scoreRow, scoreRows } from './score-rows.ts';

const dayMs = 86_400_000;
/** Each point of the trend is judged over so many weeks. */
const trendWeeks = 4;

export interface ShowScoreInput {
  /** A token, principal, owner or provider; the whole fleet by default. */
  readonly id?: string | undefined;
  readonly window?: Window;
  /** How many weeks the trend goes back; 12 by default. */
  readonly weeks?: number;
  /** At most so many principals and so many tokens, the worst first; all by default. */
  readonly rowsMax?: number | undefined;
}

/**
 * The gap score of the fleet or of a part of it: by provider, team, principal and token, and week by week.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function showScore(ctx: Context, input: ShowScoreInput = {}): Promise<ScoreAnswer> {
  const span = await judgedSpan(ctx, input.window);
  const principalIds = input.id === undefined ? [] : await principalsOf(ctx.store, input.id);
  const part = principalIds.length > 0 ? { principalIds } : undefined;
  const fleet = await fleetGap(ctx.store, span, part);
  const { kind, belongs } = subjectOf(fleet.tokens, input.id);
  const tokens = fleet.tokens.filter(belongs);
  const subject = scoreRow({ kind, id: input.id ?? '', name: nameOf(kind, tokens, input.id) }, tokens);
  const spans = await trendSpans(ctx, span, input.weeks ?? 12);
  const trend: ScoreAnswer['trend'] = [];
  for (const [done, week] of spans.entries()) {
    ctx.onProgress({ stage: 'judging weeks', done, total: spans.length });
    const then = await fleetGap(ctx.store, week, part);
    const { score, worst, floor, buckets } = scoreRow({ kind, id: '' }, then.tokens.filter(belongs));
    trend.push({ window: windowOf(week), score, worst, floor, wide: buckets.wide });
  }
  return {
    schema: 'scopelight.score/1',
    window: windowOf(span),
    subject,
    providers: scoreRows('provider', tokens, ({ token }) => token.provider),
    teams: scoreRows('team', tokens, ownerOf),
    principals: scoreRows(
      'principal',
      tokens,
      ({ token }) => token.principalId,
      ({ token, grants }) => grants?.name || token.principalId,
    ).slice(0, input.rowsMax),
    tokens: scoreRows('token', tokens, ({ token }) => token.id).slice(0, input.rowsMax),
    weights: kind === 'token' || kind === 'principal' ? weightsOf(tokens) : [],
    trend,
  };
}

interface Subject {
  readonly kind: ScoreRow['kind'];
  readonly belongs: (gap: TokenGap) => boolean;
}

function subjectOf(tokens: readonly TokenGap[], id: string | undefined): Subject {
  if (id === undefined) return { kind: 'fleet', belongs: () => true };
  const subjects: readonly Subject[] = [
    { kind: 'principal', belongs: ({ token }) => token.principalId === id },
    { kind: 'token', belongs: ({ token }) => token.id === id },
    { kind: 'team', belongs: (gap) => ownerOf(gap) === id },
    { kind: 'provider', belongs: ({ token }) => token.provider === id },
  ];
  const found = id === '' ? undefined : subjects.find(({ belongs }) => tokens.some(belongs));
  if (found) return found;
  throw new ScopelightError(
    'subject.not-found',
    `no token, principal, owner or provider \`${id}\` in the logs or inventories held`,
    { hint: 'list the tokens with their owners with `scopelight tokens`' },
  );
}

function nameOf(kind: ScoreRow['kind'], [first]: readonly TokenGap[], id = ''): string {
  if (kind === 'fleet') return 'the fleet';
  return kind === 'principal' ? first?.grants?.name || id : id;
}

/** Four weeks each, a week apart, up to the end of what is judged; none that the logs do not reach through. */
async function trendSpans({ store }: Context, { to }: Span, weeks: number): Promise<Span[]> {
  const held = await logSpan(store);
  const spans = Array.from({ length: weeks }, (_, index) => {
    const end = to - (weeks - 1 - index) * 7 * dayMs;
    return { from: Math.floor((end - trendWeeks * 7 * dayMs) / dayMs) * dayMs, to: end };
  });
  return spans.filter(({ from }) => held !== undefined && from >= held.from);
}

/** What a score is made of, by level and reach. */
function weightsOf(tokens: readonly TokenGap[]): ScoreAnswer['weights'] {
  const [first] = tokens;
  if (!first?.grants) return [];
  const { granted, grants } = first;
  const isUsed = (id: number): boolean => tokens.some((gap) => gap.used.has(id));
  const isUnused = (id: number): boolean => tokens.every((gap) => gap.unused.has(id));
  const rows = new Map<string, ScoreAnswer['weights'][number]>();
  for (const { id, level } of catalogueFacts(grants.provider).permissions) {
    if (!granted.has(id)) continue;
    const reach = grants.limited.has(id) ? 'limited' : 'everything';
    const weight = levelWeights[level] * (reach === 'limited' ? limitedReach : 1);
    const key = `${level} ${reach}`;
    const row = rows.get(key) ?? { level, reach, weight, used: 0, unused: 0, unknown: 0 };
    if (isUsed(id)) row.used++;
    else if (isUnused(id)) row.unused++;
    else row.unknown++;
    rows.set(key, row);
  }
  return [...rows.values()].sort(
    (a, b) => levels.indexOf(b.level) - levels.indexOf(a.level) || (a.reach < b.reach ? -1 : 1),
  );
}
