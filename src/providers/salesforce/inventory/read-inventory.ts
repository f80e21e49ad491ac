import type { InventoryRead, InventoryRemark } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { RemarkList } from '../../shared/inventory/remarks.ts';
import { bundlesOf, recordsOf } from './bundles.ts';
import { effectiveOf, grantsOf, rolesOf } from './grants.ts';
import { holdingsOf, untoldOf } from './holdings.ts';
import { readFiles } from './read-files.ts';
import { principalsOf, tokensOf, unlistedApps } from './tokens.ts';

interface SalesforceInventoryRead extends InventoryRead {
  /** Choices that the reader of the result should know of. */
  readonly notes: readonly InventoryRemark[];
}

/**
 * Reads exported inventories of one organisation: answers of queries as JSON or CSV and metadata of permission sets and profiles,
 * in any order, with any names. Never throws for what is in a file: what cannot be read is among the problems, and the rest
 * is read.
 */
export function readInventory(
  files: readonly InventoryFile[],
  observedAtDefault: number,
): SalesforceInventoryRead {
  const remarks = { problems: new RemarkList(), ignored: new RemarkList(), notes: new RemarkList() };
  const read = readFiles(files, observedAtDefault, remarks);
  const organisations = [...new Set(recordsOf(read, 'Organization').map(({ body }) => body.id))].sort();
  const said = files.find((file) => file.account !== undefined)?.account?.slice(0, 15);
  const account =
    (organisations.length === 0 ? said : organisations.length === 1 ? organisations[0] : '') ?? '';
  const bundles = bundlesOf(read);
  const holdings = holdingsOf(read, bundles);
  const [first] = read.records;
  const unlisted = unlistedApps(read);
  if (first !== undefined && account === '')
    remarks.notes.add(
      first.path,
      organisations.length === 0
        ? 'the organisation was not exported (SELECT Id, Name FROM Organization): its logs cannot be told from those of others'
        : 'several organisations were exported: ask for one at a time',
    );
  if (first !== undefined && unlisted.length > 0)
    remarks.notes.add(
      first.path,
      `tokens of ${unlisted.slice(0, 10).join(', ')} cannot be joined with calls: ConnectedApplication was not exported, or lacks them`,
    );
  return {
    files: files.map(({ path }) => ({ path, kinds: [...(read.kinds.get(path) ?? [])] })),
    principals: principalsOf(read, account),
    tokens: tokensOf(read, account),
    roles: rolesOf(bundles.values(), account),
    grants: grantsOf(holdings, account),
    effective: effectiveOf(holdings, untoldOf(read, bundles, holdings), account),
    lastAccessed: [],
    recordings: [],
    problems: remarks.problems.toList(),
    ignored: remarks.ignored.toList(),
    notes: remarks.notes.toList(),
  };
}
