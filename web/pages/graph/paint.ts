import { safeText } from '../../words/safe-text.ts';
import type { Drawing, Item } from './draw-items.ts';
import type { Box, Layout } from './lay-out.ts';
import { type Curve, pointOf } from './scene.ts';
import { itemName, itemWords } from './words.ts';

/** Everything that is painted. */
export interface Scene {
  readonly drawing: Drawing;
  readonly layout: Layout;
  readonly curves: readonly Curve[];
  readonly captions: readonly string[];
  /** Cards and links of which something is left in the view. */
  readonly live: ReadonlySet<string>;
  readonly ends: { readonly from: string | undefined; readonly to: string | undefined };
  readonly chosen: string | undefined;
  /** Links of the way that is shown, and those that the cut takes away. */
  readonly way: ReadonlySet<string>;
  readonly cut: ReadonlySet<string>;
}

/** Which part of the sheet is seen, in points of the screen. */
export interface Sight {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** Below these scales there is no second line, and no text at all: it could not be read. */
const briefScale = 0.62;
const muteScale = 0.42;
/** More lines than these have no dashes, which could not be told apart, and cost most of a frame: they differ in weight. */
const dashedMax = 400;
/** So many lines are stroked in one go: what one stroke takes grows faster than its lines. */
const strokeMax = 48;
const stateDashes = { used: [], unused: [5, 4], unknown: [1.5, 3.5] } as const;

/** Paints the part of the picture that is in sight. */
export function paint(canvas: HTMLCanvasElement, scene: Scene, sight: Sight): void {
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return;
  const ratio = globalThis.devicePixelRatio || 1;
  const [width, height] = [Math.round(sight.width * ratio), Math.round(sight.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const ink = inks(canvas);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = ink.panel;
  pen.fillRect(0, 0, sight.width, sight.height);
  pen.setTransform(ratio * sight.scale, 0, 0, ratio * sight.scale, -sight.left * ratio, -sight.top * ratio);
  const painter = new Painter(pen, scene, sight, ink);
  painter.links();
  painter.cards();
  painter.marks();
}

class Painter {
  readonly #pen: CanvasRenderingContext2D;
  readonly #scene: Scene;
  readonly #scale: number;
  readonly #ink: Inks;
  readonly #seen: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };

  constructor(
    pen: CanvasRenderingContext2D,
    scene: Scene,
    { left, top, width, height, scale }: Sight,
    ink: Inks,
  ) {
    this.#pen = pen;
    this.#scene = scene;
    this.#scale = scale;
    this.#ink = ink;
    this.#seen = {
      left: left / scale,
      top: top / scale,
      right: (left + width) / scale,
      bottom: (top + height) / scale,
    };
  }

  /** The way as a soft band, then what is gone, then what is there: each kind of line in one go. */
  links(): void {
    const { curves, way, live, chosen } = this.#scene;
    const seen = curves.filter((curve) => this.#isCurveSeen(curve));
    this.#stroke(
      seen.filter(({ link }) => way.has(link.key)),
      { style: this.#ink.way, width: 9, dash: [] },
    );
    const isStrong = ({ link: { key, from, to } }: Curve): boolean =>
      chosen !== undefined && (key === chosen || from === chosen || to === chosen);
    const isDense = this.#scale < muteScale || seen.length > dashedMax;
    for (const state of ['unknown', 'unused', 'used'] as const) {
      const own = seen.filter(({ link }) => link.state === state);
      const dash = isDense ? [] : stateDashes[state];
      const gone = own.filter(({ link }) => !live.has(link.key));
      const there = own.filter((curve) => live.has(curve.link.key));
      this.#stroke(gone, { style: this.#ink.rule, width: 1, dash });
      const width = state === 'used' ? 1.7 : isDense ? 0.6 : 1.3;
      this.#stroke(
        there.filter((curve) => !isStrong(curve)),
        { style: this.#ink[state], width, dash },
      );
      this.#stroke(there.filter(isStrong), { style: this.#ink[state], width: width + 1.3, dash });
    }
  }

  cards(): void {
    const { drawing, layout, captions } = this.#scene;
    const pen = this.#pen;
    pen.lineWidth = 1 / Math.max(0.5, this.#scale);
    pen.setLineDash([]);
    pen.textBaseline = 'alphabetic';
    for (const item of drawing.items) {
      const box = layout.boxes.get(item.key);
      if (box && this.#isBoxSeen(box)) this.#card(item, box);
    }
    if (this.#scale < muteScale) return;
    pen.font = `11px ${this.#ink.font}`;
    pen.fillStyle = this.#ink.ink3;
    for (const [index, { x, y }] of layout.captions.entries()) pen.fillText(captions[index] ?? '', x, y + 9);
  }

  /** What the cut takes away is struck; what is chosen has a ring. */
  marks(): void {
    const { curves, cut, chosen, layout } = this.#scene;
    const pen = this.#pen;
    pen.setLineDash([]);
    for (const curve of curves) {
      if (!cut.has(curve.link.key)) continue;
      const [x, y] = pointOf(curve, 0.5);
      pen.lineWidth = 1.6;
      pen.strokeStyle = this.#ink.ink;
      pen.fillStyle = this.#ink.panel;
      pen.beginPath();
      pen.arc(x, y, 8, 0, 2 * Math.PI);
      pen.fill();
      pen.moveTo(x - 4, y + 4);
      pen.lineTo(x + 4, y - 4);
      pen.stroke();
    }
    const box = chosen === undefined ? undefined : layout.boxes.get(chosen);
    if (!box) return;
    pen.lineWidth = 2 / Math.min(1, this.#scale);
    pen.strokeStyle = this.#ink.ink;
    pen.beginPath();
    pen.roundRect(box.x - 4, box.y - 4, box.width + 8, box.height + 8, 7);
    pen.stroke();
  }

  #card(item: Item, box: Box): void {
    const { ends, live } = this.#scene;
    const pen = this.#pen;
    const ink = this.#ink;
    const isStart = item.key === ends.from;
    const isTarget = item.key === ends.to;
    const isThere = live.has(item.key);
    const isOutside = item.members[0]?.kind === 'outside';
    pen.fillStyle = isStart ? ink.ink : item.isGroup ? ink.sunk : ink.panel;
    pen.strokeStyle = isTarget || isStart ? ink.ink : isThere ? ink.edge : ink.rule;
    pen.lineWidth = (isTarget ? 2 : 1) / Math.max(0.5, this.#scale);
    if (this.#scale < muteScale) {
      this.#plate(box);
      return;
    }
    pen.beginPath();
    pen.roundRect(box.x, box.y, box.width, box.height, 4);
    pen.fill();
    pen.setLineDash(item.isGroup ? [4, 3] : isOutside ? [1.5, 2.5] : []);
    pen.stroke();
    pen.setLineDash([]);
    const isTall = box.height > 30 && this.#scale >= briefScale;
    pen.fillStyle = isStart ? ink.onInk : isThere ? ink.ink : ink.ink3;
    pen.font = `600 11.5px ${ink.font}`;
    pen.fillText(
      fitted(pen, itemName(item), box.width - 18),
      box.x + 9,
      box.y + (isTall ? 18 : box.height / 2 + 4),
    );
    if (!isTall) return;
    pen.fillStyle = isStart ? ink.onInk : ink.ink3;
    pen.font = `11px ${ink.font}`;
    pen.fillText(fitted(pen, itemWords(item), box.width - 18), box.x + 9, box.y + 33);
  }

  /** A card too small to be read: two plates, which take far less than a frame and a fill. */
  #plate({ x, y, width, height }: Box): void {
    const pen = this.#pen;
    const [fill, border] = [pen.fillStyle, pen.lineWidth];
    pen.fillStyle = pen.strokeStyle;
    pen.fillRect(x, y, width, height);
    pen.fillStyle = fill;
    pen.fillRect(x + border, y + border, width - 2 * border, height - 2 * border);
  }

  #stroke(
    curves: readonly Curve[],
    { style, width, dash }: { style: string; width: number; dash: readonly number[] },
  ): void {
    if (curves.length === 0) return;
    const pen = this.#pen;
    const isStraight = this.#scale < muteScale || curves.length > dashedMax;
    pen.strokeStyle = style;
    pen.lineWidth = width / Math.max(0.5, Math.min(1, this.#scale));
    pen.setLineDash([...dash]);
    for (let first = 0; first < curves.length; first += strokeMax) {
      pen.beginPath();
      for (const { x1, y1, x2, y2, hx1, hy1, hx2, hy2 } of curves.slice(first, first + strokeMax)) {
        pen.moveTo(x1, y1);
        if (isStraight) pen.lineTo(x2, y2);
        else pen.bezierCurveTo(hx1, hy1, hx2, hy2, x2, y2);
      }
      pen.stroke();
    }
  }

  #isBoxSeen({ x, y, width, height }: Box): boolean {
    const { left, top, right, bottom } = this.#seen;
    return x < right && y < bottom && x + width > left && y + height > top;
  }

  #isCurveSeen({ x1, x2, y1, y2, hx1, hx2, hy1, hy2 }: Curve): boolean {
    const { left, top, right, bottom } = this.#seen;
    return (
      Math.min(x1, x2, hx2) < right &&
      Math.max(x1, x2, hx1) > left &&
      Math.min(y1, y2, hy2) < bottom &&
      Math.max(y1, y2, hy1) > top
    );
  }
}

const fittedTexts = new Map<string, string>();
const fittedMax = 20_000;

/** A text as long as there is room for; what was measured once is kept. */
function fitted(pen: CanvasRenderingContext2D, text: string, width: number): string {
  const key = `${pen.font} ${width} ${text}`;
  const known = fittedTexts.get(key);
  if (known !== undefined) return known;
  if (fittedTexts.size > fittedMax) fittedTexts.clear();
  const safe = safeText(text);
  const fit = pen.measureText(safe).width <= width ? safe : cutTo(pen, safe, width);
  fittedTexts.set(key, fit);
  return fit;
}

/** The middle is left out: names that begin alike differ at their ends. */
function cutTo(pen: CanvasRenderingContext2D, text: string, width: number): string {
  const letters = [...text];
  let [least, most] = [1, letters.length];
  const cut = (kept: number): string =>
    `${letters.slice(0, Math.ceil(kept * 0.6)).join('')}…${letters.slice(letters.length - Math.floor(kept * 0.4)).join('')}`;
  while (least < most) {
    const kept = Math.ceil((least + most) / 2);
    if (pen.measureText(cut(kept)).width <= width) least = kept;
    else most = kept - 1;
  }
  return cut(least);
}

type Inks = ReturnType<typeof readInks>;

let known: { readonly theme: string | undefined; readonly inks: Inks } | undefined;

/** The colours of the page, read once for each theme. */
function inks(canvas: HTMLCanvasElement): Inks {
  const { theme } = document.documentElement.dataset;
  if (known === undefined || known.theme !== theme) known = { theme, inks: readInks(canvas) };
  return known.inks;
}

function readInks(canvas: HTMLCanvasElement) {
  const style = getComputedStyle(canvas);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    panel: of('panel'),
    sunk: of('sunk'),
    rule: of('rule'),
    edge: of('edge'),
    ink: of('ink'),
    ink3: of('ink-3'),
    onInk: of('on-ink'),
    used: of('used'),
    unused: of('unused-line'),
    unknown: of('unknown'),
    way: of('level-list'),
    font: style.fontFamily,
  };
}
