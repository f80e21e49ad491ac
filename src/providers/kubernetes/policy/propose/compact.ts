import { type NeedReason, needReasons } from '../../../../model/policy-proposal.ts';
import { coreGroup, findOn, permissionName, urlGroup } from '../../catalogue/index.ts';
import type { Rule } from '../../rbac/rule.ts';
import { type ScopedRule, scopedRuleGives } from '../../rbac/scoped-rules.ts';
import type { Give } from './gives.ts';
import type { Grain } from './grain.ts';

/** A rule to be written, and what it is there for. */
export interface WrittenRule {
  readonly rule: Rule;
  readonly reason: NeedReason;
  readonly permissions: readonly string[];
  readonly adds: readonly string[];
}

/** The fewest rules that give just what is to be given in one scope: what shares its verbs and names shares a rule. */
export function compact(
  gives: readonly Give[],
  grain: Grain,
  held: readonly ScopedRule[],
): readonly WrittenRule[] {
  const byTarget = groupBy(withoutNamed(gives), ({ target, names }) =>
    JSON.stringify([target.group, target.resource, names]),
  );
  const perTarget = byTarget.map((members) => ({ members, verbs: verbsOf(members, grain, held) }));
  const byRule = new Map<string, typeof perTarget>();
  for (const one of perTarget) {
    const [first] = one.members;
    if (first === undefined) continue;
    // Names are those of one kind of object.
    const own = first.names.length > 0 ? first.target.resource.split('/')[0] : '';
    const key = JSON.stringify([first.target.group, one.verbs, first.names, own]);
    byRule.set(key, [...(byRule.get(key) ?? []), one]);
  }
  return [...byRule.values()].map(writtenOf).sort(inOrder);
}

/** What is given on all objects needs not be given on single ones. */
function withoutNamed(gives: readonly Give[]): readonly Give[] {
  const whole = new Set(gives.filter(({ names }) => names.length === 0).map(({ permission }) => permission));
  return gives.filter(({ names, permission }) => names.length === 0 || !whole.has(permission));
}

const together: readonly (readonly string[])[] = [
  ['get', 'list', 'watch'],
  ['update', 'patch'],
];

/** Verbs that come together are only those that are held too. */
function verbsOf(
  members: readonly Give[],
  { verbs: mode }: Grain,
  held: readonly ScopedRule[],
): readonly string[] {
  const verbs = new Set(members.map(({ verb }) => verb));
  if (verbs.has('*')) return ['*'];
  const [first] = members;
  if (mode === 'together' && first !== undefined && first.target.group !== urlGroup) {
    for (const some of together) {
      if (!some.some((verb) => verbs.has(verb))) continue;
      for (const verb of some)
        if (findOn(verb, first.target) !== undefined && isHeld({ ...first, verb }, held)) verbs.add(verb);
    }
  }
  return [...verbs].sort();
}

function isHeld({ verb, target, namespace, names }: Give, held: readonly ScopedRule[]): boolean {
  const objects = names.length === 0 ? [undefined] : names;
  return objects.every((name) =>
    held.some((rule) => scopedRuleGives(rule, { verb, target, namespace, name })),
  );
}

function writtenOf(
  parts: readonly { readonly members: readonly Give[]; readonly verbs: readonly string[] }[],
): WrittenRule {
  const members = parts.flatMap((part) => part.members);
  const [first] = members;
  const verbs = parts[0]?.verbs ?? [];
  const resources = unique(members.map(({ target }) => target.resource));
  const isPath = first?.target.group === urlGroup;
  const group = first?.target.group ?? coreGroup;
  const permissions = unique(members.map(({ permission }) => permission));
  const widened = members.flatMap(({ target }) => verbs.map((verb) => permissionName(verb, target)));
  const needed = new Set(members.map(({ verb, target }) => permissionName(verb, target)));
  return {
    rule: {
      verbs,
      apiGroups: isPath ? [] : [group === coreGroup ? '' : group],
      resources: isPath ? [] : resources,
      resourceNames: first?.names ?? [],
      nonResourceURLs: isPath ? resources : [],
    },
    reason: needReasons.find((reason) => members.some((member) => member.reason === reason)) ?? 'kept',
    permissions,
    adds: unique([...members.flatMap(({ adds }) => adds), ...widened.filter((name) => !needed.has(name))]),
  };
}

function inOrder(a: WrittenRule, b: WrittenRule): number {
  const key = ({ rule }: WrittenRule): string =>
    JSON.stringify([rule.nonResourceURLs, rule.apiGroups, rule.resources, rule.resourceNames, rule.verbs]);
  return key(a) < key(b) ? -1 : 1;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return [...groups.keys()].sort().map((name) => groups.get(name) ?? []);
}
