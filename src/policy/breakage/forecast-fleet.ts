import type { Span } from '../../model/window.ts';
import type { Store } from '../../store/store.ts';
import { foldFacts } from '../backtest/fold-facts.ts';
import { type HolderDays, holderDays } from '../backtest/use-days.ts';
import { cutsOf } from './cuts.ts';
import { Forecast } from './forecast.ts';

const dayMs = 86_400_000;

/** How the fleet is read, beside what is asked of it. */
interface FleetVisits {
  /** Is shown every principal once, on the second reading. */
  readonly onHolder?: (holder: HolderDays) => void;
  /** Is told of every principal, on both readings. */
  readonly onRead?: () => void;
}

/**
 * Learns from a fleet’s whole log what removed permissions are needed after all. It is read twice.
 * @returns undefined where the log is too short to look back at all
 */
export async function forecastFleet(
  store: Store,
  span: Span,
  horizonDays: number,
  { onHolder, onRead }: FleetVisits = {},
): Promise<Forecast | undefined> {
  const held = { from: Math.floor(span.from / dayMs), to: Math.ceil(span.to / dayMs) };
  const { past, now, outcomeDays } = cutsOf(held, horizonDays);
  const [nowFacts, ...pastFacts] = await foldFacts(store, [now, ...past]);
  if (!nowFacts || pastFacts.length === 0) return undefined;
  const forecast = new Forecast({ past: pastFacts, now: nowFacts, outcomeDays, horizonDays });
  for await (const holder of holderDays(store, span)) {
    forecast.survey(holder);
    onRead?.();
  }
  for await (const holder of holderDays(store, span)) {
    forecast.observe(holder);
    onHolder?.(holder);
    onRead?.();
  }
  return forecast;
}
