import { fleetGap } from '../../analysis/gap.ts';
import type { TokenRow } from '../../model/report.ts';
import type { Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan } from '../judged-span.ts';
import { byGap, tokenRow } from './token-row.ts';

export interface ListTokensInput {
  readonly window?: Window;
  readonly limit?: number;
  /** Part of an id, principal, owner or kind; upper and lower case are the same. */
  readonly search?: string;
}

/** Lists tokens, worst gap first. */
export async function listTokens(ctx: Context, input: ListTokensInput = {}): Promise<TokenRow[]> {
  const fleet = await fleetGap(ctx.store, await judgedSpan(ctx, input.window));
  const wanted = input.search?.toLowerCase() ?? '';
  const rows = fleet.tokens.map(tokenRow).filter((row) => textOf(row).includes(wanted));
  return rows.sort(byGap).slice(0, input.limit ?? rows.length);
}

function textOf(row: TokenRow): string {
  return `${row.id}\n${row.principal}\n${row.owner ?? ''}\n${row.kind}\n${row.account}`.toLowerCase();
}
