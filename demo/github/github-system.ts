import { LoggedSystem } from '../logged-system.ts';
import type { SystemParts } from '../system.ts';
import { AuditLog } from './audit-log.ts';
import { GithubEstate } from './estate.ts';
import { writeGithubInventory } from './inventory/write-github-inventory.ts';
import { closeGithubBook } from './truth.ts';

/** The organisation on GitHub: what exists in it, the enterprise's audit log, and the truth about both. */
export type GithubSystem = LoggedSystem<GithubEstate, AuditLog>;

export function createGithubSystem(parts: SystemParts): GithubSystem {
  return new LoggedSystem(parts, {
    id: 'github',
    estate: (random) => new GithubEstate(random),
    log: (parts) => new AuditLog(parts),
    writeInventory: writeGithubInventory,
    closeBook: closeGithubBook,
  });
}
