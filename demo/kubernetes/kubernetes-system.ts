import { LoggedSystem } from '../logged-system.ts';
import type { SystemParts } from '../system.ts';
import { KubernetesAuditLog } from './audit-log.ts';
import { KubernetesEstate } from './estate.ts';
import { writeKubernetesInventory } from './inventory/write-kubernetes-inventory.ts';
import { closeKubernetesBook } from './truth.ts';

/** The organisation's cluster: who may do what in it, the audit log of its API server, and the truth about both. */
export type KubernetesSystem = LoggedSystem<KubernetesEstate, KubernetesAuditLog>;

export function createKubernetesSystem(parts: SystemParts): KubernetesSystem {
  return new LoggedSystem(parts, {
    id: 'kubernetes',
    estate: (random) => new KubernetesEstate(random),
    log: (parts) => new KubernetesAuditLog(parts),
    writeInventory: writeKubernetesInventory,
    closeBook: closeKubernetesBook,
  });
}
