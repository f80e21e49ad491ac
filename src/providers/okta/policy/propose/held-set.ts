import type { PermissionSet } from '../../../../model/permission-set.ts';
import type { PolicyHolder } from '../../../../model/policy-proposal.ts';
import type { HeldPermissions } from '../../../shared/policy/permission-needs.ts';
import { together } from '../../granted.ts';
import { readDocument } from '../document.ts';

/** What the held documents give together. */
export interface HeldSet extends HeldPermissions {
  /** Of the permissions, the ones given in part only. */
  readonly partial: PermissionSet;
  /** Scopes, types of roles and permissions of custom roles that are held. */
  readonly names: ReadonlySet<string>;
}

export function heldSet({ held }: Pick<PolicyHolder, 'held'>): HeldSet {
  const read = held.map(({ id, document }) => ({ id, document: readDocument(document) }));
  const known = read.flatMap(({ document }) => document ?? []);
  const { permissions, partial } = together(known.map(({ granted }) => granted));
  return {
    permissions,
    partial,
    names: new Set(known.flatMap(({ bundles }) => bundles)),
    unreadable: read
      .filter(({ document }) => document === undefined || document.granted.unmatched.length > 0)
      .map(({ id }) => id),
  };
}
