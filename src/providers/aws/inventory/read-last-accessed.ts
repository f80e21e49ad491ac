import type { InventoryDocument, ReadContext } from './document.ts';
import type { Facts } from './facts.ts';
import { Item } from './item.ts';

/** Reads `get-service-last-accessed-details`, of services and, where asked for, of actions. */
export function readLastAccessed(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { problems, ignored } = context.remarks;
  const root = new Item(document.body, document.origin.place, document.origin, problems);
  const status = root.text('JobStatus');
  if (status !== undefined && status !== 'COMPLETED') {
    ignored.add(document.origin.path, 'the report was not finished when it was fetched');
    return;
  }
  const takenAt = root.epoch('JobCompletionDate') ?? root.epoch('JobCreationDate') ?? document.origin.takenAt;
  const origin = { ...document.origin, takenAt };
  for (const item of root.items('ServicesLastAccessed')) {
    const service = item.needed('ServiceNamespace')?.toLowerCase();
    if (service === undefined) continue;
    facts.lastAccess.push({
      origin,
      service,
      permission: undefined,
      entity: item.text('LastAuthenticatedEntity'),
      triedAt: item.epoch('LastAuthenticated'),
    });
    for (const action of item.items('TrackedActionsLastAccessed')) {
      const name = action.needed('ActionName');
      if (name === undefined) continue;
      facts.lastAccess.push({
        origin,
        service,
        permission: `${service}:${name}`,
        entity: action.text('LastAccessedEntity'),
        triedAt: action.epoch('LastAccessedTime'),
      });
    }
  }
  if (root.flag('IsTruncated') === true) {
    context.remarks.notes.add(origin.path, 'a page of a longer report; export the other pages as well');
  }
}
