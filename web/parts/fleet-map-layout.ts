import type { Shapes } from '../client/client.ts';
import { ownerName, providerTitle } from '../words/format.ts';

export interface FleetLayout {
  /** Side of a cell, and from one to the next. */
  readonly size: number;
  readonly step: number;
  readonly height: number;
  readonly groups: readonly Group[];
  /** Corner of each cell, by the position of its token in the map. */
  readonly x: Float32Array;
  readonly y: Float32Array;
}

interface Group {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly tokens: readonly number[];
}

const bandHeight = 150;
const captionHeight = 38;
const groupGap = 22;
const rowGap = 18;
const groupsMax = 24;

/** Lays groups side by side, each a block of columns that is filled downwards, as wide as its share of the tokens. */
export function layFleet(map: Shapes['FleetMap'], groupBy: 'provider' | 'owner', width: number): FleetLayout {
  const { size, step } = cellSize(map.id.length, width);
  const groups = groupsOf(map, groupBy);
  const x = new Float32Array(map.id.length);
  const y = new Float32Array(map.id.length);
  const placed: Group[] = [];
  const blocks = groups.map((group) => ({ ...group, ...blockOf(group, width, step, groups.length) }));
  let left = 0;
  let top = 0;
  let rowHeight = 0;
  for (const { name, tokens, columns, rows } of blocks) {
    const blockWidth = Math.max(columns * step, captionWidth(name));
    if (left > 0 && left + blockWidth > width) {
      left = 0;
      top += rowHeight + rowGap;
      rowHeight = 0;
    }
    tokens.forEach((token, index) => {
      x[token] = left + Math.floor(index / rows) * step;
      y[token] = top + captionHeight + (index % rows) * step;
    });
    placed.push({ name, tokens, x: left, y: top });
    left += blockWidth + groupGap;
    rowHeight = Math.max(rowHeight, captionHeight + rows * step);
  }
  return { size, step, height: Math.ceil(top + rowHeight), groups: placed, x, y };
}

/** As large as fits into a band over the whole width; with ten thousand tokens a cell is five points wide. */
function cellSize(tokens: number, width: number): { readonly size: number; readonly step: number } {
  const step = Math.min(24, Math.max(6, Math.floor(Math.sqrt((width * bandHeight) / Math.max(1, tokens)))));
  return { size: step - (step > 12 ? 3 : step > 7 ? 2 : 1), step };
}

function groupsOf(map: Shapes['FleetMap'], groupBy: 'provider' | 'owner') {
  const byName = new Map<string, number[]>();
  map.id.forEach((_, index) => {
    const name =
      groupBy === 'provider'
        ? providerTitle(map.provider[index] ?? '')
        : ownerName(map.owner[index] ?? 'no owner');
    const group = byName.get(name);
    if (group) group.push(index);
    else byName.set(name, [index]);
  });
  const sorted = [...byName].sort(([, a], [, b]) => b.length - a.length);
  const rest = sorted.slice(groupsMax);
  const shown = sorted.slice(0, rest.length > 0 ? groupsMax : sorted.length);
  const all =
    rest.length === 0 ? shown : [...shown, [`${rest.length} more`, rest.flatMap(([, own]) => own)] as const];
  return all.map(([name, tokens]) => ({ name, tokens }));
}

function blockOf(group: { readonly tokens: readonly number[] }, width: number, step: number, groups: number) {
  const { length } = group.tokens;
  const across = Math.max(1, Math.floor(width / step));
  // A lone group takes the whole width; of several each is about as high as the others.
  const rows =
    groups === 1 ? Math.ceil(length / across) : Math.min(length, Math.max(5, Math.ceil(length / across)));
  return { rows, columns: Math.ceil(length / rows) };
}

function captionWidth(name: string): number {
  return Math.min(180, Math.max(64, name.length * 7.2));
}

/** The token under a point. */
export function cellAt({ x, y, step }: FleetLayout, left: number, top: number): number | undefined {
  for (let index = 0; index < x.length; index += 1) {
    const [dx, dy] = [left - (x[index] ?? 0), top - (y[index] ?? 0)];
    if (dx >= 0 && dy >= 0 && dx < step && dy < step) return index;
  }
  return undefined;
}

/** The cell that an arrow key leads to: the nearest in its direction. */
export function neighbour({ x, y }: FleetLayout, from: number | undefined, key: string): number {
  if (from === undefined) return 0;
  const { dx, dy } = directions[key] ?? { dx: 0, dy: 0 };
  let best = from;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let index = 0; index < x.length; index += 1) {
    const ax = (x[index] ?? 0) - (x[from] ?? 0);
    const ay = (y[index] ?? 0) - (y[from] ?? 0);
    const along = ax * dx + ay * dy;
    if (along <= 0) continue;
    const distance = along + 4 * Math.abs(ax * dy + ay * dx);
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  }
  return best;
}

const directions: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
};
