import { type KeyboardEvent, type PointerEvent, useCallback, useLayoutEffect, useRef } from 'react';
import { useTheme } from '../../app/theme.ts';
import type { Scene } from './paint.ts';
import { neighbourOf, thingAt } from './scene.ts';
import { useRepaint } from './use-repaint.ts';
import { useZoom, zoomScales } from './use-zoom.ts';

interface PictureProps {
  readonly scene: Scene;
  /** What it shows, as a sentence. */
  readonly label: string;
  /** Width that cards have been laid for. */
  readonly width: number;
  readonly onChoose: (key: string | undefined) => void;
  /** What is under the pointer. */
  readonly onPoint: (key: string | undefined) => void;
  /** Enter, or a second click: opens a group. */
  readonly onOpen: (key: string) => void;
}

/** A picture that does not fit begins no smaller than this: its names are to be read. */
const firstScaleMin = 0.85;

/** The picture: a sheet that is scrolled, of which a canvas shows what is in sight and around it. */
export function Picture({ scene, label, width, onChoose, onPoint, onOpen }: PictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const { layout } = scene;
  const insetOf = useCallback(
    (at: number) => Math.max(0, (width - layout.width * at) / 2),
    [width, layout.width],
  );
  const zoom = useZoom(frame, () => firstScale(layout.width, width), insetOf);
  const { scale } = zoom;
  const size = { width: layout.width * scale, height: layout.height * scale };
  const height = Math.min(Math.max(size.height, 180), viewHeight(layout.isAcross));
  const inset = insetOf(scale);
  const repaint = useRepaint(frame, canvas, { scene, scale, width, height, inset, theme });
  useInView(frame, scene, scale, inset);
  const at = (event: { readonly clientX: number; readonly clientY: number }): string | undefined => {
    if (!frame.current) return undefined;
    const { left, top } = frame.current.getBoundingClientRect();
    const { scrollLeft, scrollTop } = frame.current;
    const x = (event.clientX - left + scrollLeft - inset) / scale;
    const y = (event.clientY - top + scrollTop) / scale;
    return thingAt(scene.drawing, layout, scene.curves, [x, y]);
  };
  const drag = useDrag(frame);
  // What the panel beside it tells of while nothing is chosen.
  const from = scene.chosen ?? scene.ends.from ?? scene.ends.to;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key.startsWith('Arrow')) onChoose(neighbourOf(scene.drawing, layout, from, event.key));
    else if (event.key === 'Enter' && scene.chosen !== undefined) onOpen(scene.chosen);
    else if (event.key === '+' || event.key === '=') zoom.by(zoomScales.step);
    else if (event.key === '-') zoom.by(1 / zoomScales.step);
    else if (event.key === '0') zoom.to(fitScale(layout, width, height));
    else return;
    event.preventDefault();
  };
  return (
    <div className="graph-picture">
      <div
        ref={frame}
        className="graph-frame"
        role="img"
        tabIndex={0}
        aria-label={label}
        style={{ height }}
        onScroll={repaint}
        onKeyDown={onKey}
        onPointerDown={drag.onDown}
        onPointerMove={(event) => {
          if (!drag.onMove(event)) onPoint(at(event));
        }}
        onPointerUp={drag.onUp}
        onPointerLeave={() => onPoint(undefined)}
        onClick={(event) => {
          if (!drag.wasDragged()) onChoose(at(event));
        }}
        onDoubleClick={(event) => {
          const key = at(event);
          if (key !== undefined) onOpen(key);
        }}
      >
        <div className="graph-sheet" style={{ width: Math.max(size.width, width - 1), height: size.height }}>
          <canvas ref={canvas} />
        </div>
      </div>
      <div className="graph-zoom" role="group" aria-label="Size of the picture">
        <ZoomButton name="Smaller" sign="−" onPress={() => zoom.by(1 / zoomScales.step)} />
        <ZoomButton name="Larger" sign="+" onPress={() => zoom.by(zoomScales.step)} />
        <ZoomButton name="All of it" sign="Fit" onPress={() => zoom.to(fitScale(layout, width, height))} />
      </div>
    </div>
  );
}

function ZoomButton({
  name,
  sign,
  onPress,
}: {
  readonly name: string;
  readonly sign: string;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className="button small" aria-label={name} title={name} onClick={onPress}>
      {sign}
    </button>
  );
}

function firstScale(sheet: number, width: number): number {
  return Math.min(1, Math.max(firstScaleMin, width / sheet));
}

function fitScale(layout: Scene['layout'], width: number, height: number): number {
  return Math.max(zoomScales.least, Math.min(1, width / layout.width, Math.max(height, 320) / layout.height));
}

function viewHeight(isAcross: boolean): number {
  return Math.max(320, (globalThis.innerHeight || 800) * (isAcross ? 0.62 : 0.72));
}

/** A card that is chosen, by keys or from elsewhere, is brought into sight. */
function useInView(
  frame: React.RefObject<HTMLDivElement | null>,
  scene: Scene,
  scale: number,
  inset: number,
): void {
  const { layout, ends } = scene;
  const chosen = scene.chosen ?? ends.from ?? ends.to;
  useLayoutEffect(() => {
    const element = frame.current;
    const box = chosen === undefined ? undefined : layout.boxes.get(chosen);
    if (!element || !box) return;
    const margin = 24;
    const [left, right] = [box.x * scale + inset - margin, (box.x + box.width) * scale + inset + margin];
    const [top, bottom] = [box.y * scale - margin, (box.y + box.height) * scale + margin];
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + element.clientWidth)
      element.scrollLeft = right - element.clientWidth;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight;
  }, [frame, chosen, layout, scale, inset]);
}

/** A mouse drags the sheet; fingers scroll it by themselves. */
function useDrag(frame: React.RefObject<HTMLDivElement | null>) {
  const from = useRef<{ readonly x: number; readonly y: number; isMoved: boolean } | undefined>(undefined);
  const last = useRef(false);
  return {
    onDown(event: PointerEvent): void {
      last.current = false;
      if (event.pointerType === 'mouse' && event.button === 0)
        from.current = { x: event.clientX, y: event.clientY, isMoved: false };
    },
    /** Whether the move was part of a drag. */
    onMove(event: PointerEvent): boolean {
      const begun = from.current;
      if (!begun || !frame.current) return false;
      const [dx, dy] = [begun.x - event.clientX, begun.y - event.clientY];
      if (!begun.isMoved && Math.hypot(dx, dy) < 4) return true;
      frame.current.scrollBy(dx, dy);
      from.current = { x: event.clientX, y: event.clientY, isMoved: true };
      if (!begun.isMoved) event.currentTarget.setPointerCapture(event.pointerId);
      return true;
    },
    onUp(): void {
      last.current = from.current?.isMoved ?? false;
      from.current = undefined;
    },
    wasDragged: () => last.current,
  };
}
