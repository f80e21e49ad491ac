import { csvColumnsOf } from '../../shared/text/csv-text.ts';
import { readJsonPrefix } from '../../shared/text/json-text.ts';
import { flatFields, kindOf, kindOfColumns } from './records.ts';

/** Fields of exports without ids that other systems’ tables may have too. */
const columnMarks =
  /^(Id|AssigneeId|ParentId|SobjectType|Username|ProfileId|Profile\.Name|IsOwnedByProfile|AppName|PermissionSetId|PermissionSetGroupId)$/i;

/** Tells whether a file holds exported inventory, and of which kind, by its first text. */
export function recogniseInventory(head: string): string | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (/^(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<(PermissionSet|Profile)\s[^>]*soap\.sforce\.com/.test(text))
    return 'metadata';
  return /^[[{]/.test(text) ? kindInJson(text) : kindInTable(text);
}

function kindInJson(text: string): string | undefined {
  if (!/"(attributes|AssigneeId|SobjectType|AppName)"\s*:/.test(text)) return undefined;
  const [record] = firstRecords(readJsonPrefix(text));
  return record === undefined ? undefined : kindOf(flatFields(record));
}

function firstRecords(value: unknown): readonly object[] {
  let at: unknown = value;
  for (let depth = 0; depth < 4; depth++) {
    if (Array.isArray(at)) at = at[0];
    if (typeof at !== 'object' || at === null) return [];
    const inner: unknown = Object.entries(at).find(([name]) => name === 'records' || name === 'result')?.[1];
    if (typeof inner !== 'object' || inner === null) return [at];
    at = inner;
  }
  return [];
}

function kindInTable(text: string): string | undefined {
  const columns = csvColumnsOf(text);
  if (columns.length < 2 || columns.filter((name) => columnMarks.test(name)).length < 1) return undefined;
  const byColumns = kindOfColumns(columns);
  if (byColumns !== undefined) return byColumns;
  const at = columns.findIndex((name) => name.toLowerCase() === 'id');
  const [, second = ''] = text.split(/\r?\n/, 2);
  const id = at < 0 ? '' : (csvColumnsOf(second)[at] ?? '');
  return /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(id) ? kindOf({ id }) : undefined;
}
