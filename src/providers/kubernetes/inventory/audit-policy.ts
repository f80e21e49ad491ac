import { z } from 'zod';
import type { RecordingRecord } from '../../../model/inventory.ts';
import { account } from '../account.ts';
import {
  coreGroup,
  type KnownTarget,
  permissionName,
  recordingVerb,
  targets,
  urlGroup,
} from '../catalogue/index.ts';
import type { Manifest } from '../rbac/manifests.ts';

const words = z
  .array(z.coerce.string())
  .nullish()
  .transform((list) => list ?? []);

const ruleSchema = z.looseObject({
  level: z.string(),
  users: words,
  userGroups: words,
  verbs: words,
  namespaces: words,
  nonResourceURLs: words,
  omitStages: words,
  resources: z
    .array(z.looseObject({ group: z.coerce.string().default(''), resources: words, resourceNames: words }))
    .nullish()
    .transform((list) => list ?? []),
});
type AuditRule = z.infer<typeof ruleSchema>;

const policySchema = z.looseObject({ rules: z.array(ruleSchema), omitStages: words });

/** Whether an object is the policy that says what the API server writes down. */
export function isAuditPolicy({ kind, apiVersion }: Manifest): boolean {
  return kind === 'Policy' && apiVersion.startsWith('audit.k8s.io/');
}

/**
 * What an audit policy says is recorded, by kind of request; undefined when it cannot be read. The first rule that
 * matches a request decides; one that leaves out only some requests of a kind makes its silence say nothing.
 * https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy
 */
export function recordingsOf(body: object, observedAt: number): readonly RecordingRecord[] | undefined {
  const policy = policySchema.safeParse(body).data;
  if (policy === undefined) return undefined;
  return [...recordedKinds()].map(([kind, { target, verbs }]) => {
    const { isOn, limits } = judge(policy.rules, target, verbs, policy.omitStages);
    return {
      account,
      observedAt,
      recorder: 'audit policy',
      category: `shown:${kind}`,
      access: 'all',
      resources: [],
      exceptSources: [],
      regions: [],
      limits,
      state: isOn ? 'on' : 'off',
    };
  });
}

interface RecordedKind {
  readonly target: KnownTarget;
  readonly verbs: readonly string[];
}

/** Every kind of request that could be recorded, with the verbs it is about. */
function recordedKinds(): ReadonlyMap<string, RecordedKind> {
  const kinds = new Map<string, RecordedKind>();
  for (const target of targets()) {
    if (!target.isRecorded) continue;
    for (const verb of target.verbs) {
      const kind = permissionName(recordingVerb(verb), target);
      kinds.set(kind, { target, verbs: [...(kinds.get(kind)?.verbs ?? []), verb] });
    }
  }
  return kinds;
}

function judge(
  rules: readonly AuditRule[],
  target: KnownTarget,
  verbs: readonly string[],
  omitted: readonly string[],
): { readonly isOn: boolean; readonly limits: readonly string[] } {
  const leftOut: string[] = [];
  // `off` is said only of a kind of which nothing at all is written down.
  const partly: string[] = [];
  for (const [index, rule] of rules.entries()) {
    const match = matchOf(rule, target, verbs);
    if (match === 'none') continue;
    const isWritten = rule.level !== 'None';
    const isOn = isWritten && ![...omitted, ...rule.omitStages].includes('ResponseComplete');
    if (match === 'all' && isOn) return { isOn, limits: leftOut };
    if (isWritten) partly.push(`rule ${index + 1} records only some of them`);
    else leftOut.push(`rule ${index + 1} leaves out some of them`);
    if (match === 'all') break;
  }
  return partly.length === 0 ? { isOn: false, limits: [] } : { isOn: true, limits: [...partly, ...leftOut] };
}

/** Whether a rule is about all requests of a kind, or about some by who makes them or on what. */
function matchOf(rule: AuditRule, target: KnownTarget, verbs: readonly string[]): 'all' | 'some' | 'none' {
  const named = rule.verbs.length === 0 ? verbs : verbs.filter((verb) => rule.verbs.includes(verb));
  if (named.length === 0) return 'none';
  const where = target.group === urlGroup ? matchPath(rule, target) : matchResource(rule, target);
  if (where === 'none') return 'none';
  const isWhole =
    named.length === verbs.length &&
    rule.users.length + rule.userGroups.length + rule.namespaces.length === 0;
  return isWhole ? where : 'some';
}

function matchResource(
  { resources, nonResourceURLs }: AuditRule,
  target: KnownTarget,
): 'all' | 'some' | 'none' {
  if (resources.length === 0) return nonResourceURLs.length > 0 ? 'none' : 'all';
  const found = resources.filter(
    (one) =>
      (one.group === '' ? coreGroup : one.group) === target.group &&
      (one.resources.length === 0 || one.resources.some((pattern) => covers(pattern, target.resource))),
  );
  if (found.length === 0) return 'none';
  return found.some(({ resourceNames }) => resourceNames.length === 0) ? 'all' : 'some';
}

function covers(pattern: string, resource: string): boolean {
  if (pattern === '*' || pattern === resource) return true;
  const [name = '', sub] = resource.split('/');
  return sub !== undefined && (pattern === `${name}/*` || pattern === `*/${sub}`);
}

function matchPath(
  { resources, nonResourceURLs }: AuditRule,
  { resource }: KnownTarget,
): 'all' | 'some' | 'none' {
  if (nonResourceURLs.length === 0) return resources.length > 0 ? 'none' : 'all';
  const stem = resource.replace(/\*$/, '');
  if (
    nonResourceURLs.some(
      (path) =>
        path === resource || path === '*' || (path.endsWith('*') && stem.startsWith(path.slice(0, -1))),
    )
  )
    return 'all';
  return nonResourceURLs.some((path) => path.startsWith(stem) && stem !== resource) ? 'some' : 'none';
}
