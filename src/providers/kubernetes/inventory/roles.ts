import type { Granted, Holding } from '../../shared/inventory/held-records.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { account } from '../account.ts';
import { expandRule } from '../rbac/expand.ts';
import type { Metadata, RoleObject } from '../rbac/objects.ts';
import { everything, type Rule } from '../rbac/rule.ts';
import type { Collected, Found } from './collect.ts';

/** A role as bindings refer to it. */
export interface KnownRole {
  readonly record: Holding['role'] & Pick<Holding, 'account' | 'observedAt'>;
  readonly rules: readonly Rule[];
  /** Why it may give more than its rules say. */
  readonly more: string | undefined;
  /** Since when it has had its content, as far as it tells. */
  readonly since: number | undefined;
}

/** The roles of a cluster, found by the reference of a binding, and what each of their rules gives. */
export class Roles {
  readonly #byId: ReadonlyMap<string, KnownRole>;
  readonly #groups: ReadonlySet<string>;
  readonly #granted = new Map<string, Granted>();

  constructor(collected: Collected) {
    const known = collected.roles.map((role) => knownRole(role, collected.roles));
    this.#byId = new Map([administrator, ...known].map((role) => [role.record.id, role]));
    this.#groups = new Set([
      ...collected.groups,
      ...known.flatMap(({ rules }) => rules.flatMap(({ apiGroups }) => apiGroups)),
    ]);
  }

  all(): readonly KnownRole[] {
    return [...this.#byId.values()].filter((role) => role !== administrator);
  }

  find(kind: string, name: string, namespace: string): KnownRole | undefined {
    return this.#byId.get(roleId(kind, name, namespace));
  }

  /** What one rule of a role gives, everywhere or in namespaces; worked out once. */
  granted({ record, rules }: KnownRole, index: number, isEverywhere: boolean): Granted {
    const key = `${record.id} ${index} ${isEverywhere}`;
    const known = this.#granted.get(key);
    if (known !== undefined) return known;
    const rule = rules[index];
    const granted = expandRule(rule ?? nothing, isEverywhere, (group) => this.#groups.has(group));
    this.#granted.set(key, granted);
    return granted;
  }
}

/** Gives a role its id among roles; that of a Role has its namespace in it. */
export function roleId(kind: string, name: string, namespace: string): string {
  return kind === 'ClusterRole' ? `clusterrole/${name}` : `role/${namespace}/${name}`;
}

const nothing: Rule = { verbs: [], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };

/** The one role that is the same in every cluster, so that it needs no export. */
const administrator: KnownRole = {
  record: {
    id: 'clusterrole/cluster-admin',
    kind: 'ClusterRole',
    name: 'cluster-admin',
    document: documentOf('ClusterRole', 'cluster-admin', undefined, [everything]),
    account,
    observedAt: 0,
  },
  rules: [everything],
  more: undefined,
  since: undefined,
};

function knownRole(
  { kind, body, observedAt }: Found<'ClusterRole'>,
  all: readonly Found<'ClusterRole'>[],
): KnownRole {
  const { metadata } = body;
  const namespace = metadata.namespace ?? 'default';
  const { rules, more } = rulesOf(body, all);
  const createdAt = toEpoch(metadata.creationTimestamp);
  const changedAt = lastChange(metadata);
  return {
    record: {
      id: roleId(kind, metadata.name, namespace),
      kind,
      name: kind === 'ClusterRole' ? metadata.name : `${namespace}/${metadata.name}`,
      document: documentOf(kind, metadata.name, kind === 'Role' ? namespace : undefined, rules),
      account,
      observedAt,
      ...(createdAt !== undefined && { createdAt }),
      ...(changedAt !== undefined && { changedAt }),
    },
    rules,
    more,
    since: changedAt ?? createdAt,
  };
}

function documentOf(
  kind: string,
  name: string,
  namespace: string | undefined,
  rules: readonly Rule[],
): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    rules: rules.map((rule) =>
      Object.fromEntries(Object.entries(plain(rule)).filter(([, list]) => list.length > 0)),
    ),
  };
}

/** Only what a rule has: an export may carry anything beside it. */
function plain({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): Rule {
  return { apiGroups, nonResourceURLs, resourceNames, resources, verbs };
}

/**
 * A cluster writes into an aggregated role what it is made of; a manifest leaves that to the cluster.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
function rulesOf(
  { rules, aggregationRule }: RoleObject,
  all: readonly Found<'ClusterRole'>[],
): Pick<KnownRole, 'rules' | 'more'> {
  const own = rules ?? [];
  const selectors = aggregationRule?.clusterRoleSelectors ?? [];
  if (own.length > 0 || selectors.length === 0) return { rules: own, more: undefined };
  const isOpen = selectors.some(({ matchLabels }) => Object.keys(matchLabels ?? {}).length === 0);
  const members = all.filter(
    ({ kind, body: { metadata } }) =>
      kind === 'ClusterRole' && selectors.some(({ matchLabels }) => hasLabels(metadata, matchLabels ?? {})),
  );
  return {
    rules: members.flatMap(({ body }) => body.rules ?? []),
    more: isOpen
      ? 'it gathers roles by a selector that is not read'
      : 'it gathers roles by their labels, and no export tells which these are in the cluster',
  };
}

function hasLabels({ labels }: Metadata, wanted: Readonly<Record<string, string>>): boolean {
  const pairs = Object.entries(wanted);
  return pairs.length > 0 && pairs.every(([name, value]) => labels?.[name] === value);
}

/** When somebody last wrote to an object, where the export keeps that (`--show-managed-fields`). */
function lastChange({ managedFields }: Metadata): number | undefined {
  const times = (managedFields ?? []).flatMap(({ time }) => toEpoch(time) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}
