import type { Scope } from '../../analysis/scope.ts';
import type { Breakage } from '../../model/backtest.ts';
import type { PermissionSet } from '../../model/permission-set.ts';
import type { Span } from '../../model/window.ts';
import { countHolders, type HolderDays, holderDays } from '../../policy/backtest/use-days.ts';
import type { Forecast } from '../../policy/breakage/forecast.ts';
import { forecastFleet } from '../../policy/breakage/forecast-fleet.ts';
import type { Context } from '../context.ts';
import { type BreakageSubject, breakageAnswer } from './backtest-breakage.ts';

/** Over what to look back, and how far ahead to look. */
export interface Outlook {
  readonly span: Span;
  readonly horizonDays: number;
}

/** Learns from the whole fleet, and tells how far it is. @param onHolder is shown every principal once */
export async function learnFromFleet(
  ctx: Context,
  { span, horizonDays }: Outlook,
  onHolder: (holder: HolderDays) => void = () => {},
): Promise<Forecast | undefined> {
  const total = 2 * (await countHolders(ctx.store, span));
  let done = 0;
  return forecastFleet(ctx.store, span, horizonDays, {
    onHolder,
    onRead: () => {
      done++;
      if (done % 64 === 0) {
        ctx.onProgress({ stage: 'learning from the fleet', done: Math.min(done, total), total });
      }
    },
  });
}

/** How likely something that is removed from one subject is needed, by what the whole fleet teaches. */
export async function subjectBreakage(
  ctx: Context,
  outlook: Outlook,
  subject: BreakageSubject,
): Promise<Breakage> {
  return breakageAnswer({ ...outlook, forecast: await learnFromFleet(ctx, outlook), subject });
}

/** What a proposal takes away from one principal, and what that principal did. */
export async function breakageSubject(
  { store }: Context,
  input: {
    readonly span: Span;
    readonly scope: Scope | undefined;
    readonly principalId: string;
    readonly removed: PermissionSet;
  },
): Promise<BreakageSubject> {
  const { span, scope, principalId, removed } = input;
  const holders: HolderDays[] = [];
  for await (const holder of holderDays(store, span, scope)) {
    if (holder.principalId === principalId) holders.push(holder);
  }
  return { principalIds: [principalId], holders, removed };
}
