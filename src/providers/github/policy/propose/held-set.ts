import { PermissionSet } from '../../../../model/permission-set.ts';
import type { PolicyHolder } from '../../../../model/policy-proposal.ts';
import type { HeldPermissions } from '../../../shared/policy/permission-needs.ts';
import { find } from '../../catalogue/index.ts';
import { type PolicyDocument, readDocument } from '../document.ts';

/** What the held documents give together. */
export interface HeldSet extends HeldPermissions {
  /** Of these, the ones given in part only. */
  readonly partial: PermissionSet;
  /** Repositories all of them are limited to; undefined where one is not. */
  readonly repositories: readonly string[] | undefined;
}

export function heldSet({ held, principalId }: Pick<PolicyHolder, 'held' | 'principalId'>): HeldSet {
  const read = held.map(({ id, document }) => ({ id, document: readDocument(document) }));
  const known = read.flatMap(({ document }) => document ?? []);
  return {
    ...sumOf(known, principalId),
    unreadable: read
      .filter(({ document }) => document === undefined || document.granted.unmatched.length > 0)
      .map(({ id }) => id),
  };
}

/** What several documents give together; a workflow may read metadata whatever its block says. */
export function sumOf(
  documents: readonly PolicyDocument[],
  principalId: string,
): Omit<HeldSet, 'unreadable'> {
  const all = documents.map(({ granted }) => granted);
  const always = principalId.startsWith('actions/') ? metadata() : PermissionSet.empty;
  const permissions = PermissionSet.unionOf([always, ...all.map((granted) => granted.permissions)]);
  const full = PermissionSet.unionOf(all.map((granted) => granted.permissions.subtract(granted.partial)));
  const isLimited = documents.length > 0 && documents.every(({ repositories }) => repositories !== undefined);
  return {
    permissions,
    partial: permissions.subtract(full).subtract(always),
    repositories: isLimited
      ? [...new Set(documents.flatMap(({ repositories }) => repositories ?? []))].sort()
      : undefined,
  };
}

function metadata(): PermissionSet {
  return PermissionSet.of([find('metadata:read')?.id ?? 0]);
}
