import type { FileHead, Recognised } from '../provider.ts';
import { csvColumnsOf } from '../shared/text/csv-text.ts';
import { isCredentialTable, recogniseInventory } from './inventory/index.ts';

/** An event names its action, as `category.verb`, in plain text or carried as text. */
const action = /\\?"action\\*"\s*:\s*\\*"([a-z_0-9]+\.[a-z_0-9]+)\\*"/;
const otherMark = /\\?"(_document_id|at_sign_timestamp|@timestamp|actor|actor_id|operation_type)\\*"\s*:/;

/** Tells what a file of GitHub’s is by its first characters, whatever its name. */
export function recognise(head: FileHead): Recognised | undefined {
  const text = head.text.replace(/^\uFEFF/, '').trimStart();
  if (action.test(text) && otherMark.test(text)) return { kind: 'calls', envelope: envelopeOf(text) };
  if (isExportedTable(text)) return { kind: 'calls', envelope: 'csv' };
  if (isCredentialTable(text)) return { kind: 'inventory', envelope: 'enterprise-credentials' };
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  const inventory = recogniseInventory(text);
  return inventory && { kind: 'inventory', envelope: inventory, ...addressField(head.path) };
}

/** An export as CSV has the keys of events as its columns. Audit logs of others share some of these, and their actions have no dots. */
function isExportedTable(text: string): boolean {
  const columns = new Set(csvColumnsOf(text));
  const isLog =
    columns.has('action') && columns.has('actor') && (columns.has('created_at') || columns.has('@timestamp'));
  return (
    isLog &&
    (columns.has('_document_id') ||
      /(^|[",\n])[a-z_0-9]+\.[a-z_0-9]+[",\r\n]/.test(text.slice(text.indexOf('\n'))))
  );
}

/** An answer is about what its address names: the settings of two repositories may be the same to the byte. */
function addressField(path: string): { readonly address?: string } {
  const address = /(?:^|\/)((?:orgs|repos)\/[^/]+.*)$/.exec(path)?.[1];
  return address === undefined ? {} : { address };
}

/** An event’s own fields come first in a file that wraps nothing around it. */
function envelopeOf(text: string): 'bare' | 'any' {
  return /^\[?\s*\{\s*"(@timestamp|_document_id|at_sign_timestamp|action|actor|actor_[a-z_]+|business|business_id|created_at|external_[a-z_]+|org|repo|repository|hashed_token|programmatic_access_type|operation_type)"\s*:/.test(
    text,
  )
    ? 'bare'
    : 'any';
}
