import type { InventoryRead } from '../model/inventory.ts';

/** Puts what was read of several inventories together. */
export function joinedReads(reads: readonly InventoryRead[]): InventoryRead {
  const all = <Row>(pick: (read: InventoryRead) => Iterable<Row>): Row[] =>
    reads.flatMap((read) => [...pick(read)]);
  return {
    files: [],
    principals: all((read) => read.principals),
    tokens: all((read) => read.tokens),
    roles: all((read) => read.roles),
    grants: all((read) => read.grants),
    effective: all((read) => read.effective),
    lastAccessed: all((read) => read.lastAccessed),
    links: all((read) => read.links ?? []),
    recordings: [],
    problems: [],
    ignored: [],
  };
}
