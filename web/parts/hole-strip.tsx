import { percent } from '../words/format.ts';

interface HoleStripProps {
  readonly from: string;
  readonly to: string;
  readonly holes: readonly { readonly from: string; readonly to: string }[];
  readonly hours: number;
  readonly heldHours: number;
}

const width = 300;

/** The hours of a stretch: held in ink, what the log is missing hatched. */
export function HoleStrip({ from, to, holes, hours, heldHours }: HoleStripProps) {
  const start = Date.parse(from);
  const scale = width / Math.max(1, Date.parse(to) - start);
  return (
    <svg
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="none"
      className="hole-strip"
      role="img"
      aria-label={`${percent(heldHours, hours)} of the hours held, ${holes.length} ${holes.length === 1 ? 'hole' : 'holes'}`}
    >
      <rect width={width} height="12" fill="var(--ink-2)" />
      {holes.map((hole) => {
        const x = (Date.parse(hole.from) - start) * scale;
        const span = Math.max(4, (Date.parse(hole.to) - Date.parse(hole.from)) * scale);
        return (
          <g key={`${hole.from} ${hole.to}`}>
            <rect x={x} width={span} height="12" fill="var(--panel)" />
            <rect x={x} width={span} height="12" className="hatched" />
          </g>
        );
      })}
    </svg>
  );
}
