import type { FirstUse } from '../../analysis/timeline/read-firsts.ts';
import { ScopelightError } from '../../model/error.ts';
import { groupBy } from '../../model/group-by.ts';
import type { AsOf } from '../../model/timeline.ts';
import type { Context } from '../context.ts';
import { proposePolicy, type ReplayOn } from '../policy/propose-policy.ts';
import type { AsOfInput } from './timeline-as-of.ts';

type Blocked = NonNullable<AsOf['proposed']>['blocked'][number];

const dayMs = 24 * 3_600_000;
const trainDays = 90;
const resourcesMax = 20;

/** What the smallest policy of a moment would have refused of what was called for since: permissions, and resources of others. */
export async function blockedSince(
  ctx: Context,
  { id, uses, span, date }: AsOfInput,
  after: readonly FirstUse[],
): Promise<Pick<AsOf, 'proposed' | 'why'>> {
  try {
    const { answer, replayOn } = await proposePolicy(ctx, { id, window: { to: date, days: trainDays } });
    const replay = await replayOn({ from: date, to: span.to }, uses.tokenId);
    const removed = new Set(answer.removed.map(({ permission }) => permission));
    return {
      proposed: {
        removed: removed.size,
        days: Math.max(0, Math.round((span.to - date) / dayMs)),
        calls: after.reduce((sum, { times }) => sum + times, 0),
        openCalls: replay.conditionalCalls,
        blocked: [
          ...after.filter(({ value }) => removed.has(value)).map((use) => ofRemoved(use, replay)),
          ...ofNarrowed(replay, removed),
        ].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0)),
      },
      why: null,
    };
  } catch (error) {
    if (!(error instanceof ScopelightError)) throw error;
    return { proposed: null, why: error.message };
  }
}

function ofRemoved({ value, times, first, last, sample }: FirstUse, { denied }: ReplayOn): Blocked {
  const resources = denied.filter(({ permission }) => permission === value).map(({ resource }) => resource);
  return {
    permission: value,
    by: 'removed',
    resources: named(resources),
    calls: times,
    first: iso(first),
    last: iso(last),
    sample,
  };
}

/** Permissions that it leaves, called for on resources that it does not name. */
function ofNarrowed({ times }: ReplayOn, removed: ReadonlySet<string>): readonly Blocked[] {
  const left = times.filter(({ permission }) => !removed.has(permission));
  return [...groupBy(left, ({ permission }) => permission)].flatMap(([permission, some]) => {
    const [earliest] = some.toSorted((a, b) => a.first - b.first);
    if (earliest === undefined) return [];
    return [
      {
        permission,
        by: 'narrowed' as const,
        resources: named(some.map(({ resource }) => resource)),
        calls: some.reduce((sum, { calls }) => sum + calls, 0),
        first: iso(earliest.first),
        last: iso(Math.max(...some.map(({ last }) => last))),
        sample: earliest.sample,
      },
    ];
  });
}

function named(resources: readonly string[]): string[] {
  return [...new Set(resources.filter((resource) => resource !== ''))].sort().slice(0, resourcesMax);
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
