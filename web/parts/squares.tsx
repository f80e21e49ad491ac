import { squaresAt } from './heat.ts';

interface SquaresProps {
  readonly used: number;
  readonly unused: number;
  readonly unknown: number;
  readonly columns: number;
}

const step = 10;
const side = 7.5;

/** Permissions as squares: used first, then unused, then unknown; one path for each state, however many there are. */
export function Squares({ used, unused, unknown, columns }: SquaresProps) {
  const total = used + unused + unknown;
  const width = Math.min(columns, Math.max(1, total)) * step;
  const height = Math.ceil(total / columns) * step;
  const parts = [
    ['used', 0, used],
    ['unused', used, used + unused],
    ['unknown', used + unused, total],
  ] as const;
  return (
    <svg
      className="squares"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {parts.map(([state, from, to]) =>
        to === from ? null : <path key={state} className={state} d={squares(from, to, columns)} />,
      )}
    </svg>
  );
}

function squares(from: number, to: number, columns: number): string {
  const corners = Array.from({ length: to - from }, (_, at) => {
    const place = from + at;
    return [(place % columns) * step + 0.5, Math.floor(place / columns) * step + 0.5] as const;
  });
  return squaresAt(corners, side);
}
