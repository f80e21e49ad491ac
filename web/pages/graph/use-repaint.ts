import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { paint, type Scene } from './paint.ts';

/** What is painted, and how large. */
interface Sheet {
  readonly scene: Scene;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly inset: number;
  readonly theme: string;
}

/** How much more than what is in sight is painted, of its own size on each side: what is scrolled to is there already. */
const overscan = { calm: 0.75, dense: 0.25 } as const;
/** A picture of more lines takes long to paint: less of it is painted before it is needed. */
const calmLines = 1000;

interface Painted {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Paints what is in sight and around it, once a frame at most; scrolling paints only what was not painted yet. */
export function useRepaint(
  frame: RefObject<HTMLDivElement | null>,
  canvas: RefObject<HTMLCanvasElement | null>,
  sheet: Sheet,
): () => void {
  const now = useRef(sheet);
  const painted = useRef<Painted | undefined>(undefined);
  const waiting = useRef(0);
  now.current = sheet;
  const onScroll = useCallback(() => {
    if (waiting.current !== 0) return;
    waiting.current = requestAnimationFrame(() => {
      waiting.current = 0;
      if (!canvas.current || !frame.current) return;
      const { scene, scale, width, height, inset } = now.current;
      const { scrollLeft: left, scrollTop: top } = frame.current;
      const seen = { left, top, width, height };
      if (painted.current && isWithin(seen, painted.current)) return;
      const more = scene.curves.length > calmLines ? overscan.dense : overscan.calm;
      const part = around(seen, more, {
        width: scene.layout.width * scale + 2 * inset,
        height: scene.layout.height * scale,
      });
      painted.current = part;
      const { style } = canvas.current;
      style.left = `${part.left}px`;
      style.top = `${part.top}px`;
      style.width = `${part.width}px`;
      style.height = `${part.height}px`;
      paint(canvas.current, scene, { ...part, left: part.left - inset, scale });
    });
  }, [canvas, frame]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is painted has changed
  useLayoutEffect(() => {
    painted.current = undefined;
    onScroll();
  }, [sheet.scene, sheet.scale, sheet.width, sheet.height, sheet.theme, onScroll]);
  useEffect(() => () => cancelAnimationFrame(waiting.current), []);
  return onScroll;
}

function isWithin(seen: Painted, part: Painted): boolean {
  const [right, bottom] = [seen.left + seen.width, seen.top + seen.height];
  return (
    seen.left >= part.left &&
    seen.top >= part.top &&
    right <= part.left + part.width &&
    bottom <= part.top + part.height
  );
}

/** What is in sight with what is around it, as far as the sheet goes. */
function around(
  seen: Painted,
  more: number,
  sheet: { readonly width: number; readonly height: number },
): Painted {
  const span = (start: number, length: number, most: number) => {
    const first = Math.max(0, Math.floor(start - length * more));
    const last = Math.max(Math.min(most, Math.ceil(start + length * (1 + more))), start + length);
    return { first, length: last - first };
  };
  const across = span(seen.left, seen.width, sheet.width);
  const down = span(seen.top, seen.height, sheet.height);
  return { left: across.first, top: down.first, width: across.length, height: down.length };
}
