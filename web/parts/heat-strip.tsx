import { type PointerEvent, useState } from 'react';
import { count, counted, day as dayText } from '../words/format.ts';
import { AsTable } from './as-table.tsx';
import { heatStates, heatSteps } from './heat.ts';
import { HeatSquares } from './heat-squares.tsx';

interface HeatStripProps {
  readonly days: readonly { readonly day: string; readonly calls: number; readonly denied: number }[];
  readonly window: { readonly from: string; readonly to: string };
  readonly holes: readonly { readonly from: string; readonly to: string }[];
}

const dayMs = 86_400_000;
const left = 32;
const top = 18;
const weeksMin = 18;
const weeksMax = 53;

/** Days as squares, a week a column, Monday on top; what is not held is hatched, never empty. */
export function HeatStrip({ days, window, holes }: HeatStripProps) {
  const [pointed, setPointed] = useState<number>();
  const from = Math.floor(Date.parse(window.from) / dayMs);
  const to = Math.ceil(Date.parse(window.to) / dayMs);
  const lastMonday = mondayOf(to - 1);
  const wanted = Math.ceil((lastMonday - mondayOf(from)) / 7) + 1;
  const weeks = Math.min(weeksMax, Math.max(weeksMin, wanted));
  const step = weeks <= 28 ? 20 : weeks <= 40 ? 16 : 12;
  const firstMonday = lastMonday - (weeks - 1) * 7;
  const calls = new Map(days.map((one) => [Math.floor(Date.parse(one.day) / dayMs), one]));
  const heat = heatSteps(days.map((one) => one.calls));
  const cells = Array.from({ length: weeks * 7 }, (_, index) => firstMonday + index).filter(
    (one) => one < to,
  );
  const stateOf = (one: number): string => {
    const known = calls.get(one);
    if (known) return `heat-${heat(known.calls)}`;
    return one >= from && !isLost(one, holes) ? 'heat-0' : 'hatched';
  };
  const x = (one: number): number => left + Math.floor((one - firstMonday) / 7) * step;
  const y = (one: number): number => top + ((one + 3) % 7) * step;
  const point = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const week = Math.floor((event.clientX - box.left - left) / step);
    const weekday = Math.floor((event.clientY - box.top - top) / step);
    const one = firstMonday + week * 7 + weekday;
    setPointed(week >= 0 && weekday >= 0 && weekday < 7 && one < to ? one : undefined);
  };
  const most = days.reduce((best, one) => (one.calls > best.calls ? one : best), {
    day: '',
    calls: 0,
    denied: 0,
  });
  return (
    <div>
      <div className="scroll-x heat-scroll" tabIndex={0} role="region" aria-label="Calls by day">
        <svg
          width={left + weeks * step + 4}
          height={top + 7 * step + 4}
          role="img"
          aria-label={`Calls on ${days.length} days, most on one day ${count(most.calls)}`}
          onPointerMove={point}
          onPointerLeave={() => setPointed(undefined)}
        >
          {['Mon', 'Wed', 'Fri', 'Sun'].map((name, index) => (
            <text key={name} x="0" y={top + index * 2 * step + step / 2 + 3}>
              {name}
            </text>
          ))}
          {cells
            .filter((one) => new Date(one * dayMs).getUTCDate() === 1)
            .map((one) => (
              <text key={one} x={x(one)} y="11">
                {dayText(one * dayMs).split(' ')[1]}
              </text>
            ))}
          <HeatSquares
            states={[...heatStates, 'hatched']}
            at={(one) => [x(one), y(one)]}
            {...{ cells, stateOf, step, pointed }}
          />
        </svg>
      </div>
      <p className="faint heat-said">
        {pointed === undefined
          ? most.calls > 0 && `Most on ${dayText(most.day)}: ${counted(most.calls, 'call')}`
          : `${dayText(pointed * dayMs)}: ${saidOf(calls.get(pointed), stateOf(pointed))}`}
      </p>
      {days.length > 0 && (
        <AsTable
          name="Calls by day"
          head={['Day', 'Calls', 'Denied']}
          rows={() => days.map((one) => [dayText(one.day), count(one.calls), count(one.denied)])}
        />
      )}
    </div>
  );
}

function saidOf(known: HeatStripProps['days'][number] | undefined, state: string): string {
  if (known) return `${counted(known.calls, 'call')}, ${count(known.denied)} denied`;
  return state === 'hatched' ? 'not held' : 'no call';
}

/** A day of which most hours are missing. */
function isLost(day: number, holes: HeatStripProps['holes']): boolean {
  const start = day * dayMs;
  const lost = holes.reduce(
    (sum, hole) =>
      sum +
      Math.max(0, Math.min(Date.parse(hole.to), start + dayMs) - Math.max(Date.parse(hole.from), start)),
    0,
  );
  return lost > dayMs / 2;
}

function mondayOf(day: number): number {
  return day - ((day + 3) % 7);
}
