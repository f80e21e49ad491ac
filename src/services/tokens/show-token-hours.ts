import { tokenHours } from '../../analysis/token-hours.ts';
import type { TokenHours } from '../../model/token-hours.ts';
import type { Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { findSubject } from './find-subject.ts';

export interface ShowTokenHoursInput {
  /** Id of a token or principal, or the end of either. */
  readonly id: string;
  readonly window?: Window;
}

const hoursOfWeek = 168;

/**
 * Tells at which hours of the week a token calls.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function showTokenHours(ctx: Context, input: ShowTokenHoursInput): Promise<TokenHours> {
  const span = await judgedSpan(ctx, input.window);
  const { id } = await findSubject(ctx.store, input.id);
  const rows = await tokenHours(ctx.store, { tokenId: id, span });
  const calls = new Map(rows.map((row) => [row.hour, row.calls]));
  return {
    schema: 'scopelight.token-hours/1',
    window: windowOf(span),
    token: id,
    calls: rows.reduce((sum, row) => sum + row.calls, 0),
    hours: Array.from({ length: hoursOfWeek }, (_, hour) => calls.get(hour) ?? 0),
  };
}
