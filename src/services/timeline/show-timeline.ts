import { mints } from '../../analysis/graph/read-mints.ts';
import { logSpan } from '../../analysis/log-span.ts';
import { scopeOf } from '../../analysis/scope.ts';
import { findSuspicion } from '../../analysis/suspicion/find-suspicion.ts';
import { buildEvents } from '../../analysis/timeline/build-events.ts';
import { firstUses } from '../../analysis/timeline/read-firsts.ts';
import { heldContents, inventoryFacts, laterCopies } from '../../analysis/timeline/read-records.ts';
import { changesMax, subjectChanges } from '../../analysis/timeline/read-subject-changes.ts';
import { holderId } from '../../model/holder-id.ts';
import type { Timeline } from '../../model/timeline.ts';
import type { Context } from '../context.ts';
import { findNode } from '../graph/find-node.ts';
import { windowOf } from '../judged-span.ts';
import { episodeRows } from '../policy/suspicious-rows.ts';
import { findSubject } from '../tokens/find-subject.ts';
import { stateAsOf } from './timeline-as-of.ts';

export interface ShowTimelineInput {
  /** A token or principal, by its id or the end of it. */
  readonly id: string;
  /** UTC epoch milliseconds. */
  readonly asOf?: number | undefined;
}

/**
 * Everything that made a token or principal what it is, in order; and what it was at a moment.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function showTimeline(ctx: Context, input: ShowTimelineInput): Promise<Timeline> {
  const { store } = ctx;
  const now = ctx.now();
  const { id, principalIds } = await findSubject(store, input.id);
  const span = (await logSpan(store, {})) ?? { from: now, to: now };
  const node = await findNode(store, id);
  const tokenId = node.kind === 'token' ? id : undefined;
  const scope = await scopeOf(store, principalIds);
  const uses = { tokenId, principalIds };
  const holders =
    tokenId === undefined ? [...principalIds] : [holderId({ principalId: '', tokenId }), ...principalIds];
  const ids = tokenId === undefined ? [...principalIds, ...scope.tokenIds] : [tokenId, ...principalIds];
  const [changes, taken, facts, contents, copies, permissions, places, agents, denials, suspicion] =
    await Promise.all([
      subjectChanges(store, { ids, accounts: scope.accounts }),
      mints(store, span, 'target', tokenId === undefined ? principalIds : []),
      inventoryFacts(store, uses),
      heldContents(store, holders),
      laterCopies(store, { principalIds, accounts: scope.accounts }),
      firstUses(store, span, uses, 'permission'),
      firstUses(store, span, uses, 'place'),
      firstUses(store, span, uses, 'agent'),
      firstUses(store, span, uses, 'denied permission'),
      findSuspicion(store, span.to, { scope }),
    ]);
  const episodes = suspicion
    .flatMap(episodeRows)
    .filter(({ token }) => tokenId === undefined || token === tokenId);
  const owners = facts.map(({ owner }) => owner).filter((owner) => owner !== '');
  return {
    schema: 'scopelight.timeline/1',
    window: windowOf(span),
    subject: {
      id,
      principal: principalIds[0] ?? id,
      provider: node.provider,
      kind: node.what,
      owner: owners[0] ?? null,
    },
    events: [
      ...buildEvents({
        subject: id,
        changes: changes.slice(0, changesMax),
        mints: taken,
        facts,
        contents,
        copies,
        uses: permissions,
        places,
        agents,
        denials,
        episodes,
      }),
    ],
    asOf:
      input.asOf === undefined
        ? null
        : await stateAsOf(ctx, { id, uses, scope, span, date: input.asOf, changes }),
    gaps: [
      `logs reach back to ${new Date(span.from).toISOString().slice(0, 10)}: who did what before is not recorded here`,
      ...(facts.length === 0
        ? ['no inventory lists it: when it was made and what it holds is not known']
        : []),
      ...(changes.length > changesMax ? [`more than ${changesMax} changes: the earliest are left out`] : []),
    ],
  };
}
