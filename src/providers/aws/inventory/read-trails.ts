import { parseArn } from './arn.ts';
import type { InventoryDocument, ReadContext } from './document.ts';
import type { Facts } from './facts.ts';
import { Item } from './item.ts';
import { readAdvancedSelector, readClassicSelector } from './trail-selectors.ts';

/** Reads `describe-trails` and `get-trail`. */
export function readTrails(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  for (const item of root.items('trailList')) {
    const arn = item.needed('TrailARN');
    if (arn === undefined) continue;
    if (parseArn(arn)?.service !== 'cloudtrail') {
      item.reject('not the ARN of a trail', 'TrailARN');
      continue;
    }
    facts.trails.push({
      origin,
      arn,
      homeRegion: item.text('HomeRegion'),
      isMultiRegion: item.flag('IsMultiRegionTrail'),
      isOrganisation: item.flag('IsOrganizationTrail'),
      hasCustomSelectors: item.flag('HasCustomEventSelectors'),
    });
  }
}

/** Reads `get-event-selectors`, classic and advanced, and `get-event-data-store`. */
export function readEventSelectors(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  const storeArn = root.text('EventDataStoreArn');
  const trailArn = storeArn ?? root.needed('TrailARN');
  if (trailArn === undefined) return;
  const classic = root.items('EventSelectors').flatMap(readClassicSelector);
  const advanced = root.items('AdvancedEventSelectors').flatMap(readAdvancedSelector);
  facts.selectors.push({ origin, trailArn, selectors: [...classic, ...advanced] });
  if (storeArn === undefined) return;
  facts.trails.push({
    origin,
    arn: storeArn,
    homeRegion: parseRegion(storeArn),
    isMultiRegion: root.flag('MultiRegionEnabled'),
    isOrganisation: root.flag('OrganizationEnabled'),
    hasCustomSelectors: true,
  });
  const status = root.text('Status');
  if (status !== undefined) {
    const labels = [storeArn, ...origin.labels];
    facts.trailStatuses.push({ origin: { ...origin, labels }, isLogging: status === 'ENABLED' });
  }
}

/** Reads `get-trail-status`; a label names the trail. */
export function readTrailStatus(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const root = new Item(document.body, document.origin.place, document.origin, context.remarks.problems);
  const isLogging = root.flag('IsLogging');
  if (isLogging !== undefined) facts.trailStatuses.push({ origin: document.origin, isLogging });
}

function parseRegion(arn: string): string | undefined {
  return arn.split(':')[3] || undefined;
}
