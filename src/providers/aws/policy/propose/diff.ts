import type {
  HeldDocument,
  PolicyDiff,
  PolicyHolder,
  PolicyProposal,
  ServiceDiff,
} from '../../../../model/policy-proposal.ts';
import { actionExpander } from '../../inventory/action-expander.ts';
import type { Selection } from '../parse-statement.ts';
import { mayMatch } from '../resource-pattern.ts';
import { type HeldAllow, readHeld } from './held.ts';
import { permissionNames } from './permission-names.ts';
import { shapesOf } from './resource-shape.ts';
import { isEverywhere, only, patternsOf, selectionCovers } from './selection.ts';
import { order, unique } from './unique.ts';

/** Compares what a holder’s documents give with what they would give after the proposal. */
export function diff(holder: PolicyHolder, proposal: PolicyProposal): PolicyDiff {
  const left = new Set(proposal.leaves);
  const before = givenBy(holder.held);
  const after = givenBy([
    ...holder.held.filter(({ id }) => left.has(id)),
    ...proposal.documents.map(({ name, document }) => asHeld(name, document)),
  ]);
  const services = new Map<string, ServiceParts>();
  for (const permission of unique([...before.keys(), ...after.keys()])) {
    const service = permission.slice(0, Math.max(0, permission.indexOf(':')));
    const parts = services.get(service) ?? { removed: [], narrowed: [], kept: [], added: [] };
    services.set(service, parts);
    sortInto(parts, permission, before.get(permission), after.get(permission));
  }
  const list = [...services]
    .sort(([a], [b]) => order(a, b))
    .map(([service, parts]) => ({ service, ...parts }));
  const count = (name: keyof ServiceParts) => list.reduce((sum, parts) => sum + parts[name].length, 0);
  return {
    totals: {
      removed: count('removed'),
      narrowed: count('narrowed'),
      kept: count('kept'),
      added: count('added'),
    },
    services: list,
  };
}

interface ServiceParts {
  readonly removed: string[];
  readonly narrowed: ServiceDiff['narrowed'][number][];
  readonly kept: string[];
  readonly added: string[];
}

type Given = ReadonlyMap<string, readonly HeldAllow[]>;

function sortInto(
  parts: ServiceParts,
  permission: string,
  before: readonly HeldAllow[] | undefined,
  after: readonly HeldAllow[] | undefined,
): void {
  if (before === undefined) parts.added.push(permission);
  else if (after === undefined) parts.removed.push(permission);
  else if (before.every((allow) => isKept(allow, after, permission))) parts.kept.push(permission);
  else parts.narrowed.push({ permission, from: patterns(before), to: patterns(after) });
}

/** Patterns of resources that the permission is never asked about, as a bucket’s for objects, do not count. */
function isKept(
  { resources, condition }: HeldAllow,
  after: readonly HeldAllow[],
  permission: string,
): boolean {
  const asFree = after.filter((one) => one.condition === undefined || one.condition.key === condition?.key);
  const isCovered = (part: Selection) => asFree.some((one) => selectionCovers(one.resources, part));
  if (resources.kind === 'except') return isCovered(resources);
  return resources.patterns.every((pattern) => isCovered(only(pattern)) || !isAsked(pattern, permission));
}

function isAsked(pattern: string, permission: string): boolean {
  const { taken } = shapesOf(permission);
  return taken.length === 0 || taken.some((shape) => mayMatch(shape.pattern, pattern));
}

function patterns(allows: readonly HeldAllow[]): readonly string[] {
  return unique(allows.flatMap(({ resources }) => patternsOf(resources)));
}

/** The allowing statements for each permission that some document gives and none denies outright. */
function givenBy(documents: readonly HeldDocument[]): Given {
  const policies = readHeld(documents);
  const given = new Map<string, HeldAllow[]>();
  for (const allow of policies.flatMap(({ allows }) => allows)) {
    for (const permission of permissionsOf(allow.actions)) {
      const known = given.get(permission);
      if (known === undefined) given.set(permission, [allow]);
      else known.push(allow);
    }
  }
  for (const { actions, resources, condition } of policies.flatMap(({ denies }) => denies)) {
    if (condition !== undefined || resources.kind !== 'only' || !isEverywhere(resources)) continue;
    for (const permission of permissionsOf(actions)) given.delete(permission);
  }
  return given;
}

/** Permissions by name; those the catalogue does not know as the document names them. */
function permissionsOf(actions: Selection): readonly string[] {
  const known = permissionNames(actionExpander().select(actions));
  const unknown = actionExpander()
    .unmatched(actions)
    .filter((name) => !/[*?]/.test(name));
  return [...known, ...unknown];
}

function asHeld(name: string, document: Readonly<Record<string, unknown>>): HeldDocument {
  return { id: name, kind: 'managed', name, document: JSON.stringify(document), path: [] };
}
