import { type CatalogueFacts, catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { levels } from '../../model/permission.ts';
import { PermissionSet } from '../../model/permission-set.ts';

/** A provider’s catalogue laid out for loops over very many permissions. */
export interface CatalogueIndex {
  /** By permission number, the place of its level in {@link levels}. */
  readonly levelOf: Uint8Array;
  /** By permission number, the number of its service. */
  readonly serviceOf: Uint16Array;
  readonly services: readonly PermissionSet[];
  /** All permissions of each level, in the order of {@link levels}. */
  readonly byLevel: readonly PermissionSet[];
}

const known = new WeakMap<CatalogueFacts, CatalogueIndex>();

/** Lays a provider’s catalogue out; once, until it changes. */
export function catalogueIndex(provider: string): CatalogueIndex {
  const facts = catalogueFacts(provider);
  const index = known.get(facts) ?? indexOf(facts);
  known.set(facts, index);
  return index;
}

function indexOf(facts: CatalogueFacts): CatalogueIndex {
  const size = facts.permissions.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  const levelOf = new Uint8Array(size);
  const serviceOf = new Uint16Array(size);
  const names = [...new Set(facts.permissions.map(({ service }) => service))];
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const byLevel: number[][] = levels.map(() => []);
  for (const { id, level, service } of facts.permissions) {
    const place = levels.indexOf(level);
    levelOf[id] = place;
    serviceOf[id] = numberOf.get(service) ?? 0;
    byLevel[place]?.push(id);
  }
  return {
    levelOf,
    serviceOf,
    services: names.map((name) => facts.ofService(name)),
    byLevel: byLevel.map((ids) => PermissionSet.of(ids)),
  };
}
