import { count, day as dayText } from '../words/format.ts';

interface HeatStripProps {
  readonly days: readonly { readonly day: string; readonly calls: number; readonly denied: number }[];
  readonly window: { readonly from: string; readonly to: string };
  readonly holes: readonly { readonly from: string; readonly to: string }[];
}

const dayMs = 86_400_000;
const step = 12;
const left = 32;
const top = 18;
const weeksMin = 26;
const weeksMax = 53;

/** Days as squares, a week a column, Monday on top; what is not held is hatched, never empty. */
export function HeatStrip({ days, window, holes }: HeatStripProps) {
  const from = Math.floor(Date.parse(window.from) / dayMs);
  const to = Math.ceil(Date.parse(window.to) / dayMs);
  const lastMonday = mondayOf(to - 1);
  const wanted = Math.ceil((lastMonday - mondayOf(from)) / 7) + 1;
  const weeks = Math.min(weeksMax, Math.max(weeksMin, wanted));
  const firstMonday = lastMonday - (weeks - 1) * 7;
  const calls = new Map(days.map((one) => [Math.floor(Date.parse(one.day) / dayMs), one]));
  const heat = heatOf(days.map((one) => one.calls));
  const cells = Array.from({ length: weeks * 7 }, (_, index) => firstMonday + index).filter(
    (one) => one < to,
  );
  const months = cells.filter((one) => new Date(one * dayMs).getUTCDate() === 1);
  const x = (one: number): number => left + Math.floor((one - firstMonday) / 7) * step;
  return (
    <div className="scroll-x heat-scroll" tabIndex={0} role="region" aria-label="Calls by day">
      <svg
        width={left + weeks * step + 4}
        height={top + 7 * step + 4}
        role="img"
        aria-label={`Calls on ${days.length} days, most on one day ${count(Math.max(0, ...days.map((one) => one.calls)))}`}
      >
        {['Mon', 'Wed', 'Fri', 'Sun'].map((name, index) => (
          <text key={name} x="0" y={top + index * 2 * step + 9}>
            {name}
          </text>
        ))}
        {months.map((one) => (
          <text key={one} x={x(one)} y="11">
            {dayText(one * dayMs).split(' ')[1]}
          </text>
        ))}
        {cells.map((one) => {
          const known = calls.get(one);
          const isHeld = one >= from && !isLost(one, holes);
          return (
            <rect
              key={one}
              x={x(one)}
              y={top + ((one + 3) % 7) * step}
              width={step - 2}
              height={step - 2}
              rx="1.5"
              className={known ? `heat-${heat(known.calls)}` : isHeld ? 'heat-0' : 'hatched'}
            >
              <title>
                {dayText(one * dayMs)}:{' '}
                {known
                  ? `${count(known.calls)} calls, ${count(known.denied)} denied`
                  : isHeld
                    ? 'no call'
                    : 'not held'}
              </title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
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

/** Four steps, each a quarter of the days with calls. */
function heatOf(values: readonly number[]): (value: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  const borders = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return (value) => 1 + borders.filter((border) => value > border).length;
}

function mondayOf(day: number): number {
  return day - ((day + 3) % 7);
}
