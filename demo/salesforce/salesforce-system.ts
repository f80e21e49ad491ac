import { LoggedSystem } from '../logged-system.ts';
import type { SystemParts } from '../system.ts';
import { SalesforceEstate } from './estate.ts';
import { EventLog } from './event-log.ts';
import { writeSalesforceInventory } from './inventory/write-salesforce-inventory.ts';
import { closeSalesforceBook } from './truth.ts';

/** The organisation at Salesforce: users and what they may do, event log files, and the truth about both. */
export type SalesforceSystem = LoggedSystem<SalesforceEstate, EventLog>;

export function createSalesforceSystem(parts: SystemParts): SalesforceSystem {
  return new LoggedSystem(parts, {
    id: 'salesforce',
    estate: (random) => new SalesforceEstate(random),
    log: (parts) => new EventLog(parts),
    writeInventory: writeSalesforceInventory,
    closeBook: closeSalesforceBook,
  });
}
