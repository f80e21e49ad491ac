import { objectAccess } from '../catalogue/index.ts';
import { accessNames, readDocument } from './document.ts';

/**
 * Writes a permission set, given in the form of JSON, as the metadata file that `sf project deploy` takes. Elements are in the
 * order of the alphabet, as the platform writes them. Undefined for what is no document.
 */
export function documentXml(document: unknown): string | undefined {
  const read = readDocument(document);
  if (read === undefined) return undefined;
  const objects = [...read.objects].map(([object, held]) =>
    element('objectPermissions', {
      ...Object.fromEntries(objectAccess.map((access) => [accessNames[access], String(held.has(access))])),
      object,
    }),
  );
  const fields = [...read.fields].map(([field, editable]) =>
    element('fieldPermissions', { field, readable: 'true', editable: String(editable) }),
  );
  const users = read.users.map((name) => element('userPermissions', { enabled: 'true', name }));
  const label = read.label === '' ? [] : [`    <label>${escaped(read.label)}</label>`];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${read.kind} xmlns="http://soap.sforce.com/2006/04/metadata">`,
    ...fields,
    ...(read.kind === 'PermissionSet' ? ['    <hasActivationRequired>false</hasActivationRequired>'] : []),
    ...label,
    ...objects,
    ...users,
    `</${read.kind}>`,
    '',
  ].join('\n');
}

function element(name: string, fields: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const inner = sorted.map(([field, value]) => `        <${field}>${escaped(value)}</${field}>`);
  return [`    <${name}>`, ...inner, `    </${name}>`].join('\n');
}

/** No character of a name ends its element, and none that XML cannot hold is left. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
