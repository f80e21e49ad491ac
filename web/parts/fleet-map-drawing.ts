import type { Shapes } from '../client/client.ts';
import { count } from '../words/format.ts';
import { safeText } from '../words/safe-text.ts';
import type { FleetLayout } from './fleet-map-layout.ts';

interface Drawing {
  readonly chosen: number | undefined;
  readonly theme: 'light' | 'dark';
}

/** Draws every token of a fleet on a canvas. */
export function drawFleet(
  canvas: HTMLCanvasElement,
  map: Shapes['FleetMap'],
  layout: FleetLayout,
  { chosen, theme }: Drawing,
): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const scale = globalThis.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(layout.height * scale);
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, layout.height);
  const ink = inks(canvas);
  const hatch = pen.createPattern(hatchTile(ink, scale), 'repeat') ?? ink.unknown;
  drawCaptions(pen, layout, ink);
  for (let index = 0; index < map.id.length; index += 1) {
    drawCell(pen, cellOf(map, layout, index), { ink, hatch, theme });
    const isRinged = map.severity[index] === 'critical' || index === chosen;
    if (isRinged) ring(pen, layout, index, index === chosen ? 2 : 1.4, ink.ink);
  }
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly used: number;
  readonly unknown: number;
  readonly hasGap: boolean;
  readonly isKnown: boolean;
  readonly score: number | null;
}

function cellOf(map: Shapes['FleetMap'], { x, y, size }: FleetLayout, index: number): Cell {
  const granted = map.granted[index] ?? 0;
  const used = map.used[index] ?? 0;
  return {
    x: x[index] ?? 0,
    y: y[index] ?? 0,
    size,
    used: granted === 0 ? 0 : Math.min(1, used / granted),
    unknown: granted === 0 ? 0 : Math.min(1, (map.unknown[index] ?? 0) / granted),
    hasGap: (map.unused[index] ?? 0) > 0,
    isKnown: granted > 0,
    score: map.score[index] ?? null,
  };
}

interface Paint {
  readonly ink: Inks;
  readonly hatch: CanvasPattern | string;
  readonly theme: 'light' | 'dark';
}

/** A wide gap has a strong frame, a narrow one a faint one: a map of many cells stays calm where little is wrong. */
function drawCell(pen: CanvasRenderingContext2D, cell: Cell, { ink, hatch, theme }: Paint): void {
  const { x, y, size, used, unknown, hasGap, isKnown, score } = cell;
  const usedHeight = used === 0 ? 0 : Math.max(1.5, used * size);
  const unknownHeight = unknown === 0 ? 0 : Math.min(size - usedHeight, Math.max(1.5, unknown * size));
  if (!isKnown) {
    pen.strokeStyle = ink.rule;
    pen.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
    return;
  }
  if (hasGap && theme === 'light') {
    pen.fillStyle = ink.unusedTint;
    pen.fillRect(x, y, size, size);
  }
  if (unknownHeight > 0) {
    pen.fillStyle = hatch;
    pen.fillRect(x, y + size - usedHeight - unknownHeight, size, unknownHeight);
  }
  pen.fillStyle = ink.used;
  pen.fillRect(x, y + size - usedHeight, size, usedHeight);
  pen.globalAlpha = hasGap ? 0.4 + 0.6 * ((score ?? 50) / 100) : 1;
  pen.strokeStyle = hasGap ? ink.unusedLine : unknownHeight > 0 ? ink.unknown : ink.used;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
  pen.globalAlpha = 1;
}

function ring(
  pen: CanvasRenderingContext2D,
  { x, y, size }: FleetLayout,
  index: number,
  width: number,
  ink: string,
): void {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.strokeRect((x[index] ?? 0) - 1.5, (y[index] ?? 0) - 1.5, size + 3, size + 3);
}

function drawCaptions(pen: CanvasRenderingContext2D, { groups }: FleetLayout, ink: Inks): void {
  pen.textBaseline = 'top';
  for (const { name, tokens, x, y } of groups) {
    pen.fillStyle = ink.ink;
    pen.font = `600 12px ${ink.font}`;
    pen.fillText(cut(safeText(name)), x, y + 2);
    pen.fillStyle = ink.ink3;
    pen.font = `12px ${ink.font}`;
    pen.fillText(`${count(tokens.length)} ${tokens.length === 1 ? 'token' : 'tokens'}`, x, y + 18);
  }
}

function cut(name: string): string {
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}

type Inks = ReturnType<typeof inks>;

/** The colours of the page, as they are now. */
function inks(canvas: HTMLCanvasElement) {
  const style = getComputedStyle(canvas);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: of('ink'),
    ink3: of('ink-3'),
    rule: of('edge'),
    used: of('used'),
    unusedLine: of('unused-line'),
    unusedTint: of('unused-tint'),
    unknown: of('unknown'),
    unknownTint: of('unknown-tint'),
    font: style.fontFamily,
  };
}

function hatchTile(ink: Inks, scale: number): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  const side = Math.round(5 * scale);
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext('2d');
  if (!pen) return tile;
  pen.fillStyle = ink.unknownTint;
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = ink.unknown;
  pen.lineWidth = 1.1 * scale;
  for (const shift of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
    pen.stroke();
  }
  return tile;
}
