import { urlGroup } from '../catalogue/index.ts';
import { type Manifest, manifestsIn, readManifests } from './manifests.ts';
import { type BindingObject, isObjectKind, objectKinds, type RoleObject } from './objects.ts';
import { everything, type RbacRequest, type Rule, ruleGives } from './rule.ts';
import { identityOf, subjectId } from './subject.ts';

/** A rule, and where it holds. */
export interface ScopedRule {
  readonly rule: Rule;
  /** The one namespace it holds in; undefined where it holds in all of them and for what is in none. */
  readonly namespace: string | undefined;
  /** For people: `Role shop/reader`. */
  readonly from: string;
}

/** What one document gives. */
export interface PolicyDocument {
  readonly rules: readonly ScopedRule[];
  /** What could not be read of it. */
  readonly problems: readonly string[];
}

/**
 * Reads roles, as objects or as text, alone or with the bindings that give them. A binding tells where its role holds;
 * without any, a Role holds in its namespace and a ClusterRole everywhere. With a principal, only bindings to it count.
 * Undefined for anything else.
 */
export function readPolicyDocument(document: unknown, principal?: string): PolicyDocument | undefined {
  const parts = typeof document === 'string' ? readManifests(document) : manifestsIn(document);
  const manifests = parts.flatMap((part) => ('reason' in part ? [] : [part]));
  const problems = parts.flatMap((part) => ('reason' in part ? [part.reason] : []));
  const roles = manifests.flatMap((manifest) => roleOf(manifest) ?? []);
  const bindings = manifests.flatMap((manifest) => bindingOf(manifest) ?? []);
  const counted = bindings.filter((binding) => principal === undefined || isFor(binding, principal));
  if (roles.length === 0 && bindings.length === 0) return undefined;
  const rules = roles.flatMap((role) => {
    const isBound = bindings.some((binding) => isOf(binding, role));
    const mine = counted.filter((binding) => isOf(binding, role));
    const scopes = isBound ? mine.map(scopeOfBinding) : [scopeOfRole(role)];
    const from = nameOf(role);
    return [...new Set(scopes)].flatMap((namespace) =>
      (role.body.rules ?? []).map((rule) => ({ rule, namespace, from })),
    );
  });
  const missing = counted.filter((binding) => !roles.some((role) => isOf(binding, role)));
  return {
    rules: [...rules, ...missing.filter(isAdministrator).map(administrator)],
    problems: [
      ...problems,
      ...missing
        .filter((binding) => !isAdministrator(binding))
        .map(({ body: { roleRef } }) => `the ${roleRef.kind} \`${roleRef.name}\` is not in the document`),
    ],
  };
}

function isFor({ body: { subjects, metadata } }: Placed<BindingObject>, principal: string): boolean {
  const { id, groups } = identityOf(principal);
  return (subjects ?? []).some((subject) => {
    if (subject.kind === 'Group') return groups.includes(subject.name);
    return subjectId(subject, metadata.namespace) === id;
  });
}

/** Whether a scoped rule gives a request. */
export function scopedRuleGives({ rule, namespace }: ScopedRule, request: RbacRequest): boolean {
  if (namespace !== undefined && (request.target.group === urlGroup || request.namespace !== namespace))
    return false;
  return ruleGives(rule, request);
}

interface Placed<Body> {
  readonly kind: string;
  readonly body: Body;
}

function roleOf({ kind, body }: Manifest): Placed<RoleObject> | undefined {
  if (kind !== 'Role' && kind !== 'ClusterRole') return undefined;
  const read = objectKinds.ClusterRole.safeParse(body).data;
  return read && { kind, body: read };
}

function bindingOf({ kind, body }: Manifest): Placed<BindingObject> | undefined {
  if (!isObjectKind(kind) || !kind.endsWith('Binding')) return undefined;
  const read = objectKinds.RoleBinding.safeParse(body).data;
  return read && { kind, body: read };
}

function isOf(binding: Placed<BindingObject>, role: Placed<RoleObject>): boolean {
  const { roleRef, metadata } = binding.body;
  if (roleRef.kind !== role.kind || roleRef.name !== role.body.metadata.name) return false;
  return role.kind === 'ClusterRole' || metadata.namespace === role.body.metadata.namespace;
}

function scopeOfBinding({ kind, body }: Placed<BindingObject>): string | undefined {
  return kind === 'ClusterRoleBinding' ? undefined : (body.metadata.namespace ?? defaultNamespace);
}

function scopeOfRole({ kind, body }: Placed<RoleObject>): string | undefined {
  return kind === 'ClusterRole' ? undefined : (body.metadata.namespace ?? defaultNamespace);
}

/** Where `kubectl` puts what names no namespace, unless it is told otherwise. */
const defaultNamespace = 'default';

function nameOf({ kind, body: { metadata } }: Placed<RoleObject>): string {
  return kind === 'ClusterRole'
    ? `ClusterRole ${metadata.name}`
    : `Role ${metadata.namespace ?? defaultNamespace}/${metadata.name}`;
}

/** The one role that is what it is in every cluster. */
function isAdministrator({ body: { roleRef } }: Placed<BindingObject>): boolean {
  return roleRef.kind === 'ClusterRole' && roleRef.name === 'cluster-admin';
}

function administrator(binding: Placed<BindingObject>): ScopedRule {
  return { rule: everything, namespace: scopeOfBinding(binding), from: 'ClusterRole cluster-admin' };
}
