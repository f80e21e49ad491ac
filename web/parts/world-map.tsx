import { count } from '../words/format.ts';
import world from './data/world.json';

export interface WorldMark {
  /** Two letters of a country. */
  readonly country: string;
  readonly name: string;
  readonly calls: number;
  /** It is not where it usually is. */
  readonly isNew: boolean;
}

interface Shape {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

const countries: ReadonlyMap<string, Shape> = new Map(
  Object.entries(world).map(([code, [path, x, y]]) => [
    code,
    { path: String(path), x: Number(x), y: Number(y) },
  ]),
);
const land = [...countries.values()].map(({ path }) => path).join('');
const height = 420;
const labelHeight = 26;

/** Countries that calls came from, on a map; what cannot be placed is told beside it. */
export default function WorldMap({ marks }: { readonly marks: readonly WorldMark[] }) {
  const placed = marks.flatMap((mark) => {
    const shape = countries.get(mark.country);
    return shape ? [{ ...mark, ...shape }] : [];
  });
  const most = Math.max(1, ...placed.map(({ calls }) => calls));
  return (
    <svg
      viewBox={`0 0 1000 ${height}`}
      className="world"
      role="img"
      aria-label={`Map: ${placed.map(({ name, calls, isNew }) => `${name} ${count(calls)} calls${isNew ? ', a new place' : ''}`).join('; ') || 'no country is known'}`}
    >
      <path d={land} className="land" />
      {placed.map(({ country, path, isNew }) => (
        <path key={country} d={path} className={isNew ? 'called new' : 'called'} />
      ))}
      {placed.map(({ country, x, y, calls, isNew }) => (
        <circle
          key={country}
          cx={x}
          cy={y}
          r={6 + 8 * Math.sqrt(calls / most)}
          className={isNew ? 'spot new' : 'spot'}
        />
      ))}
      {labelsOf(placed).map(({ country, name, x, y, at, isLeft }) => (
        <g key={country}>
          <path d={`M${x} ${y}L${isLeft ? x - 30 : x + 30} ${at}`} className="lead" />
          <text x={isLeft ? x - 34 : x + 34} y={at + 7} textAnchor={isLeft ? 'end' : 'start'}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}

const labelsMax = 8;

type Placed = WorldMark & Shape;

/** Where names stand so that none covers another: from the top down, each at least a line below the one above. */
function labelsOf(placed: readonly Placed[]): readonly (Placed & { at: number; isLeft: boolean })[] {
  const shown = placed.slice(0, labelsMax).map((mark) => ({ ...mark, isLeft: mark.x > 720 }));
  const lowest = { left: Number.NEGATIVE_INFINITY, right: Number.NEGATIVE_INFINITY };
  return shown
    .sort((a, b) => a.y - b.y)
    .map((mark) => {
      const side = mark.isLeft ? 'left' : 'right';
      const at = Math.max(mark.y - 16, lowest[side] + labelHeight, 12);
      lowest[side] = at;
      return { ...mark, at };
    });
}
