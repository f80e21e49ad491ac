import { z } from 'zod';
import type { HeldDocument, PolicyHolder } from '../../../../model/policy-proposal.ts';
import { readPolicyDocument, type ScopedRule } from '../../rbac/scoped-rules.ts';

/** What a holder has now, by what becomes of it. */
export interface HeldRoles {
  /** Given to the holder itself: the proposal stands in for it. */
  readonly own: readonly ScopedRule[];
  /** Stays as it is: given to a group, or not to be read. */
  readonly staying: readonly ScopedRule[];
  readonly replaces: readonly string[];
  readonly leaves: readonly string[];
  readonly hasUnreadable: boolean;
}

/** Sorts what is held: what a whole group is given, no holder can be relieved of alone. */
export function heldRoles({ held }: Pick<PolicyHolder, 'held'>): HeldRoles {
  const read = held.map((one) => ({ one, document: readPolicyDocument(inPlace(one)) }));
  const unreadable = read.filter(({ document }) => document === undefined || document.problems.length > 0);
  const leaves = new Set([
    ...unreadable.map(({ one }) => one.id),
    ...held.filter(({ path }) => path.some((step) => step.startsWith('group/'))).map(({ id }) => id),
  ]);
  const rulesOf = (isLeft: boolean): readonly ScopedRule[] =>
    read.flatMap(({ one, document }) => (leaves.has(one.id) === isLeft ? (document?.rules ?? []) : []));
  return {
    own: rulesOf(false),
    staying: rulesOf(true),
    replaces: [...new Set(held.map(({ id }) => id).filter((id) => !leaves.has(id)))].sort(),
    leaves: [...leaves].sort(),
    hasUnreadable: unreadable.length > 0,
  };
}

/** A role with the binding that gives it, which says where it holds. */
export function inPlace({ document, path }: HeldDocument): unknown {
  const role = parsed(document);
  const binding = bindingOf(path);
  if (role === undefined || binding === undefined) return document;
  const { kind, metadata } = role;
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [role, { ...binding, apiVersion, subjects: [], roleRef: { apiGroup, kind, name: metadata.name } }],
  };
}

export const apiGroup = 'rbac.authorization.k8s.io';
export const apiVersion = `${apiGroup}/v1`;

/** The binding that is the last step of a path. */
export function bindingOf(
  path: readonly string[],
):
  | { readonly kind: string; readonly metadata: { readonly name: string; readonly namespace?: string } }
  | undefined {
  const [kind, ...rest] = (path.at(-1) ?? '').split('/');
  if (kind === 'clusterrolebinding')
    return { kind: 'ClusterRoleBinding', metadata: { name: rest.join('/') } };
  const [namespace = '', ...name] = rest;
  return kind === 'rolebinding'
    ? { kind: 'RoleBinding', metadata: { name: name.join('/'), namespace } }
    : undefined;
}

function parsed(
  document: string,
): { readonly kind: string; readonly metadata: { readonly name: string } } | undefined {
  try {
    return roleSchema.safeParse(JSON.parse(document)).data;
  } catch {
    return undefined;
  }
}

const roleSchema = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });
