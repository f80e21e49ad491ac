import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** A point of the frame that a picture is seen through. */
interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Zoom {
  readonly scale: number;
  /** Makes it so many times as large; what is at a point, or else in the middle, stays there. */
  readonly by: (change: number, at?: Point) => void;
  readonly to: (scale: number) => void;
}

export const zoomScales = { least: 0.08, most: 2, step: 1.25 };

/**
 * How large a picture is: Ctrl and the wheel, which is also what two fingers on a pad send, and two fingers on a screen make
 * it larger and smaller.
 * @param insetOf how far from the left it begins, where it is narrower than its frame
 */
export function useZoom(
  frame: RefObject<HTMLDivElement | null>,
  first: () => number,
  insetOf: (scale: number) => number,
): Zoom {
  const [scale, setScale] = useState(first);
  const anchor = useRef<Point | undefined>(undefined);
  const by = useCallback((change: number, at?: Point): void => {
    anchor.current = at;
    setScale((before) => Math.min(zoomScales.most, Math.max(zoomScales.least, before * change)));
  }, []);
  const to = useCallback((next: number): void => {
    anchor.current = undefined;
    setScale(next);
  }, []);
  useWheel(frame, by);
  usePinch(frame, by);
  const before = useRef(scale);
  useLayoutEffect(() => {
    const element = frame.current;
    const change = scale / before.current;
    if (!element || change === 1) return;
    const { x, y } = anchor.current ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
    element.scrollLeft = (element.scrollLeft + x - insetOf(before.current)) * change + insetOf(scale) - x;
    element.scrollTop = (element.scrollTop + y) * change - y;
    before.current = scale;
  }, [frame, scale, insetOf]);
  return { scale, by, to };
}

function useWheel(frame: RefObject<HTMLDivElement | null>, onZoom: Zoom['by']): void {
  useEffect(() => {
    const element = frame.current;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      onZoom(Math.exp(-event.deltaY / 300), inFrame(element, event));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [frame, onZoom]);
}

/** One finger scrolls by itself; two make it larger and smaller, and take what is between them along. */
function usePinch(frame: RefObject<HTMLDivElement | null>, onZoom: Zoom['by']): void {
  useEffect(() => {
    const element = frame.current;
    let last: { readonly apart: number; readonly middle: Point } | undefined;
    const onTouch = (event: TouchEvent): void => {
      const [a, b] = event.touches;
      if (!a || !b) {
        last = undefined;
        return;
      }
      if (event.cancelable) event.preventDefault();
      const apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      const middle = inFrame(element, {
        clientX: (a.clientX + b.clientX) / 2,
        clientY: (a.clientY + b.clientY) / 2,
      });
      if (last && last.apart > 0) {
        element?.scrollBy(last.middle.x - middle.x, last.middle.y - middle.y);
        onZoom(apart / last.apart, middle);
      }
      last = { apart, middle };
    };
    const events = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;
    for (const name of events) element?.addEventListener(name, onTouch, { passive: false });
    return () => {
      for (const name of events) element?.removeEventListener(name, onTouch);
    };
  }, [frame, onZoom]);
}

function inFrame(
  element: HTMLElement | null,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Point {
  const { left = 0, top = 0 } = element?.getBoundingClientRect() ?? {};
  return { x: clientX - left, y: clientY - top };
}
