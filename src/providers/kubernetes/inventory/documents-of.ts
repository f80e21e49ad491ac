import type { CatalogueDocument, InventoryFile } from '../../provider.ts';
import {
  coreGroup,
  isTabled,
  isVerb,
  type RememberedTarget,
  targetDocument,
  usualVerbs,
} from '../catalogue/index.ts';
import { type Manifest, readManifests } from '../rbac/manifests.ts';
import { objectKinds } from '../rbac/objects.ts';
import type { Rule } from '../rbac/rule.ts';

/** More targets than this no cluster has; names in roles are anybody’s to make up. */
const targetsMax = 10_000;

/** Resources that are not in the table, as definitions and roles among exported files name them. */
export function documentsOf(
  files: readonly InventoryFile[],
  observedAtDefault: number,
): readonly CatalogueDocument[] {
  const found = new Map<string, { readonly target: RememberedTarget; readonly observedAt: number }>();
  for (const { text, observedAt = observedAtDefault } of files) {
    if (!marks.test(text)) continue;
    for (const part of readManifests(text)) {
      if ('reason' in part) continue;
      for (const target of targetsIn(part)) {
        const key = `${target.group}/${target.resource}`;
        const before = found.get(key);
        if (isTabled(target) || (before === undefined && found.size >= targetsMax)) continue;
        found.set(key, {
          target: before === undefined ? target : joined(before.target, target),
          observedAt: Math.max(observedAt, before?.observedAt ?? 0),
        });
      }
    }
  }
  return [...found.values()].map(({ target, observedAt }) => targetDocument(target, observedAt));
}

/** What every file has that can tell of one. */
const marks = /\b(ClusterRole|Role|CustomResourceDefinition)\b/;

function targetsIn({ kind, body }: Manifest): readonly RememberedTarget[] {
  switch (kind) {
    case 'Role':
    case 'ClusterRole':
      return (objectKinds.ClusterRole.safeParse(body).data?.rules ?? []).flatMap(targetsOfRule);
    case 'CustomResourceDefinition':
      return targetsOfDefinition(body);
    default:
      return [];
  }
}

/** https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ */
function targetsOfDefinition(body: object): readonly RememberedTarget[] {
  const spec = objectKinds.CustomResourceDefinition.safeParse(body).data?.spec;
  if (spec?.names === undefined) return [];
  const { plural } = spec.names;
  const subresources = new Set(
    (spec.versions ?? []).flatMap(({ subresources: some }) => Object.keys(some ?? {})),
  );
  const scope = spec.scope === 'Cluster' ? 'cluster' : 'namespaced';
  return [
    { group: spec.group, resource: plural, scope, verbs: [...usualVerbs] },
    ...[...subresources].map(
      (name): RememberedTarget => ({
        group: spec.group,
        resource: `${plural}/${name}`,
        scope,
        verbs: [...subresourceVerbs],
      }),
    ),
  ];
}

const subresourceVerbs: readonly string[] = ['get', 'update', 'patch'];

/** Whether it lies in namespaces, a rule does not tell: what does may be given there. */
function targetsOfRule({ apiGroups, resources, verbs }: Rule): readonly RememberedTarget[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource): RememberedTarget[] => {
      if ([group, resource].some((word) => word.includes('*')) || resource === '') return [];
      const usual = resource.includes('/') ? subresourceVerbs : usualVerbs;
      const named = verbs.filter(isVerb);
      return [
        {
          group: group === '' ? coreGroup : group,
          resource,
          scope: 'namespaced',
          verbs: [...new Set([...usual, ...named])],
        },
      ];
    }),
  );
}

/** A definition tells where a resource lies, and every rule which verbs there are. */
function joined(one: RememberedTarget, other: RememberedTarget): RememberedTarget {
  const isOfCluster = one.scope === 'cluster' || other.scope === 'cluster';
  return {
    ...one,
    scope: isOfCluster ? 'cluster' : 'namespaced',
    verbs: [...new Set([...one.verbs, ...other.verbs])].sort(),
  };
}
