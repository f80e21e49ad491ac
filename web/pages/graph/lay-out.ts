import type { Drawing, Item } from './draw-items.ts';
import { spread } from './spread.ts';

/** Where a card stands. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly isAcross: boolean;
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  /** Where the name of each layer stands. */
  readonly captions: readonly { readonly layer: number; readonly x: number; readonly y: number }[];
}

const card = { width: 172, height: 42, gap: 14 };
/** Of a layer with more cards than this, each has one line. */
const tallMax = 60;
const small = { width: 150, height: 24, gap: 5 };
const margin = 12;
const captionHeight = 22;
const layerGap = { across: 84, down: 40 };
/** Layers with more cards stand in several columns. */
const columnMax = 14;
const sweeps = 4;

/** Lays the layers side by side; on a narrow screen, one below the other. */
export function layOut(drawing: Drawing, width: number): Layout {
  const layers = orderedLayers(drawing);
  return width < 640 ? down(layers, width) : across(layers, drawing);
}

interface Layer {
  readonly layer: number;
  readonly items: readonly Item[];
}

/** The layers from first to last, the cards of each in an order in which few steps cross. */
function orderedLayers({ items, links }: Drawing): readonly Layer[] {
  const byLayer = new Map<number, Item[]>();
  for (const item of items) byLayer.set(item.layer, [...(byLayer.get(item.layer) ?? []), item]);
  const layers = [...byLayer]
    .sort(([a], [b]) => a - b)
    .map(([layer, own]) => ({ layer, items: own.sort(alike) }));
  const neighbours = neighboursOf(links);
  const place = new Map<string, number>();
  const note = (own: readonly Item[]): void => {
    for (const [index, { key }] of own.entries()) place.set(key, (index + 0.5) / own.length);
  };
  for (const { items: own } of layers) note(own);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const each of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const middle = new Map(
        each.items.map(({ key }) => [key, mean(neighbours.get(key) ?? [], place) ?? place.get(key) ?? 0]),
      );
      each.items.sort((a, b) => (middle.get(a.key) ?? 0) - (middle.get(b.key) ?? 0));
      note(each.items);
    }
  }
  return layers;
}

function alike(a: Item, b: Item): number {
  const word = ({ members: [node], isGroup }: Item): string =>
    `${node?.provider} ${node?.kind} ${node?.what} ${isGroup ? 1 : 0}`;
  const [left, right] = [word(a), word(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function neighboursOf(links: Drawing['links']): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (key: string, other: string): void => {
    const known = found.get(key);
    if (known) known.push(other);
    else found.set(key, [other]);
  };
  for (const { from, to, isOnward } of links) {
    if (!isOnward) continue;
    add(from, to);
    add(to, from);
  }
  return found;
}

function mean(keys: readonly string[], place: ReadonlyMap<string, number>): number | undefined {
  if (keys.length === 0) return undefined;
  return keys.reduce((sum, key) => sum + (place.get(key) ?? 0), 0) / keys.length;
}

/** Each layer a column, or a block of them, every card as near as can be to what it is joined with. */
function across(layers: readonly Layer[], { links }: Drawing): Layout {
  const neighbours = neighboursOf(links);
  const middles = new Map<string, number>();
  const blocks = layers.map(({ layer, items }) => {
    const size = items.length > tallMax ? small : card;
    const rows = rowsOf(items.length, size);
    const step = size.height + size.gap;
    for (const [at, { key }] of items.entries())
      middles.set(key, ((at % rows) - (Math.min(rows, items.length) - 1) / 2) * step);
    return { layer, items, size, rows, step };
  });
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const { items, rows, step } of sweep % 2 === 0 ? blocks : blocks.toReversed()) {
      if (items.length > rows) continue;
      const wanted = items.map(
        ({ key }) => mean(neighbours.get(key) ?? [], middles) ?? middles.get(key) ?? 0,
      );
      for (const [at, place] of spread(wanted, step).entries()) middles.set(items[at]?.key ?? '', place);
    }
  }
  const top = Math.min(
    ...blocks.flatMap(({ items, size }) => items.map(({ key }) => (middles.get(key) ?? 0) - size.height / 2)),
  );
  const boxes = new Map<string, Box>();
  const captions: { layer: number; x: number; y: number }[] = [];
  let left = margin;
  let bottom = 0;
  for (const { layer, items, size, rows } of blocks) {
    captions.push({ layer, x: left, y: margin });
    items.forEach(({ key }, at) => {
      const y = (middles.get(key) ?? 0) - size.height / 2 - top + margin + captionHeight;
      boxes.set(key, {
        x: left + Math.floor(at / rows) * (size.width + size.gap),
        y,
        width: size.width,
        height: size.height,
      });
      bottom = Math.max(bottom, y + size.height);
    });
    const columns = Math.ceil(items.length / rows);
    left += columns * (size.width + size.gap) - size.gap + layerGap.across;
  }
  return { isAcross: true, width: left - layerGap.across + margin, height: bottom + margin, boxes, captions };
}

/** About as wide as high, where one column would be too long. */
function rowsOf(count: number, { width, height, gap }: typeof card): number {
  if (count <= columnMax) return Math.max(1, count);
  const rows = Math.max(columnMax, Math.ceil(Math.sqrt((count * (width + gap)) / (height + gap))));
  return Math.ceil(count / Math.ceil(count / rows));
}

/** Each layer a band of cards that fills the width. */
function down(layers: readonly Layer[], width: number): Layout {
  const boxes = new Map<string, Box>();
  const captions: { layer: number; x: number; y: number }[] = [];
  const inner = width - 2 * margin;
  let top = margin;
  for (const { layer, items } of layers) {
    captions.push({ layer, x: margin, y: top });
    top += captionHeight;
    const { height, gap } = items.length > tallMax ? small : { ...card, gap: 10 };
    const columns = Math.max(1, Math.min(items.length, Math.floor((inner + gap) / (140 + gap))));
    const cardWidth = Math.min(card.width, (inner - (columns - 1) * gap) / columns);
    items.forEach(({ key }, at) => {
      const x = margin + (at % columns) * (cardWidth + gap);
      boxes.set(key, { x, y: top + Math.floor(at / columns) * (height + gap), width: cardWidth, height });
    });
    top += Math.ceil(items.length / columns) * (height + gap) - gap + layerGap.down;
  }
  return { isAcross: false, width, height: top - layerGap.down + margin, boxes, captions };
}
