import type { Shapes } from '../../client/client.ts';
import { GapBar } from '../../parts/gap-bar.tsx';
import { count } from '../../words/format.ts';

/** More squares than this cannot be told apart: they become a bar. */
const squaresMax = 120;
const step = 10;

interface MatrixCellProps {
  readonly cell: Shapes['Token']['matrix'][number] | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** The permissions of one service and level as squares. */
export function MatrixCell({ cell, isChosen, onChoose }: MatrixCellProps) {
  if (!cell) return null;
  const { used, unused, unknown, granted } = cell;
  const total = used + unused + unknown;
  const columns = total <= 6 ? Math.max(1, total) : total <= 40 ? 10 : 15;
  const rows = Math.ceil(total / columns);
  return (
    <button
      type="button"
      className="matrix-cell"
      aria-pressed={isChosen}
      aria-label={`${cell.service} ${cell.level}: ${used} used, ${unused} unused, ${unknown} unknown${cell.denied > 0 ? `, ${cell.denied} denied` : ''}`}
      onClick={onChoose}
    >
      <span className="matrix-count">
        <b>{count(used)}</b> of {count(granted)}
      </span>
      {total > squaresMax ? (
        <GapBar {...cell} />
      ) : (
        <svg width={columns * step} height={rows * step} aria-hidden="true">
          {Array.from({ length: total }, (_, index) => {
            const x = (index % columns) * step;
            const y = Math.floor(index / columns) * step;
            const state = index < used ? 'used' : index < used + unused ? 'unused' : 'unknown';
            return (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a square is its place
                key={index}
                x={x + 0.5}
                y={y + 0.5}
                width="7.5"
                height="7.5"
                className={`square ${state}`}
              />
            );
          })}
        </svg>
      )}
    </button>
  );
}
