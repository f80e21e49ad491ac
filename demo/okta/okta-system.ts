import { LoggedSystem } from '../logged-system.ts';
import type { SystemParts } from '../system.ts';
import { OktaEstate } from './estate.ts';
import { writeOktaInventory } from './inventory/write-okta-inventory.ts';
import { SystemLog } from './system-log.ts';
import { closeOktaBook } from './truth.ts';

/** The organisation at Okta: who signs in and who manages that, the System Log, and the truth about both. */
export type OktaSystem = LoggedSystem<OktaEstate, SystemLog>;

export function createOktaSystem(parts: SystemParts): OktaSystem {
  return new LoggedSystem(parts, {
    id: 'okta',
    estate: (random) => new OktaEstate(random),
    log: (parts) => new SystemLog(parts),
    writeInventory: writeOktaInventory,
    closeBook: closeOktaBook,
  });
}
