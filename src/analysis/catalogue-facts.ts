import type { Permission } from '../model/permission.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { findProvider } from '../providers/register.ts';
import { levelWeights, limitedReach } from './gap-score.ts';
import { perCatalogue } from './per-catalogue.ts';

const nearlyAllShare = 0.9;

/** A provider’s catalogue as sets of permission numbers; worked out once, until it changes. */
export const catalogueFacts = perCatalogue((provider) => new CatalogueFacts(provider));

export class CatalogueFacts {
  readonly permissions: readonly Permission[];
  /** Of these, the ones that every system of the provider has. */
  readonly #common: PermissionSet;
  readonly totalWeight: number;
  readonly #weights: number[] = [];
  readonly #companions = new Map<number, readonly number[]>();
  /** By a permission: others that a call counted for both need not have had. */
  readonly #replaced = new Map<number, readonly number[]>();
  readonly #services = new Map<string, PermissionSet>();
  /** By a permission whose use shows work on resources of its service: what works inside these, if data events are on. */
  readonly #neighbours = new Map<number, PermissionSet>();
  readonly #idOf: (name: string) => number | undefined;
  readonly #byId = new Map<number, Permission>();

  constructor(provider: string) {
    const { catalogue } = findProvider(provider);
    this.#idOf = (name) => catalogue.find(name)?.id;
    this.permissions = catalogue.permissions();
    this.#common = PermissionSet.of((catalogue.common?.() ?? this.permissions).map(({ id }) => id));
    for (const permission of this.permissions) {
      this.#byId.set(permission.id, permission);
      this.#weights[permission.id] = levelWeights[permission.level];
    }
    this.totalWeight = this.#weights.reduce((sum, weight) => sum + weight, 0);
    for (const [name, companions] of catalogue.companions()) {
      const id = this.#idOf(name);
      if (id !== undefined) this.#companions.set(id, [...this.setOf(companions)]);
    }
    for (const [name, others] of catalogue.alternatives?.() ?? []) {
      const id = this.#idOf(name);
      if (id === undefined) continue;
      for (const other of this.setOf(others))
        this.#replaced.set(other, [...(this.#replaced.get(other) ?? []), id]);
    }
    const ids = new Map<string, number[]>();
    for (const { id, service } of this.permissions) {
      const members = ids.get(service);
      if (members) members.push(id);
      else ids.set(service, [id]);
    }
    for (const [service, members] of ids) this.#services.set(service, PermissionSet.of(members));
    this.#setNeighbours();
  }

  /** Whether a set is nearly all that there is to hold. */
  isNearlyAll(granted: PermissionSet): boolean {
    return granted.intersect(this.#common).size >= this.#common.size * nearlyAllShare;
  }

  setOf(names: Iterable<string>): PermissionSet {
    return PermissionSet.of([...names].flatMap((name) => this.#idOf(name) ?? []));
  }

  /** Undefined for a number that the catalogue does not know. */
  permissionOf(id: number): Permission | undefined {
    return this.#byId.get(id);
  }

  ofService(service: string): PermissionSet {
    return this.#services.get(service) ?? PermissionSet.empty;
  }

  /** Permissions without which a call that is counted for them may have passed, by one of these that is held. */
  replacedBy(held: PermissionSet): PermissionSet {
    if (this.#replaced.size === 0) return PermissionSet.empty;
    return PermissionSet.of([...held].flatMap((id) => this.#replaced.get(id) ?? []));
  }

  companionsOf(used: PermissionSet): PermissionSet {
    return PermissionSet.of([...used].flatMap((id) => this.#companions.get(id) ?? []));
  }

  /**
   * Permissions that only data events record, of the services on whose resources a permission in use acts: who asks for the
   * region of a bucket may well read what lies in it.
   */
  neighboursOf(used: PermissionSet): PermissionSet {
    return PermissionSet.unionOf(new Set([...used].flatMap((id) => this.#neighbours.get(id) ?? [])));
  }

  #setNeighbours(): void {
    const inside = new Map<string, number[]>();
    for (const { id, service, recorded } of this.permissions) {
      if (recorded === 'data') inside.set(service, [...(inside.get(service) ?? []), id]);
    }
    const sets = new Map([...inside].map(([service, ids]) => [service, PermissionSet.of(ids)]));
    for (const { id, service, recorded, resourceKinds } of this.permissions) {
      const neighbours = sets.get(service);
      if (neighbours && recorded === 'always' && resourceKinds.length > 0)
        this.#neighbours.set(id, neighbours);
    }
  }

  /** Of some permissions, those that apply to no resource and so reach everything. */
  boundlessOf(set: PermissionSet): PermissionSet {
    return PermissionSet.of([...set].filter((id) => this.#byId.get(id)?.resourceKinds.length === 0));
  }

  weightOf(set: PermissionSet, limited: PermissionSet | undefined): number {
    let sum = 0;
    for (const id of set) sum += (this.#weights[id] ?? 0) * (limited?.has(id) ? limitedReach : 1);
    return sum;
  }
}
