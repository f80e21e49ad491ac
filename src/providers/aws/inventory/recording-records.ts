import type { RecordingRecord } from '../../../model/inventory.ts';
import { accountOf } from './arn.ts';
import { oldestFirst, type ReadContext } from './document.ts';
import type { Facts, Selector, TrailFact } from './facts.ts';
import { SpelledIds } from './labels.ts';
import type { Organisation } from './organisation.ts';

/** What trails and event data stores say that they record, for each account they cover. */
export function recordingRecords(
  facts: Facts,
  organisation: Organisation,
  observedAt: (account: string) => number,
  context: ReadContext,
): readonly RecordingRecord[] {
  const trails = newestByArn(facts);
  const spelled = new SpelledIds(trails.keys());
  const states = statesOf(facts, spelled, context);
  const selectors = new Map(oldestFirst(facts.selectors).map((fact) => [fact.trailArn, fact.selectors]));
  for (const fact of facts.selectors) {
    if (!trails.has(fact.trailArn)) {
      trails.set(fact.trailArn, bareTrail(fact.trailArn, fact.origin));
    }
  }
  return [...trails.values()]
    .sort((a, b) => (a.arn < b.arn ? -1 : 1))
    .flatMap((trail) => {
      const chosen = selectors.get(trail.arn) ?? defaultSelectors(trail, context);
      const isOneRegion = trail.isMultiRegion === false && trail.homeRegion !== undefined;
      const shared = {
        recorder: trail.arn,
        regions: isOneRegion && trail.homeRegion !== undefined ? [trail.homeRegion] : [],
        state: states.get(trail.arn) ?? ('unknown' as const),
      };
      return accountsOf(trail, organisation, context).flatMap((account) =>
        chosen.flatMap(categoriesOf).map((recorded) => ({
          account,
          observedAt: observedAt(account),
          ...shared,
          ...recorded,
          limits: [...recorded.limits, ...regionLimits(trail)],
        })),
      );
    });
}

function newestByArn(facts: Facts): Map<string, TrailFact> {
  const trails = new Map<string, TrailFact>();
  for (const fact of facts.trails) {
    const known = trails.get(fact.arn);
    if (known === undefined || fact.origin.takenAt > known.origin.takenAt) trails.set(fact.arn, fact);
  }
  return trails;
}

function bareTrail(arn: string, origin: TrailFact['origin']): TrailFact {
  const unknown = { isMultiRegion: undefined, isOrganisation: undefined, hasCustomSelectors: undefined };
  return { origin, arn, homeRegion: arn.split(':')[3], ...unknown };
}

/** A trail without selectors of its own records all management events and no data events. */
function defaultSelectors(trail: TrailFact, context: ReadContext): readonly Selector[] {
  if (trail.hasCustomSelectors !== false) {
    context.remarks.notes.add(
      trail.origin.path,
      `what trail \`${trail.arn}\` records was not exported; add the answer of \`get-event-selectors\``,
    );
    return [];
  }
  return [{ kind: 'management', access: 'all', resources: [], exceptSources: [], limits: [] }];
}

function regionLimits(trail: TrailFact): readonly string[] {
  return trail.isMultiRegion === undefined ? ['whether it records all regions was not exported'] : [];
}

type Recorded = Pick<RecordingRecord, 'category' | 'access' | 'resources' | 'exceptSources' | 'limits'>;

function categoriesOf(selector: Selector): readonly Recorded[] {
  const { kind, access, resources, exceptSources, limits } = selector;
  const shared = { access, resources, exceptSources, limits };
  if (kind !== 'management') return [{ category: `data:${kind}`, ...shared }];
  const reads: Recorded = { category: 'management-read', ...shared };
  const writes: Recorded = { category: 'management-write', ...shared };
  if (access === 'all') return [reads, writes];
  return access === 'read' ? [reads] : [writes];
}

function accountsOf(trail: TrailFact, organisation: Organisation, context: ReadContext): readonly string[] {
  const home = accountOf(trail.arn);
  if (trail.isOrganisation !== true) return home === undefined ? [] : [home];
  if (organisation.accounts.length === 0) {
    context.remarks.notes.add(
      trail.origin.path,
      `trail \`${trail.arn}\` records a whole organisation, whose accounts were not exported`,
    );
  }
  return [...new Set([...organisation.accounts, ...(home === undefined ? [] : [home])])].sort();
}

function statesOf(
  facts: Facts,
  spelled: SpelledIds,
  context: ReadContext,
): ReadonlyMap<string, 'on' | 'off'> {
  const states = new Map<string, 'on' | 'off'>();
  for (const { origin, isLogging } of oldestFirst(facts.trailStatuses)) {
    const arn = origin.labels
      .map((label) => (label.includes(':cloudtrail:') ? label : spelled.find(label)))
      .find((label) => label !== undefined);
    if (arn !== undefined) states.set(arn, isLogging ? 'on' : 'off');
    else context.remarks.problems.add(origin.path, 'nothing says which trail this is the status of');
  }
  return states;
}
