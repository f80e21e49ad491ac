import type { Scope } from '../../analysis/scope.ts';
import { type FirstUse, firstUses, type UsesOf } from '../../analysis/timeline/read-firsts.ts';
import { type ResourceUse, usedResources } from '../../analysis/timeline/read-resources.ts';
import type { SubjectChange } from '../../analysis/timeline/read-subject-changes.ts';
import { ScopelightError } from '../../model/error.ts';
import type { AsOf } from '../../model/timeline.ts';
import type { Span } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { levelsOf } from '../level-counts.ts';
import { blockedSince } from './timeline-blocked.ts';
import { couldAt } from './timeline-could.ts';

export interface AsOfInput {
  readonly id: string;
  readonly uses: UsesOf;
  readonly scope: Scope;
  readonly span: Span;
  readonly date: number;
  readonly changes: readonly SubjectChange[];
}

const dayMs = 24 * 3_600_000;
const resourcesMax = 100;
/** More permissions than any system knows. */
const permissionsMax = 50_000;

/** What a token or principal could do at a moment, what it had done, and what the policy of that moment would have refused since. */
export async function stateAsOf(ctx: Context, asked: AsOfInput): Promise<AsOf> {
  // Uses are held by day: a moment is the beginning of its day.
  const input = { ...asked, date: Math.floor(asked.date / dayMs) * dayMs };
  const { uses, span, date } = input;
  if (date + dayMs <= span.from || date > span.to + dayMs)
    throw new ScopelightError('usage.invalid', 'the logs hold nothing of that day', {
      hint: `they reach from ${day(span.from)} to ${day(span.to)}`,
    });
  const before = { from: span.from, to: date };
  const [could, done, resources, later] = await Promise.all([
    couldAt(ctx, input),
    firstUses(ctx.store, before, uses, 'permission', permissionsMax),
    usedResources(ctx.store, before, uses, resourcesMax),
    firstUses(ctx.store, { from: date, to: span.to }, uses, 'permission', permissionsMax),
  ]);
  const after = later.filter(({ last }) => last * 1000 >= date);
  return {
    date: iso(date),
    could,
    did: didOf(done, resources),
    ...(await blockedSince(ctx, input, after)),
  };
}

function didOf(done: readonly FirstUse[], resources: readonly ResourceUse[]): AsOf['did'] {
  return {
    permissions: done.length,
    levels: levelsOf(done.map(({ value }) => value)),
    calls: done.reduce((sum, { times }) => sum + times, 0),
    first: done.length === 0 ? null : iso(Math.min(...done.map(({ first }) => first)) * 1000),
    last: done.length === 0 ? null : iso(Math.max(...done.map(({ last }) => last)) * 1000),
    resources: resources.map(({ resource, permissions, times, first, last }) => ({
      resource,
      permissions,
      calls: times,
      first: iso(first * 1000),
      last: iso(last * 1000),
    })),
    resourceCount: resources[0]?.total ?? 0,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function day(ms: number): string {
  return iso(ms).slice(0, 10);
}
