import type { CatalogueDocument, InventoryFile } from '../../provider.ts';
import { RemarkList } from '../../shared/inventory/remarks.ts';
import { isTabled, objectDocument } from '../catalogue/index.ts';
import { recordsOf } from './bundles.ts';
import { readFiles } from './read-files.ts';

/** Objects that no table can list, as permissions on them among exported files name them. */
export function documentsOf(
  files: readonly InventoryFile[],
  observedAt: number,
): readonly CatalogueDocument[] {
  const remarks = { problems: new RemarkList(), ignored: new RemarkList(), notes: new RemarkList() };
  const telling = files.filter(({ text }) => marks.test(text));
  const read = readFiles(telling, observedAt, remarks);
  const named = [
    ...recordsOf(read, 'ObjectPermissions').map(({ body, observedAt: at }) => ({
      name: body.sobjecttype,
      at,
    })),
    ...read.documents.flatMap(({ document, observedAt: at }) =>
      [...document.objects.keys()].map((name) => ({ name, at })),
    ),
  ];
  const documents = named
    .filter(({ name }) => /^\w+$/.test(name) && !isTabled(name))
    .map(({ name, at }) => objectDocument(name, at));
  return [...new Map(documents.map((one) => [one.id, one])).values()];
}

/** What every file has that can tell of one. */
const marks = /SobjectType|objectPermissions/i;
