import { type PointerEvent, useState } from 'react';
import { count, counted } from '../words/format.ts';
import { AsTable } from './as-table.tsx';
import { heatStates, heatSteps } from './heat.ts';
import { HeatSquares } from './heat-squares.tsx';

const step = 16;
const left = 32;
const top = 18;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Calls by hour of the day and day of the week, in UTC: when whoever holds it works. */
export function HourGrid({ hours }: { readonly hours: readonly number[] }) {
  const [pointed, setPointed] = useState<number>();
  const heat = heatSteps(hours.filter((calls) => calls > 0));
  const all = hours.reduce((sum, calls) => sum + calls, 0);
  const most = hours.indexOf(Math.max(...hours));
  const stateOf = (hour: number): string => {
    const calls = hours[hour] ?? 0;
    return `heat-${calls === 0 ? 0 : heat(calls)}`;
  };
  const x = (hour: number): number => left + (hour % 24) * step;
  const y = (hour: number): number => top + Math.floor(hour / 24) * step;
  const point = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const hour = Math.floor((event.clientX - box.left - left) / step);
    const weekday = Math.floor((event.clientY - box.top - top) / step);
    setPointed(hour >= 0 && hour < 24 && weekday >= 0 && weekday < 7 ? weekday * 24 + hour : undefined);
  };
  const said = (hour: number): string =>
    `${weekdays[Math.floor(hour / 24)]} ${String(hour % 24).padStart(2, '0')}:00`;
  return (
    <div>
      <div className="scroll-x heat-scroll" tabIndex={0} role="region" aria-label="Calls by hour">
        <svg
          width={left + 24 * step}
          height={top + 7 * step + 2}
          role="img"
          aria-label={`Calls by hour of the week, most on ${said(most)} UTC: ${count(hours[most] ?? 0)} of ${count(all)}`}
          onPointerMove={point}
          onPointerLeave={() => setPointed(undefined)}
        >
          {[0, 6, 12, 18].map((hour) => (
            <text key={hour} x={left + hour * step} y="11">
              {String(hour).padStart(2, '0')}
            </text>
          ))}
          {[0, 2, 4, 6].map((weekday) => (
            <text key={weekday} x="0" y={top + weekday * step + 11}>
              {weekdays[weekday]?.slice(0, 3)}
            </text>
          ))}
          <HeatSquares
            states={heatStates}
            cells={[...hours.keys()]}
            at={(hour) => [x(hour), y(hour)]}
            {...{ stateOf, step, pointed }}
          />
        </svg>
      </div>
      <p className="faint heat-said">
        {pointed === undefined
          ? all > 0 && `Most on ${said(most)}`
          : `${said(pointed)}: ${counted(hours[pointed] ?? 0, 'call')}`}
      </p>
      <AsTable
        name="Calls by hour and weekday"
        head={['UTC', ...weekdays.map((name) => name.slice(0, 3))]}
        rows={() =>
          Array.from({ length: 24 }, (_, hour) => [
            `${String(hour).padStart(2, '0')}:00`,
            ...weekdays.map((_, weekday) => count(hours[weekday * 24 + hour] ?? 0)),
          ])
        }
      />
    </div>
  );
}
