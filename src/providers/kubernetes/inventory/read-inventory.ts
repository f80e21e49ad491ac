import type { InventoryRead, InventoryRemark } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { Records } from '../../shared/inventory/held-records.ts';
import { RemarkList } from '../../shared/inventory/remarks.ts';
import { ofSeveralSystems } from '../../shared/inventory/several-systems.ts';
import { recordingsOf } from './audit-policy.ts';
import { cloudLinks } from './cloud-links.ts';
import { collect } from './collect.ts';
import { addHoldings } from './holdings.ts';
import { addIdentities, addSecretTokens } from './identities.ts';
import { Roles } from './roles.ts';
import { identitiesOf } from './subjects.ts';

/** What was read of one cluster. Lists are sorted by id. */
export interface KubernetesInventoryRead extends InventoryRead {
  /** Choices that the reader of the result should know of. */
  readonly notes: readonly InventoryRemark[];
}

/**
 * Reads the exported objects of a cluster: YAML or JSON, lists or single ones, in any order, with any names.
 * Never throws for what is in a file: what cannot be read is among the problems, and the rest is read.
 */
export function readInventory(
  files: readonly InventoryFile[],
  observedAtDefault: number,
): KubernetesInventoryRead {
  const remarks = { problems: new RemarkList(), ignored: new RemarkList(), notes: new RemarkList() };
  const collected = collect(files, observedAtDefault, remarks);
  const records = new Records();
  const roles = new Roles(collected);
  const identities = identitiesOf(collected);
  for (const { record } of roles.all()) records.addRole(record);
  addIdentities(collected, identities, records, observedAtDefault);
  addSecretTokens(collected, records);
  addHoldings(collected, identities, roles, records, remarks);
  const policies = [...collected.auditPolicies].sort((a, b) => b.observedAt - a.observedAt);
  const read = policies.map(({ path, body, observedAt }) => ({
    path,
    recordings: recordingsOf(body, observedAt),
  }));
  for (const { path, recordings } of read)
    if (recordings === undefined) remarks.problems.add(path, 'an audit policy whose rules cannot be read');
  const [first] = files;
  if (collected.isOfSeveral && first !== undefined)
    remarks.problems.add(
      first.path,
      'objects of several clusters: say which folder is of which, with --account NAME=PATH',
    );
  return {
    files: files.map(({ path }) => ({ path, kinds: [...(collected.kinds.get(path) ?? [])] })),
    ...(collected.isOfSeveral ? ofSeveralSystems(records.lists) : records.lists),
    links: cloudLinks(collected),
    lastAccessed: [],
    // One API server has one policy: the latest export counts.
    recordings: read.find(({ recordings }) => recordings !== undefined)?.recordings ?? [],
    problems: remarks.problems.toList(),
    ignored: remarks.ignored.toList(),
    notes: remarks.notes.toList(),
  };
}
