import { InventoryFolder } from '../../files/inventory-folder.ts';
import { isoSeconds } from '../../time.ts';
import { openApiDocument } from '../api.ts';
import type { HttpEstate } from '../estate.ts';
import type { HttpKey } from '../holders.ts';

const header = 'key_id,name,consumer,owner,scopes,created,expires,last_used,status';

/** Writes the API's document and the list of its keys below `http/inventory`. Gives the number of files. */
export function writeHttpInventory(directory: string, estate: HttpEstate, exportedAt: number): number {
  const folder = new InventoryFolder(directory, exportedAt);
  folder.text('http/inventory/openapi.yaml', openApiDocument());
  const rows = estate.keys.map((key) => rowOf(key, estate.lastUse(key)));
  folder.text('http/inventory/keys.csv', `${[header, ...rows].join('\n')}\n`);
  return folder.files();
}

function rowOf(key: HttpKey, lastUse: number | undefined): string {
  const time = (at: number | undefined): string => (at === undefined ? '' : isoSeconds(at));
  return [
    key.id,
    key.name,
    key.consumer,
    key.owner.email,
    `"${key.scopes.join(' ')}"`,
    time(key.createdAt),
    time(key.expiresAt),
    time(lastUse),
    key.isRevoked ? 'revoked' : 'active',
  ].join(',');
}
