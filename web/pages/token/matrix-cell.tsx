import type { Shapes } from '../../client/client.ts';
import { Glyph } from '../../parts/evidence.tsx';
import { GapBar } from '../../parts/gap-bar.tsx';
import { Squares } from '../../parts/squares.tsx';
import { count } from '../../words/format.ts';

/** More squares than this cannot be told apart: they become a bar. */
const squaresMax = 120;

interface MatrixCellProps {
  readonly cell: Shapes['Token']['matrix'][number] | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** The permissions of one service and level as squares. */
export function MatrixCell({ cell, isChosen, onChoose }: MatrixCellProps) {
  if (!cell) return null;
  const { used, unused, unknown, granted, denied } = cell;
  const total = used + unused + unknown;
  return (
    <button
      type="button"
      className="matrix-cell"
      aria-pressed={isChosen}
      aria-label={`${cell.service} ${cell.level}: ${used} used, ${unused} unused, ${unknown} unknown${denied > 0 ? `, ${denied} denied` : ''}`}
      onClick={onChoose}
    >
      <span className="matrix-count">
        <b>{count(used)}</b> of {count(granted)}
        {denied > 0 && (
          <>
            {' '}
            <Glyph state="denied" /> {denied}
          </>
        )}
      </span>
      {total > squaresMax ? (
        <GapBar {...cell} />
      ) : (
        <Squares {...{ used, unused, unknown }} columns={total <= 40 ? 10 : 15} />
      )}
    </button>
  );
}
