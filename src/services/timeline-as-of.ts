import { grantsByPrincipal } from '../analysis/granted.ts';
import type { Scope } from '../analysis/scope.ts';
import { type FirstUse, firstUses, type UsesOf } from '../analysis/timeline/read-firsts.ts';
import type { SubjectChange } from '../analysis/timeline/read-subject-changes.ts';
import { ScopelightError } from '../model/error.ts';
import { holderId } from '../model/holder-id.ts';
import type { Permission } from '../model/permission.ts';
import type { AsOf, LevelCounts } from '../model/timeline.ts';
import type { Span } from '../model/window.ts';
import { providers } from '../providers/register.ts';
import type { Context } from './context.ts';
import { proposePolicy } from './propose-policy.ts';

interface AsOfInput {
  readonly id: string;
  readonly uses: UsesOf;
  readonly scope: Scope;
  readonly span: Span;
  readonly date: number;
  readonly changes: readonly SubjectChange[];
}

const dayMs = 24 * 3_600_000;
const trainDays = 90;

/** What a token or principal could do at a moment, what it had done, and what the policy of that moment would have refused since. */
export async function stateAsOf(ctx: Context, asked: AsOfInput): Promise<AsOf> {
  // Uses are held by day: a moment is the beginning of its day.
  const input = { ...asked, date: Math.floor(asked.date / dayMs) * dayMs };
  const { uses, span, date } = input;
  if (date + dayMs <= span.from || date > span.to + dayMs)
    throw new ScopelightError('usage.invalid', 'the logs hold nothing of that day', {
      hint: `they reach from ${day(span.from)} to ${day(span.to)}`,
    });
  const [could, done, later] = await Promise.all([
    couldAt(ctx, input),
    firstUses(ctx.store, { from: span.from, to: date }, uses, 'permission'),
    firstUses(ctx.store, { from: date, to: span.to }, uses, 'permission'),
  ]);
  const after = later.filter(({ last }) => last * 1000 >= date);
  return {
    date: iso(date),
    could: could ?? null,
    did: {
      permissions: done.length,
      levels: levelsOf(done.map(({ value }) => value)),
      calls: done.reduce((sum, { times }) => sum + times, 0),
      first: done.length === 0 ? null : iso(Math.min(...done.map(({ first }) => first)) * 1000),
      last: done.length === 0 ? null : iso(Math.max(...done.map(({ last }) => last)) * 1000),
    },
    ...(await proposedAt(ctx, input, after)),
  };
}

/** What is granted now, less what was given after that moment. */
async function couldAt(ctx: Context, { uses, scope, date, changes }: AsOfInput): Promise<AsOf['could']> {
  const grants = await grantsByPrincipal(ctx.store, { from: date, to: date }, scope);
  const own =
    uses.tokenId === undefined ? undefined : grants.get(holderId({ principalId: '', tokenId: uses.tokenId }));
  const held = own ? [own] : uses.principalIds.flatMap((id) => grants.get(id) ?? []);
  const [first] = held;
  if (first === undefined) return null;
  const names = namesOf(first.provider);
  const permissions = [
    ...new Set(held.flatMap(({ granted, young }) => [...granted.subtract(young)])),
  ].flatMap((id) => names.get(id)?.name ?? []);
  const gone = changes.filter(
    ({ at, change, outcome }) =>
      at >= date && outcome === 'allowed' && /^(?:detach-role|leave-group|limit)$/.test(change),
  ).length;
  const young = held.reduce((sum, each) => sum + each.young.size, 0);
  return {
    permissions: permissions.length,
    levels: levelsOf(permissions),
    caveats: [
      ...(gone > 0 ? [`${gone} grants were taken away since; what they gave is not counted`] : []),
      ...(young > 0 ? [`${young} permissions that it has now were given later`] : []),
      ...(held.some(({ isComplete }) => !isComplete)
        ? ['a part of its policies was not exported: it may have had more']
        : []),
    ],
  };
}

async function proposedAt(
  ctx: Context,
  { id, span, date }: AsOfInput,
  after: readonly FirstUse[],
): Promise<Pick<AsOf, 'proposed' | 'why'>> {
  try {
    const { answer } = await proposePolicy(ctx, { id, window: { to: date, days: trainDays } });
    const removed = new Set(answer.removed.map(({ permission }) => permission));
    const blocked = after.filter(({ value }) => removed.has(value));
    return {
      proposed: {
        removed: removed.size,
        days: Math.max(0, Math.round((span.to - date) / dayMs)),
        calls: after.reduce((sum, { times }) => sum + times, 0),
        blocked: blocked.map(({ value, times, first, last, sample }) => ({
          permission: value,
          calls: times,
          first: iso(first * 1000),
          last: iso(last * 1000),
          sample,
        })),
      },
      why: null,
    };
  } catch (error) {
    if (!(error instanceof ScopelightError)) throw error;
    return { proposed: null, why: error.message };
  }
}

function levelsOf(names: readonly string[]): LevelCounts {
  const levels = { permissions: 0, write: 0, tag: 0, read: 0, list: 0 };
  for (const name of names) {
    const level = providers()
      .map(({ catalogue }) => catalogue.find(name)?.level)
      .find((each) => each !== undefined);
    if (level) levels[level]++;
  }
  return levels;
}

function namesOf(provider: string): ReadonlyMap<number, Permission> {
  const catalogue = providers().find(({ id }) => id === provider)?.catalogue;
  return new Map((catalogue?.permissions() ?? []).map((permission) => [permission.id, permission]));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function day(ms: number): string {
  return iso(ms).slice(0, 10);
}
