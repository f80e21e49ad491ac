import { InventoryFolder } from '../../files/inventory-folder.ts';
import type { JsonObject } from '../../json.ts';
import { auditPolicy } from '../audit-policy.ts';
import type { KubernetesEstate } from '../estate.ts';
import { accountItem, bindingItem, roleItem, secretItem, tokenNotes } from './objects.ts';

/** Writes the inventory below `kubernetes/inventory`, every file as `kubectl get` prints it. Gives the number of files. */
export function writeKubernetesInventory(
  directory: string,
  estate: KubernetesEstate,
  exportedAt: number,
): number {
  const { accounts, roles, bindings, secrets } = estate;
  const folder = new InventoryFolder(directory, exportedAt);
  const write = (name: string, items: readonly JsonObject[]): void =>
    folder.json(`kubernetes/inventory/${name}.json`, {
      apiVersion: 'v1',
      items,
      kind: 'List',
      metadata: { resourceVersion: '' },
    });
  const isOfCluster = ({ namespace }: { readonly namespace?: string }): boolean => namespace === undefined;
  const isInside = (one: { readonly namespace?: string }): boolean => !isOfCluster(one);
  write('cluster-rbac', [
    ...roles.filter(isOfCluster).map(roleItem),
    ...bindings.filter(isOfCluster).map(bindingItem),
  ]);
  write('rbac', [
    ...roles.filter(isInside).map(roleItem),
    ...bindings.filter(isInside).map(bindingItem),
    ...accounts.map(accountItem),
  ]);
  write(
    'secrets',
    secrets.map((secret) => secretItem(secret, estate.lastUse(secret.account) ?? secret.lastUsedAt)),
  );
  folder.json('kubernetes/inventory/token-notes.json', tokenNotes);
  folder.text('kubernetes/inventory/audit-policy.yaml', auditPolicy);
  return folder.files();
}
