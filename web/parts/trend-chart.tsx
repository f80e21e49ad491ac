import { count, day, month, shortDay } from '../words/format.ts';
import { AsTable } from './as-table.tsx';

export interface TrendPoint {
  readonly at: string;
  readonly value: number | null;
}

/** From so long on, days tell less than months with their years. */
const longMs = 300 * 86_400_000;

const size = { width: 400, height: 140, left: 4, right: 30, top: 8, bottom: 22 };

interface TrendChartProps {
  readonly points: readonly TrendPoint[];
  readonly label: string;
  /** What is counted. */
  readonly unit: string;
  /** What is said where there is no line yet. */
  readonly none: string;
}

/** A line over weeks or months; where nothing could be judged there is hatching, never a zero. */
export function TrendChart({ points, label, unit, none }: TrendChartProps) {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length < 2) return <p className="faint">{none}</p>;
  const low = Math.floor((Math.min(...known) - 3) / 5) * 5;
  const high = Math.ceil((Math.max(...known) + 3) / 5) * 5;
  const x = (index: number): number =>
    size.left + (index / Math.max(1, points.length - 1)) * (size.width - size.left - size.right);
  const y = (value: number): number =>
    size.top + ((high - value) / (high - low)) * (size.height - size.top - size.bottom);
  const ticks = [low, (low + high) / 2, high];
  const last = points.length - 1;
  const isLong = Date.parse(points[last]?.at ?? '') - Date.parse(points[0]?.at ?? '') > longMs;
  const name = isLong ? month : shortDay;
  const path = points
    .flatMap(({ value }, index) => (value === null ? [] : [`${x(index).toFixed(1)} ${y(value).toFixed(1)}`]))
    .join('L');
  return (
    <div>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label} className="trend">
        {points.map(({ at, value }, index) =>
          value === null ? (
            <rect
              key={at}
              x={x(index) - 6}
              y={size.top}
              width="12"
              height={size.height - size.top - size.bottom}
              className="hatched"
            />
          ) : null,
        )}
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={size.left}
              x2={size.width - size.right}
              y1={y(tick)}
              y2={y(tick)}
              stroke="var(--rule)"
            />
            <text x={size.width - size.right + 6} y={y(tick) + 4}>
              {Math.round(tick)}
            </text>
          </g>
        ))}
        <path d={`M${path}`} fill="none" stroke="var(--ink)" strokeWidth="1.8" strokeLinejoin="round" />
        <circle cx={x(last)} cy={y(points[last]?.value ?? low)} r="3.5" fill="var(--ink)" />
        {points.map(({ at }, index) =>
          index % Math.ceil(points.length / 4) === 0 && x(last) - x(index) > (isLong ? 104 : 78) ? (
            <text key={at} x={x(index)} y={size.height - 6} textAnchor={index === 0 ? 'start' : 'middle'}>
              {name(at)}
            </text>
          ) : null,
        )}
        <text x={x(last)} y={size.height - 6} textAnchor="end" className="strong">
          {name(points[last]?.at ?? 0)}
        </text>
      </svg>
      <AsTable
        name={label}
        head={['To', unit]}
        rows={() => points.map(({ at, value }) => [day(at), value === null ? 'not judged' : count(value)])}
      />
    </div>
  );
}
