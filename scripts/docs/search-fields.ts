import { fields } from '../../src/services/tokens/search/fields.ts';
import { markdownTable } from './markdown-table.ts';

const marks = {
  from: '<!-- fields: written by scripts/docs/generate.ts -->',
  to: '<!-- end of fields -->',
} as const;

/** The page about searching tokens, with the table of all fields between the marks; the rest is written by hand. */
export function searchPage(page: string): string {
  const from = page.indexOf(marks.from);
  const to = page.indexOf(marks.to);
  if (from < 0 || to < from) {
    throw new Error(`docs/search.md lacks the marks \`${marks.from}\` and \`${marks.to}\``);
  }
  const rows = Object.entries(fields).map(([name, { about }]) => [`\`${name}:\``, about]);
  return `${page.slice(0, from)}${marks.from}\n\n${markdownTable(['field', 'asks'], rows)}\n${page.slice(to)}`;
}
