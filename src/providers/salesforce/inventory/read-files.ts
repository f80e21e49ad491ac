import { groupBy } from '../../../model/group-by.ts';
import type { InventoryFile } from '../../provider.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { readCsvText } from '../../shared/text/csv-text.ts';
import { readJsonText } from '../../shared/text/json-text.ts';
import { type PermissionDocument, readDocument } from '../metadata/document.ts';
import { flatFields, kindOf, type RecordKind, readRecord, type SalesforceRecord } from './records.ts';

/** Where something was found. */
interface Place {
  readonly path: string;
  readonly observedAt: number;
}

export type PlacedRecord = SalesforceRecord & Place;
export type PlacedDocument = Place & {
  /** As the file is called, which is what metadata goes by. */
  readonly name: string;
  readonly document: PermissionDocument;
};

export interface FilesRead {
  readonly records: readonly PlacedRecord[];
  readonly documents: readonly PlacedDocument[];
  readonly kinds: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the records and metadata of every file; what cannot be read is among the problems. */
export function readFiles(
  files: readonly InventoryFile[],
  observedAtDefault: number,
  { problems, ignored }: Remarks,
): FilesRead {
  const records: PlacedRecord[] = [];
  const documents: PlacedDocument[] = [];
  const kinds = new Map<string, Set<string>>();
  const answers: { readonly path: string; readonly kind: RecordKind; readonly total: number }[] = [];
  for (const { path, text, observedAt = observedAtDefault } of files) {
    const found = kinds.get(path) ?? new Set<string>();
    kinds.set(path, found);
    const place = { path, observedAt };
    const document = /^\uFEFF?\s*</.test(text) ? readDocument(text) : undefined;
    if (document !== undefined) {
      documents.push({ ...place, name: nameOf(path), document });
      found.add(document.kind);
      continue;
    }
    for (const part of partsOf(text)) {
      if ('reason' in part) {
        problems.add(path, `${part.reason} at offset ${part.offset}`);
        continue;
      }
      const before = records.length;
      for (const entry of recordsIn(part.value)) {
        const fields = flatFields(entry);
        const kind = kindOf(fields);
        const record = kind === undefined ? undefined : readRecord(kind, fields);
        if (record !== undefined) {
          records.push({ ...record, ...place });
          found.add(record.kind);
        } else if (kind !== undefined) problems.add(path, `a record of ${kind} lacks what is needed`);
        else if (typeof fields['attributes.type'] === 'string')
          ignored.add(path, `records of ${fields['attributes.type']}, which tell nothing of access`);
        else problems.add(path, 'not an export that is known');
      }
      const [first] = records.slice(before);
      if (first !== undefined) answers.push({ path, kind: first.kind, total: totalOf(part.value) });
    }
    if (found.size === 0 && !problems.has(path) && !ignored.has(path))
      ignored.add(path, 'nothing is listed in it');
  }
  for (const [kind, pages] of groupBy(answers, (answer) => answer.kind)) {
    const [largest] = [...pages].sort((a, b) => b.total - a.total);
    if (largest === undefined || largest.total === 0) continue;
    const found = new Set(records.flatMap((one) => (one.kind === kind ? [JSON.stringify(one.body)] : [])))
      .size;
    const lacking = largest.total - found;
    if (lacking > 0)
      problems.add(
        largest.path,
        `${lacking} of ${largest.total} records of ${kind} are not among the exports`,
      );
  }
  return { records, documents, kinds };
}

type Part =
  | { readonly offset: number; readonly value: unknown }
  | { readonly offset: number; readonly reason: string };

function partsOf(text: string): readonly Part[] {
  if (/^\uFEFF?\s*[[{]/.test(text)) return readJsonText(text);
  if (/^\uFEFF?\s*</.test(text)) return [{ offset: 0, reason: 'neither a permission set nor a profile' }];
  return readCsvText(text).map((part) => ('row' in part ? { offset: part.offset, value: part.row } : part));
}

/** How many records a query found, which its pages tell; zero where nothing does. */
function totalOf(value: unknown, depth = 0): number {
  if (depth > depthMax || typeof value !== 'object' || value === null) return 0;
  const own = (name: string): unknown => Object.getOwnPropertyDescriptor(value, name)?.value;
  const total = own('totalSize');
  return typeof total === 'number' ? total : totalOf(own('result'), depth + 1);
}

/** Fields in which answers keep their records. */
const lists = ['records', 'result', 'value', 'items'] as const;
const depthMax = 4;

function* recordsIn(value: unknown, depth = 0): Generator<object> {
  if (depth > depthMax || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value) yield* recordsIn(entry, depth + 1);
    return;
  }
  const inner = lists
    .map((name): unknown => Object.getOwnPropertyDescriptor(value, name)?.value)
    .find((list) => typeof list === 'object' && list !== null);
  if (inner === undefined) yield value;
  else yield* recordsIn(inner, depth + 1);
}

/** `force-app/main/default/permissionsets/Sync.permissionset-meta.xml` → `Sync` */
function nameOf(path: string): string {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  const plain = file.replace(/\.(permissionset|profile)(-meta\.xml)?$|\.xml$/i, '');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
