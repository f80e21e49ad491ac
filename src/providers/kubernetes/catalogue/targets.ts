import { lazy, readRows } from '../../shared/catalogue/catalogue-file.ts';
import { learnedTargets, sinceLearned } from './learned-targets.ts';
import { coreGroup, type Target, urlGroup } from './target.ts';
import { usualVerbs } from './verbs.ts';

/** A target as the table describes it. */
export interface KnownTarget extends Target {
  /** Never given to another target, so that stored ids stay true. */
  readonly number: number;
  readonly scope: 'namespaced' | 'cluster' | 'url';
  readonly verbs: readonly string[];
  /** False where a use leaves no record of it whatever the audit policy says. */
  readonly isRecorded: boolean;
}

const tabled: () => readonly KnownTarget[] = lazy(() =>
  readRows('kubernetes', 'targets.tsv').map(
    ([number = '', group = '', resource = '', scope = '', verbs = '', mark]) => ({
      number: Number(number),
      group,
      resource,
      scope: scopes[scope] ?? 'cluster',
      verbs: verbs.split(' ').flatMap((verb) => (verb === '*' ? usualVerbs : [verb])),
      isRecorded: mark !== '-',
    }),
  ),
);

/** Every resource, subresource and path that is known, in order of number: those of the table, and those that were learnt. */
export const targets: () => readonly KnownTarget[] = sinceLearned(() =>
  [...tabled(), ...learnedTargets()].sort((a, b) => a.number - b.number),
);

const scopes: Readonly<Record<string, KnownTarget['scope']>> = { N: 'namespaced', C: 'cluster', '-': 'url' };

const tabledNames = lazy(() => new Set(tabled().map(nameOf)));
const index = sinceLearned(() => new Map(targets().map((target) => [nameOf(target), target])));

function nameOf({ group, resource }: Target): string {
  return `${group} ${resource}`;
}

/** Whether a target is in the table, so that it needs not be learnt. */
export function isTabled(target: Target): boolean {
  return tabledNames().has(nameOf(target));
}

/** Finds a target; undefined for one that the table lacks, such as a custom resource of one’s own. */
export function findTarget(target: Target): KnownTarget | undefined {
  return index().get(nameOf(target));
}

const groups = sinceLearned(() => new Set(targets().map(({ group }) => group)));

/** Whether a word is the name of a known API group. */
export function isGroup(word: string): boolean {
  return word !== urlGroup && groups().has(word);
}

/** Whether a group is part of Kubernetes: what else there is depends on the cluster. */
export function isBuiltIn(group: string): boolean {
  return group === coreGroup || group === urlGroup || builtIn.has(group);
}

/** Of today: `extensions` is gone. https://kubernetes.io/docs/reference/kubernetes-api/ */
const builtIn: ReadonlySet<string> = new Set([
  ...['apps', 'autoscaling', 'batch', 'policy'],
  ...['admissionregistration', 'apiextensions', 'authentication', 'certificates', 'coordination'].map(
    ofKubernetes,
  ),
  ...['discovery', 'events', 'networking', 'node', 'resource', 'scheduling', 'storage'].map(ofKubernetes),
  ...['flowcontrol.apiserver', 'internal.apiserver', 'rbac.authorization', 'storagemigration'].map(
    ofKubernetes,
  ),
  ...['apiregistration', 'authorization', 'metrics'].map(ofKubernetes),
]);

function ofKubernetes(name: string): string {
  return `${name}.k8s.io`;
}

/** The known path that stands for a path: itself, or the one it lies under. */
export function knownPath(path: string): string | undefined {
  if (findTarget({ group: urlGroup, resource: path })) return path;
  const under = targets().filter(
    ({ group, resource }) =>
      group === urlGroup && resource.endsWith('/*') && path.startsWith(resource.slice(0, -1)),
  );
  return under.sort((a, b) => b.resource.length - a.resource.length)[0]?.resource;
}
