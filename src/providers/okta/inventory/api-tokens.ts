import { type Records, timeField } from '../../shared/inventory/held-records.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import type { PlacedItem } from './item.ts';
import { account, addUser, isGone, ownerOf, type People } from './people.ts';

/** API tokens: each acts as its user, with everything that the user may do. */
export function addApiTokens(items: readonly PlacedItem[], people: People, records: Records): void {
  for (const { kind, body, observedAt } of items) {
    if (kind !== 'api-tokens') continue;
    const person = people.get(body.userId);
    const end = toEpoch(body.expiresAt ?? undefined);
    records.addToken({
      id: body.id,
      kind: 'api-token',
      principalId: addUser(body.userId, observedAt, people, records),
      account,
      observedAt,
      ...(person && { owner: ownerOf(person) }),
      status: isGone(person) ? 'inactive' : end !== undefined && end <= observedAt ? 'expired' : 'active',
      ...timeField('createdAt', body.created),
      ...timeField('expiresAt', body.expiresAt),
    });
  }
}
