import type { TokenRow } from '../../model/report.ts';
import { type Line, line } from './run.ts';
import { basis, heading, paragraph } from './sentence.ts';
import { tokenTable } from './token-table.ts';
import { counted } from './words.ts';

interface PageOptions {
  readonly width: number;
  readonly limit: number;
  readonly search: string | undefined;
}

/** Tokens as one table, the worst gap first. */
export function tokensPage(tokens: readonly TokenRow[], { width, limit, search }: PageOptions): Line[] {
  const matching = search === undefined ? '' : ` matching \`${search}\``;
  if (tokens.length === 0) return [[], ...paragraph(line(`There is no token${matching}.`), width)];
  const isCut = tokens.length >= limit;
  const number = counted(tokens.length, 'token');
  const conclusion = isCut
    ? `The ${number}${matching} with the worst gap.`
    : `${number}${matching}, the worst gap first.`;
  return [
    ...heading(conclusion, width),
    [],
    ...tokenTable(tokens, width),
    ...basis(
      `Gap: score from 0 to 100. Bar: used, unused, unknown.${isCut ? ' There may be more: raise --limit to see them.' : ''}`,
      width,
    ),
  ];
}
