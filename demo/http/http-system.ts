import { LoggedSystem } from '../logged-system.ts';
import type { SystemParts } from '../system.ts';
import { AccessLog } from './access-log.ts';
import { HttpEstate } from './estate.ts';
import { writeHttpInventory } from './inventory/write-http-inventory.ts';
import { closeHttpBook } from './truth.ts';

/** The organisation's own API: its keys, the log of the gateway before it, and the truth about both. */
export type HttpSystem = LoggedSystem<HttpEstate, AccessLog>;

export function createHttpSystem(parts: SystemParts): HttpSystem {
  return new LoggedSystem(parts, {
    id: 'http',
    estate: (random) => new HttpEstate(random),
    log: (parts) => new AccessLog(parts),
    writeInventory: writeHttpInventory,
    closeBook: closeHttpBook,
  });
}
