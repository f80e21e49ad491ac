import { tokenFormats } from '../../src/analysis/token-formats/all-formats.ts';
import type { TokenFormat } from '../../src/model/token-format.ts';
import { markdownTable } from './markdown-table.ts';

const marks = {
  from: '<!-- formats: written by scripts/docs/generate.ts -->',
  to: '<!-- end of formats -->',
} as const;

/** The page about identifying tokens, with the table of all formats between the marks; the rest is written by hand. */
export function identifyPage(page: string): string {
  const from = page.indexOf(marks.from);
  const to = page.indexOf(marks.to);
  if (from < 0 || to < from)
    throw new Error(`docs/identify.md lacks the marks \`${marks.from}\` and \`${marks.to}\``);
  const formats = tokenFormats();
  const table = markdownTable(
    ['issuer', 'kind', 'begins with', 'sure', 'checksum', 'public', 'to revoke'],
    [...formats].sort(byIssuer).map(rowOf),
  );
  return `${page.slice(0, from)}${marks.from}\n\n${formats.length} formats.\n\n${table}\n${page.slice(to)}`;
}

function byIssuer(a: TokenFormat, b: TokenFormat): number {
  return compare(a.issuer || '~', b.issuer || '~') || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowOf({
  issuer,
  kind,
  marks,
  certainty,
  checksum,
  publicPart,
  revoke,
  source,
}: TokenFormat): string[] {
  const beginnings = marks.filter((mark) => mark.length > 1).map((mark) => `\`${mark.trim()}\``);
  return [
    issuer === '' ? 'any' : issuer,
    `[${kind}](${source})`,
    beginnings.join(' '),
    certainty,
    checksum?.name ?? '',
    publicPart,
    revoke.where,
  ];
}
