import type { InventoryFile } from '../../provider.ts';
import type { Remarks } from '../../shared/inventory/remarks.ts';
import { csvColumnsOf, readCsvText } from '../../shared/text/csv-text.ts';

type Row = Readonly<Record<string, string>>;

/** Columns that no other table has together; which others there are, their names tell. */
const marks = ['credential_type', 'organization', 'authorization_count'];

/** Tells whether a text is the export of an enterprise’s credentials, which is CSV. */
export function isCredentialTable(text: string): boolean {
  const columns = new Set(csvColumnsOf(text.slice(0, 8192)));
  return marks.every((mark) => columns.has(mark));
}

/**
 * Gives the files with exports of credentials as the list that the API gives of the same: one entry a row, and so one for each
 * organisation that a credential may reach.
 * https://docs.github.com/en/enterprise-cloud@latest/rest/enterprise-admin/token-inventory
 */
export function withTablesAsItems(
  files: readonly InventoryFile[],
  { problems }: Pick<Remarks, 'problems'>,
): readonly InventoryFile[] {
  return files.map((file) => {
    if (!isCredentialTable(file.text)) return file;
    const items = readCsvText(file.text).flatMap((part) => {
      if ('row' in part) return [itemOf(part.row)];
      problems.add(file.path, `${part.reason} at offset ${part.offset}`);
      return [];
    });
    return { ...file, text: JSON.stringify(items) };
  });
}

/** An empty cell is not known. */
function itemOf(row: Row): object {
  const cell = (...names: readonly string[]): string | undefined =>
    names.map((name) => row[name]).find((value) => value !== undefined && value !== '');
  const owner = cell('owner_login', 'owner');
  const application = cell('application_name', 'application');
  const organisation = cell('organization');
  return {
    ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
    inventory_id: '',
    owner: owner === undefined ? null : { login: owner },
    application: application === undefined ? null : { name: application },
    authorized_organizations: organisation === undefined ? [] : [{ login: organisation }],
    scopes: listOf(cell('scopes')),
    permissions: Object.fromEntries(
      listOf(cell('permissions')).map((pair) => {
        const end = pair.lastIndexOf(':');
        return [pair.slice(0, end), pair.slice(end + 1)];
      }),
    ),
  };
}

function listOf(cell: string | undefined): readonly string[] {
  return (cell ?? '').split(';').flatMap((entry) => entry.trim() || []);
}
