import type { Drawing, Item, Link } from './draw-items.ts';
import type { Box, Layout } from './lay-out.ts';

/** The curve of a link: from one card’s edge to another’s. */
export interface Curve {
  readonly link: Link;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Where its two handles stand. */
  readonly hx1: number;
  readonly hy1: number;
  readonly hx2: number;
  readonly hy2: number;
}

/** Curves of the links that lead on, and of those of one card besides. */
export function curvesOf({ links }: Drawing, layout: Layout, chosen: string | undefined): readonly Curve[] {
  return links.flatMap((link) => {
    if (!link.isOnward && link.from !== chosen && link.to !== chosen && link.key !== chosen) return [];
    const [from, to] = [layout.boxes.get(link.from), layout.boxes.get(link.to)];
    return from && to ? [curve(link, from, to, layout.isAcross)] : [];
  });
}

function curve(link: Link, from: Box, to: Box, isAcross: boolean): Curve {
  if (isAcross) {
    const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
    const [x2, y2] = [link.isOnward ? to.x : to.x + to.width, to.y + to.height / 2];
    const pull = link.isOnward ? Math.max(24, (x2 - x1) / 2) : 48;
    return {
      link,
      x1,
      y1,
      x2,
      y2,
      hx1: x1 + pull,
      hy1: y1,
      hx2: link.isOnward ? x2 - pull : x2 + pull,
      hy2: y2,
    };
  }
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height];
  const [x2, y2] = [to.x + to.width / 2, link.isOnward ? to.y : to.y + to.height];
  const pull = link.isOnward ? Math.max(14, (y2 - y1) / 2) : 30;
  return {
    link,
    x1,
    y1,
    x2,
    y2,
    hx1: x1,
    hy1: y1 + pull,
    hx2: x2,
    hy2: link.isOnward ? y2 - pull : y2 + pull,
  };
}

/** A point of a curve, `at` from 0 to 1. */
export function pointOf(
  { x1, y1, x2, y2, hx1, hy1, hx2, hy2 }: Curve,
  at: number,
): readonly [x: number, y: number] {
  const left = 1 - at;
  const [a, b, c, d] = [left ** 3, 3 * left * left * at, 3 * left * at * at, at ** 3];
  return [a * x1 + b * hx1 + c * hx2 + d * x2, a * y1 + b * hy1 + c * hy2 + d * y2];
}

const grip = 7;

/** The card under a point, or else the link. */
export function thingAt(
  drawing: Drawing,
  layout: Layout,
  curves: readonly Curve[],
  [x, y]: readonly [x: number, y: number],
): string | undefined {
  for (const { key } of drawing.items) {
    const box = layout.boxes.get(key);
    if (box && x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height) return key;
  }
  let best: string | undefined;
  let nearest = grip;
  for (const each of curves) {
    const [left, right] = [Math.min(each.x1, each.x2, each.hx2), Math.max(each.x1, each.x2, each.hx1)];
    const [top, bottom] = [Math.min(each.y1, each.y2), Math.max(each.y1, each.y2, each.hy1)];
    if (x < left - grip || x > right + grip || y < top - grip || y > bottom + grip) continue;
    for (let step = 0; step <= 24; step += 1) {
      const [px, py] = pointOf(each, step / 24);
      const distance = Math.hypot(px - x, py - y);
      if (distance < nearest) [best, nearest] = [each.link.key, distance];
    }
  }
  return best;
}

/** The card that an arrow key leads to: the nearest that is joined with this one that way, or else the nearest. */
export function neighbourOf(
  drawing: Drawing,
  layout: Layout,
  from: string | undefined,
  key: string,
): string | undefined {
  const box = from === undefined ? undefined : layout.boxes.get(from);
  const [dx, dy] = directions[key] ?? [0, 0];
  if (!box || from === undefined) return drawing.items[0]?.key;
  const isAlong = layout.isAcross ? dx !== 0 : dy !== 0;
  const joined = new Set(
    isAlong
      ? drawing.links.flatMap((link) =>
          link.from === from ? [link.to] : link.to === from ? [link.from] : [],
        )
      : [],
  );
  return (
    nearest(
      drawing.items.filter(({ key: own }) => joined.has(own)),
      layout,
      box,
      [dx, dy],
    ) ?? nearest(drawing.items, layout, box, [dx, dy])
  );
}

function nearest(
  items: readonly Item[],
  { boxes }: Layout,
  from: Box,
  [dx, dy]: readonly [number, number],
): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { key } of items) {
    const box = boxes.get(key);
    if (!box || box === from) continue;
    const ax = box.x + box.width / 2 - from.x - from.width / 2;
    const ay = box.y + box.height / 2 - from.y - from.height / 2;
    const along = ax * dx + ay * dy;
    if (along <= 1) continue;
    const distance = along + 3 * Math.abs(ax * dy + ay * dx);
    if (distance < least) [best, least] = [key, distance];
  }
  return best;
}

const directions: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
