import type { Permission } from '../model/permission.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { findProvider } from '../providers/register.ts';
import { levelWeights, limitedReach } from './gap-score.ts';

const facts = new Map<string, CatalogueFacts>();

/** A provider’s catalogue as sets of permission numbers; worked out once. */
export function catalogueFacts(provider: string): CatalogueFacts {
  const known = facts.get(provider) ?? new CatalogueFacts(provider);
  facts.set(provider, known);
  return known;
}

export class CatalogueFacts {
  readonly permissions: readonly Permission[];
  readonly totalWeight: number;
  readonly #weights: number[] = [];
  readonly #companions = new Map<number, readonly number[]>();
  readonly #services = new Map<string, PermissionSet>();
  readonly #idOf: (name: string) => number | undefined;

  constructor(provider: string) {
    const { catalogue } = findProvider(provider);
    this.#idOf = (name) => catalogue.find(name)?.id;
    this.permissions = catalogue.permissions();
    for (const { id, level } of this.permissions) this.#weights[id] = levelWeights[level];
    this.totalWeight = this.#weights.reduce((sum, weight) => sum + weight, 0);
    for (const [name, companions] of catalogue.companions()) {
      const id = this.#idOf(name);
      if (id !== undefined) this.#companions.set(id, [...this.setOf(companions)]);
    }
    const ids = new Map<string, number[]>();
    for (const { id, service } of this.permissions) {
      const members = ids.get(service);
      if (members) members.push(id);
      else ids.set(service, [id]);
    }
    for (const [service, members] of ids) this.#services.set(service, PermissionSet.of(members));
  }

  setOf(names: Iterable<string>): PermissionSet {
    return PermissionSet.of([...names].flatMap((name) => this.#idOf(name) ?? []));
  }

  ofService(service: string): PermissionSet {
    return this.#services.get(service) ?? PermissionSet.empty;
  }

  companionsOf(used: PermissionSet): PermissionSet {
    return PermissionSet.of([...used].flatMap((id) => this.#companions.get(id) ?? []));
  }

  weightOf(set: PermissionSet, limited: PermissionSet | undefined): number {
    let sum = 0;
    for (const id of set) sum += (this.#weights[id] ?? 0) * (limited?.has(id) ? limitedReach : 1);
    return sum;
  }
}
