import type { Level } from '../../../model/permission.ts';
import { coreGroup, type Target } from './target.ts';

/** Every verb of a catalogued permission. INVARIANT: its place is part of stored ids; new ones go to the end. */
export const verbs: readonly string[] = [
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
  ...['impersonate', 'bind', 'escalate', 'approve', 'sign', 'use', 'attest'],
  ...['head', 'post', 'put', 'options'],
];

/** What `*` stands for in the table of targets: what nearly every resource takes. */
export const usualVerbs: readonly string[] = verbs.slice(0, 8);

/** Whether a verb is one that permissions are made of. */
export function isVerb(word: string): boolean {
  return verbs.includes(word);
}

/** Verbs that are asked for beside the one that a request is recorded under, and leave no record of their own. */
const silentVerbs: ReadonlySet<string> = new Set([
  'impersonate',
  'bind',
  'escalate',
  'approve',
  'sign',
  'use',
  'attest',
]);

/** Whether a verb is only ever asked about beside another one. */
export function isSilent(verb: string): boolean {
  return silentVerbs.has(verb);
}

/** Kind of request under which audit policies choose what is recorded: each way of reading, and all writing. */
export function recordingVerb(verb: string): string {
  return readingVerbs.has(verb) ? verb : 'write';
}

const readingVerbs: ReadonlySet<string> = new Set(['get', 'list', 'watch', 'head', 'options']);

/** Whether a rule may name the resources that the verb is used on: what is being made has no name to ask about. */
export function takesNames(verb: string, { resource }: Target): boolean {
  if (verb === 'deletecollection') return false;
  return verb !== 'create' || resource.includes('/');
}

/** What a permission lets its holder do. Lists of Secrets come with all that is in them. */
export function levelOf(verb: string, { group, resource }: Target): Level {
  if (isSilent(verb)) return verb === 'use' ? 'write' : 'permissions';
  if (asks.has(`${group} ${resource}`)) return 'read';
  if (readingVerbs.has(verb)) {
    if (resource === 'nodes/proxy') return 'write';
    if (/\/(exec|attach|portforward|proxy)$/.test(resource)) return 'write';
    const isListed = verb === 'list' || verb === 'watch';
    return isListed && !(group === coreGroup && resource === 'secrets') ? 'list' : 'read';
  }
  return changesAccess(group, resource) ? 'permissions' : 'write';
}

/** Questions about access, which change nothing. */
const asks: ReadonlySet<string> = new Set([
  'authentication.k8s.io tokenreviews',
  'authentication.k8s.io selfsubjectreviews',
  'authorization.k8s.io subjectaccessreviews',
  'authorization.k8s.io localsubjectaccessreviews',
  'authorization.k8s.io selfsubjectaccessreviews',
  'authorization.k8s.io selfsubjectrulesreviews',
]);

function changesAccess(group: string, resource: string): boolean {
  if (group === 'rbac.authorization.k8s.io') return true;
  if (group === coreGroup) return resource === 'serviceaccounts/token';
  return group === 'certificates.k8s.io' && /^certificatesigningrequests\/(approval|status)$/.test(resource);
}
