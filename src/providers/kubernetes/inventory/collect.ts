import type { InventoryFile } from '../../provider.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { type Manifest, readManifests } from '../rbac/manifests.ts';
import { isObjectKind, type ObjectKind, objectKinds } from '../rbac/objects.ts';
import { isAuditPolicy } from './audit-policy.ts';
import { notedSince } from './noted-since.ts';

/** Everything in the files that says who may do what, each object once: of several exports the latest counts. */
export interface Collected {
  readonly roles: readonly Found<'ClusterRole'>[];
  readonly bindings: readonly Found<'RoleBinding'>[];
  readonly accounts: readonly Found<'ServiceAccount'>[];
  readonly secrets: readonly Found<'Secret'>[];
  /** Since when the cluster notes the last use of tokens in Secrets, UTC epoch milliseconds; undefined where no export says. */
  readonly notedSince: number | undefined;
  /** Whether an object that every cluster makes once for itself is there more than once. */
  readonly isOfSeveral: boolean;
  /** API groups that custom resources are defined in. */
  readonly groups: ReadonlySet<string>;
  readonly auditPolicies: readonly {
    readonly path: string;
    readonly observedAt: number;
    readonly body: object;
  }[];
  /** Kinds of object by file. */
  readonly kinds: ReadonlyMap<string, ReadonlySet<string>>;
}

type Body<Kind extends ObjectKind> = ReturnType<(typeof objectKinds)[Kind]['parse']>;

export interface Found<Kind extends ObjectKind> {
  readonly kind: ObjectKind;
  readonly body: Body<Kind>;
  readonly observedAt: number;
}

/** Reads the objects of every file; what cannot be read is among the problems. */
export function collect(
  files: readonly InventoryFile[],
  observedAtDefault: number,
  { problems, ignored }: Remarks,
): Collected {
  const roles = new Latest<Found<'ClusterRole'>>();
  const bindings = new Latest<Found<'RoleBinding'>>();
  const accounts = new Latest<Found<'ServiceAccount'>>();
  const secrets = new Latest<Found<'Secret'>>();
  const noted: number[] = [];
  const groups = new Set<string>();
  const own = new Map<string, Set<string>>();
  const auditPolicies: Collected['auditPolicies'][number][] = [];
  const kinds = new Map<string, Set<string>>();

  for (const { path, text, observedAt = observedAtDefault } of files) {
    const found = kinds.get(path) ?? new Set<string>();
    kinds.set(path, found);
    for (const part of readManifests(text)) {
      if ('reason' in part) problems.add(path, part.reason);
      else if (isAuditPolicy(part)) {
        auditPolicies.push({ path, observedAt, body: part.body });
        found.add('audit policy');
      } else if (notedSince(part) !== undefined) {
        noted.push(notedSince(part) ?? 0);
        found.add(part.kind);
      } else if (add(part, observedAt)) found.add(part.kind);
      else if (isObjectKind(part.kind)) problems.add(path, `a ${part.kind} lacks what is needed`);
    }
    if (found.size === 0 && !problems.has(path)) ignored.add(path, 'manifests that say nothing about access');
  }

  /** @returns whether it is one of the kinds that are read, and could be. */
  function add({ kind, body }: Manifest, observedAt: number): boolean {
    if (!isObjectKind(kind)) return false;
    switch (kind) {
      case 'Role':
      case 'ClusterRole':
        return addRole(kind, objectKinds.ClusterRole.safeParse(body).data, observedAt);
      case 'RoleBinding':
      case 'ClusterRoleBinding':
        return bindings.add(kind, objectKinds.RoleBinding.safeParse(body).data, observedAt);
      case 'ServiceAccount':
        return accounts.add(kind, objectKinds.ServiceAccount.safeParse(body).data, observedAt);
      case 'Secret':
        return secrets.add(kind, objectKinds.Secret.safeParse(body).data, observedAt);
      case 'CustomResourceDefinition': {
        const group = objectKinds.CustomResourceDefinition.safeParse(body).data?.spec.group;
        if (group !== undefined) groups.add(group);
        return group !== undefined;
      }
    }
  }

  function addRole(kind: ObjectKind, role: Body<'ClusterRole'> | undefined, observedAt: number): boolean {
    const { name, uid, labels } = role?.metadata ?? {};
    if (
      kind === 'ClusterRole' &&
      name !== undefined &&
      uid !== undefined &&
      labels?.[madeByCluster] !== undefined
    )
      own.set(name, (own.get(name) ?? new Set()).add(uid));
    return roles.add(kind, role, observedAt);
  }

  return {
    roles: roles.all(),
    bindings: bindings.all(),
    accounts: accounts.all(),
    secrets: secrets.all(),
    notedSince: noted.length === 0 ? undefined : Math.max(...noted),
    groups,
    isOfSeveral: [...own.values()].some((uids) => uids.size > 1),
    auditPolicies,
    kinds,
  };
}

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings */
const madeByCluster = 'kubernetes.io/bootstrapping';

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

class Latest<One extends { readonly kind: ObjectKind; readonly body: Named; readonly observedAt: number }> {
  readonly #byKey = new Map<string, One>();

  add(kind: ObjectKind, body: One['body'] | undefined, observedAt: number): boolean {
    if (body === undefined || body.metadata.name === '') return false;
    const one = { kind, body, observedAt };
    const key = JSON.stringify([kind, body.metadata.namespace, body.metadata.name]);
    const known = this.#byKey.get(key);
    if (known === undefined || known.observedAt <= observedAt) this.#byKey.set(key, one as One);
    return true;
  }

  /** In order of kind, namespace and name, whatever the order of files. */
  all(): readonly One[] {
    return [...this.#byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }
}
