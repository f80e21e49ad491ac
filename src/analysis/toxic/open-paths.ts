import type { EscalationKind } from '../../model/capability.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { findProvider } from '../../providers/register.ts';
import { catalogueFacts } from '../catalogue-facts.ts';
import { perCatalogue } from '../per-catalogue.ts';
import { capableOf } from './capability-facts.ts';
import { combinations, escalationTitles } from './combinations.ts';

/** A combination of which a holder has every part. */
export interface OpenPath {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** Undefined for what is no way to more access. */
  readonly escalation: EscalationKind | undefined;
  /** What the holder has of each part: one permission of each is enough. */
  readonly legs: readonly PathLeg[];
  /** Whether some part is limited to some resources, or held only under conditions. */
  readonly isLimited: boolean;
}

export interface PathLeg {
  readonly name: string;
  readonly permissions: PermissionSet;
}

/** What a holder may do, as far as combinations ask. */
interface Held {
  readonly provider: string;
  readonly granted: PermissionSet;
  readonly limited: PermissionSet;
  /** Kinds of the tokens that it is held with, where they are known. */
  readonly tokenKinds?: readonly string[];
}

/**
 * Finds the combinations that somebody holds whole. Of ways to more access, one that needs more than another does is left
 * out.
 */
export function openPaths(held: Held): readonly OpenPath[] {
  const { granted, limited, provider, tokenKinds = [] } = held;
  const ofGranted = known.get(granted) ?? new WeakMap<PermissionSet, Map<string, readonly OpenPath[]>>();
  const ofBoth = ofGranted.get(limited) ?? new Map<string, readonly OpenPath[]>();
  const key = [provider, ...tokenKinds].join('\n');
  const paths = ofBoth.get(key) ?? findPaths(held);
  known.set(granted, ofGranted.set(limited, ofBoth.set(key, paths)));
  return paths;
}

/** Many holders of a fleet share one set of what they may do: what follows from it alone is worked out once. */
const known = new WeakMap<PermissionSet, WeakMap<PermissionSet, Map<string, readonly OpenPath[]>>>();

function findPaths(held: Held): readonly OpenPath[] {
  const found = pathsOf(held.provider).flatMap((path) => {
    const legs = path.legs.map(({ name, permissions }) => ({
      name,
      permissions: permissions.intersect(held.granted),
    }));
    if (legs.some(({ permissions }) => permissions.isEmpty)) return [];
    const isLimited = legs.some(({ permissions }) => permissions.isSubsetOf(held.limited));
    return [{ ...path, legs, isLimited: isLimited || isBound(path, held) }];
  });
  const needs = found.map(({ escalation, legs }) =>
    escalation === undefined ? undefined : PermissionSet.unionOf(legs.map(({ permissions }) => permissions)),
  );
  return found.filter((path, index) => {
    const mine = needs[index];
    if (mine === undefined) return true;
    return !found.some((other, at) => {
      const theirs = needs[at];
      if (theirs === undefined || at === index || (other.isLimited && !path.isLimited)) return false;
      return theirs.isSubsetOf(mine) && (theirs.size < mine.size || at < index);
    });
  });
}

/** Whether none of its tokens goes further than its user may. */
function isBound({ boundKinds = [] }: KnownPath, { tokenKinds = [] }: Held): boolean {
  return tokenKinds.length > 0 && tokenKinds.every((kind) => boundKinds.includes(kind));
}

type KnownPath = Omit<OpenPath, 'isLimited'> & { readonly boundKinds?: readonly string[] | undefined };

/** All combinations of a provider. */
const pathsOf = perCatalogue(readPaths);

function readPaths(providerId: string): readonly KnownPath[] {
  const facts = catalogueFacts(providerId);
  const escalations = (findProvider(providerId).escalations ?? []).map(({ id, kind, needs, boundKinds }) => ({
    id,
    title: escalationTitles[kind],
    why: `by ${needs.join(' and ')}`,
    escalation: kind,
    boundKinds,
    legs: needs.map((name) => ({ name, permissions: facts.setOf([name]) })),
  }));
  const toxic = combinations.map(({ id, title, why, legs }) => ({
    id,
    title,
    why,
    escalation: undefined,
    legs: legs.map((some) => ({
      name: some.join(' or '),
      permissions: PermissionSet.unionOf(some.map((capability) => capableOf(providerId, capability))),
    })),
  }));
  return [...escalations, ...toxic];
}
