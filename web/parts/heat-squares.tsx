import { squaresAt } from './heat.ts';

interface HeatSquaresProps {
  /** Classes that a square can have. */
  readonly states: readonly string[];
  readonly cells: readonly number[];
  readonly stateOf: (cell: number) => string;
  readonly at: (cell: number) => readonly [x: number, y: number];
  readonly step: number;
  /** The cell that is marked, if any. */
  readonly pointed: number | undefined;
}

/** Cells as squares, each in the colour of its state, with one of them marked. */
export function HeatSquares({ states, cells, stateOf, at, step, pointed }: HeatSquaresProps) {
  const [x, y] = pointed === undefined ? [0, 0] : at(pointed);
  return (
    <>
      {states.map((state) => (
        <path
          key={state}
          className={state}
          d={squaresAt(cells.filter((cell) => stateOf(cell) === state).map(at), step - 2)}
        />
      ))}
      {pointed !== undefined && (
        <rect x={x - 1} y={y - 1} width={step} height={step} className="heat-pointed" />
      )}
    </>
  );
}
