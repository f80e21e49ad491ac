import { PermissionSet } from '../../../model/permission-set.ts';
import type { PermissionDocument as ListedDocument } from '../../permission-language.ts';
import { allGranted, type Granted, grantedBy } from '../granted.ts';
import { type PermissionDocument, readDocument } from '../metadata/document.ts';

/** A profile or permission set, and what it gives. */
export interface PolicyDocument extends ListedDocument {
  readonly source: PermissionDocument;
  readonly gives: Granted;
}

/** Reads a profile or permission set as metadata, XML or JSON; undefined for anything else. */
export function readPolicy(document: unknown): PolicyDocument | undefined {
  const source = readDocument(document);
  if (source === undefined) return undefined;
  const gives = grantedBy(source);
  return {
    source,
    gives,
    granted: { permissions: allGranted(gives), partial: PermissionSet.empty, unmatched: [] },
  };
}
