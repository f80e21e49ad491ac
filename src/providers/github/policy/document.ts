import { z } from 'zod';
import { PermissionSet } from '../../../model/permission-set.ts';
import type { Granted } from '../../shared/inventory/held-records.ts';
import { grantedByLevels, grantedByScopeNames } from '../granted.ts';
import { workflowKeys, workflowLevels } from './workflow-keys.ts';
import { readWorkflowPermissions, type WorkflowPermissions } from './workflow-text.ts';

/** What a document of GitHub’s turns out to be. */
export type DocumentKind = 'permissions' | 'scopes' | 'workflow';

/** What one document gives. */
export interface PolicyDocument {
  readonly kind: DocumentKind;
  readonly granted: Granted;
  /** Repositories that it is limited to; undefined when it does not say. */
  readonly repositories: readonly string[] | undefined;
}

const level = z.enum(['read', 'write', 'admin', 'none']);
const levels = z.record(z.string().regex(/^[a-z][a-z_-]*$/), level);
const areas = z.object({
  organization: levels.default({}),
  repository: levels.default({}),
  other: levels.default({}),
});
const wrapped = z.looseObject({
  permissions: z.union([areas.strict(), levels, z.enum(['read-all', 'write-all'])]),
  repositories: z.array(z.string()).optional(),
});
const scopeList = z.looseObject({ scopes: z.array(z.string()) });
const scopeWord = /^[a-z_]+(:[a-z_]+)?$/;

/**
 * Reads a set of fine-grained permissions (`{"permissions": {"contents": "read"}}`, flat or by area), a list of classic
 * scopes (`{"scopes": ["repo"]}`, a list, or as the header writes it) or a workflow with a `permissions:` block. Undefined for anything else.
 */
export function readDocument(document: unknown): PolicyDocument | undefined {
  if (typeof document === 'string') return readText(document);
  const scopes = Array.isArray(document)
    ? z.array(z.string()).safeParse(document).data
    : scopeList.safeParse(document).data?.scopes;
  if (scopes !== undefined)
    return { kind: 'scopes', granted: grantedByScopeNames(scopes), repositories: undefined };
  const outer = wrapped.safeParse(document).data;
  const given = outer?.permissions ?? levels.safeParse(document).data;
  if (given === undefined) return undefined;
  if (typeof given === 'string' || Object.keys(given).some((key) => key.includes('-')))
    return workflowDocument(flat(given));
  return { kind: 'permissions', granted: grantedOf(given), repositories: outer?.repositories };
}

function readText(text: string): PolicyDocument | undefined {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    try {
      return readDocument(JSON.parse(trimmed));
    } catch {
      return undefined;
    }
  }
  const workflow = readWorkflowPermissions(text);
  if (workflow !== undefined) return workflowDocument(workflow);
  const words = trimmed.split(/[\s,]+/);
  const isScopes =
    words.every((word) => scopeWord.test(word)) && grantedByScopeNames(words).unmatched.length < words.length;
  return isScopes ? readDocument(words) : undefined;
}

function grantedOf(given: z.infer<typeof areas> | Readonly<Record<string, string>>): Granted {
  const parts = areas.strict().safeParse(given).data;
  if (parts === undefined || Object.values(given).some((value) => typeof value === 'string')) {
    return grantedByLevels(levels.parse(given));
  }
  const each = [parts.organization, parts.repository, parts.other].map(grantedByLevels);
  return {
    permissions: PermissionSet.unionOf(each.map(({ permissions }) => permissions)),
    partial: PermissionSet.empty,
    unmatched: each.flatMap(({ unmatched }) => unmatched),
  };
}

function flat(given: unknown): WorkflowPermissions {
  return given === 'read-all' || given === 'write-all' ? given : levels.parse(given);
}

/** `metadata: read` is always there. Keys that a workflow cannot have give nothing. */
function workflowDocument(given: WorkflowPermissions): PolicyDocument {
  const named = typeof given === 'string' ? workflowLevels(given) : given;
  const known = Object.entries(named).filter(([key]) => workflowKeys.has(key));
  const granted = grantedByLevels({ metadata: 'read', ...Object.fromEntries(known) });
  const unknown = Object.keys(named).filter((key) => !workflowKeys.has(key));
  return {
    kind: 'workflow',
    granted: { ...granted, unmatched: [...granted.unmatched, ...unknown] },
    repositories: undefined,
  };
}
