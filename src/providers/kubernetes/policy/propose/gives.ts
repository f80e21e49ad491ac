import type { NeedReason, PermissionNeed } from '../../../../model/policy-proposal.ts';
import type { Notes } from '../../../shared/policy/proposal-notes.ts';
import { isGroup, readPermissionName, type Target, takesNames, urlGroup } from '../../catalogue/index.ts';
import { unmatchedOf } from '../../rbac/expand.ts';
import { requestOf } from '../../rbac/request.ts';
import { coversTarget, type RbacRequest } from '../../rbac/rule.ts';
import { type ScopedRule, scopedRuleGives } from '../../rbac/scoped-rules.ts';
import type { Grain } from './grain.ts';
import type { HeldRoles } from './held.ts';

/** One verb on one target in one scope, to be written. */
export interface Give {
  readonly verb: string;
  readonly target: Target;
  /** Undefined: everywhere. */
  readonly namespace: string | undefined;
  /** Empty: all of them. */
  readonly names: readonly string[];
  readonly reason: NeedReason;
  readonly permission: string;
  readonly adds: readonly string[];
}

/** What has to be written for a need; undefined when nothing that is held gives it. */
export function givesOf(
  need: PermissionNeed,
  { own, staying }: HeldRoles,
  grain: Grain,
  notes: Notes,
): readonly Give[] | undefined {
  const read = readPermissionName(need.permission, isGroup);
  if (read === undefined) {
    notes.add('unknown', 'it has no name that a rule could give', need.permission);
    return undefined;
  }
  const { verb, target } = read;
  const give = (
    namespace: string | undefined,
    names: readonly string[],
    adds: readonly string[] = [],
  ): Give => ({
    ...{ verb, target, namespace, names, adds },
    reason: need.reason,
    permission: need.permission,
  });
  const isWanted = need.reason === 'wanted';
  if (need.resources.length === 0) {
    if (isWanted) return [give(undefined, [])];
    const mine = own.filter(({ rule }) => coversTarget(rule, verb, target));
    if (mine.length === 0 && !staying.some(({ rule }) => coversTarget(rule, verb, target))) return undefined;
    return mine.map(({ rule, namespace }) =>
      give(namespace, target.group === urlGroup ? [] : rule.resourceNames),
    );
  }
  const requests = need.resources.flatMap((one) => {
    const request = requestOf(need.permission, one.resource === '' ? '*' : one.resource);
    return request === undefined ? [] : [{ ...one, request }];
  });
  const isGiven = (rules: readonly ScopedRule[], request: RbacRequest): boolean =>
    rules.some((rule) => scopedRuleGives(rule, request));
  const open = requests.filter(({ request }) => !isGiven(staying, request));
  const mine = isWanted ? open : open.filter(({ request }) => isGiven(own, request));
  if (mine.length < open.length)
    notes.add('unheld', 'on some of what it was used on, nothing that is held gives it', need.permission);
  if (mine.length === 0) return open.length === 0 ? [] : undefined;
  if (target.group === urlGroup)
    return paths(
      mine.map(({ request }) => request.target.resource),
      own,
      give,
      verb,
    );
  return scoped(mine, own, grain, {
    give,
    notes,
    permission: need.permission,
    takes: takesNames(verb, target),
  });
}

interface Asked {
  readonly resource: string;
  readonly group: string;
  readonly days: number;
  readonly request: RbacRequest;
}

interface Making {
  readonly give: (namespace: string | undefined, names: readonly string[], adds?: readonly string[]) => Give;
  readonly notes: Notes;
  readonly permission: string;
  readonly takes: boolean;
}

/** By namespace, as long as these are few; and by name, as long as names are few, and such that stay. */
function scoped(
  asked: readonly Asked[],
  own: readonly ScopedRule[],
  grain: Grain,
  making: Making,
): readonly Give[] {
  const { give, notes, permission, takes } = making;
  const byNamespace = new Map<string | undefined, Asked[]>();
  for (const one of asked) {
    const { namespace } = one.request;
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), one]);
  }
  const isEverywhere = ({ request }: Asked): boolean =>
    own.some(
      (rule) => rule.namespace === undefined && scopedRuleGives(rule, { ...request, name: undefined }),
    );
  const namespaces = [...byNamespace.keys()].filter((name) => name !== undefined);
  if (namespaces.length > grain.namespacesMax && asked.every(isEverywhere)) {
    notes.add(
      'generalised',
      `used in ${namespaces.length} namespaces: given in all of them, as it is held`,
      permission,
    );
    return [give(undefined, [], ['other namespaces'])];
  }
  // What is given everywhere needs no more in one namespace.
  const everywhere = byNamespace.get(undefined);
  const whole = everywhere?.some(({ request: { name } }) => name === undefined) ?? false;
  if (whole) return [give(undefined, [])];
  return [...byNamespace].map(([namespace, members]) => {
    const names = takes ? namesOf(members, grain, own) : [];
    if (names.length > 0) return give(namespace, names);
    const wasNamed = members.every(({ request: { name } }) => name !== undefined) && takes;
    return give(namespace, [], wasNamed ? ['other objects of the same kind'] : []);
  });
}

/** The names to be written; none where all objects are to be given, or a held rule gives single ones only. */
function namesOf(
  members: readonly Asked[],
  { exactMax }: Grain,
  own: readonly ScopedRule[],
): readonly string[] {
  const names = [...new Set(members.map(({ request: { name } }) => name))];
  const known = names.flatMap((name) => name ?? []).sort();
  if (known.length < names.length) return [];
  const isHeldWhole = members.every(({ request }) =>
    own.some((rule) => rule.rule.resourceNames.length === 0 && scopedRuleGives(rule, request)),
  );
  // More than is held must not be given, however many names that takes.
  if (!isHeldWhole) return known;
  const isLasting = members.every(
    ({ resource, group, days }) => days > 1 && (group === '' || group === resource),
  );
  return known.length <= exactMax && isLasting ? known : [];
}

/** Paths as the rules that give them have them: there are few of them, and what lies below one changes. */
function paths(
  asked: readonly string[],
  own: readonly ScopedRule[],
  give: Making['give'],
  verb: string,
): readonly Give[] {
  const patterns = asked.map((path) => {
    const held = own.flatMap(({ rule }) =>
      coversTarget(rule, verb, { group: urlGroup, resource: path }) ? rule.nonResourceURLs : [],
    );
    const fitting = held.filter(
      (pattern) =>
        pattern !== '*' &&
        coversTarget({ ...everyVerb, nonResourceURLs: [pattern] }, verb, { group: urlGroup, resource: path }),
    );
    return fitting.sort((a, b) => b.length - a.length || (a < b ? -1 : 1))[0] ?? path;
  });
  return [...new Set(patterns)]
    .sort()
    .map((resource) => ({ ...give(undefined, []), target: { group: urlGroup, resource } }));
}

const everyVerb = {
  verbs: ['*'],
  apiGroups: [],
  resources: [],
  resourceNames: [],
  nonResourceURLs: [],
} as const;

/** What held rules give on resources that the catalogue does not know: whether that is used cannot be judged, so it stays. */
export function unknownGives({ own }: HeldRoles, notes: Notes): readonly Give[] {
  return own.flatMap(({ rule, namespace }) =>
    unmatchedOf(rule).flatMap((permission): Give[] => {
      const read = readPermissionName(permission, isGroup);
      if (read === undefined) return [];
      notes.add(
        'unknown',
        'not in the catalogue, so that its use cannot be judged: kept as it is held',
        permission,
      );
      const names = read.target.group === urlGroup ? [] : rule.resourceNames;
      return [
        { verb: read.verb, target: read.target, namespace, names, reason: 'kept', permission, adds: [] },
      ];
    }),
  );
}
