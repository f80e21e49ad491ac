import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTheme } from '../app/theme.ts';
import { useWidth } from '../app/use-width.ts';
import type { Shapes } from '../client/client.ts';
import { count, providerTitle } from '../words/format.ts';
import { safeText } from '../words/safe-text.ts';
import { drawFleet } from './fleet-map-drawing.ts';
import { cellAt, layFleet, neighbour } from './fleet-map-layout.ts';

interface FleetMapProps {
  readonly map: Shapes['FleetMap'];
  readonly groupBy: 'provider' | 'owner';
}

/** Every token as a cell: its frame is what it may do, its fill what it did, hatching what cannot be seen. */
export function FleetMap({ map, groupBy }: FleetMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const theme = useTheme();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<number>();
  const layout = useMemo(() => layFleet(map, groupBy, width), [map, groupBy, width]);
  useEffect(() => {
    if (canvas.current && width > 0) drawFleet(canvas.current, map, layout, { chosen, theme });
  }, [map, layout, chosen, theme, width]);
  const open = (index: number | undefined): void => {
    const id = index === undefined ? undefined : map.id[index];
    if (id !== undefined) void navigate({ to: '/tokens/$id', params: { id } });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') open(chosen);
    else if (event.key.startsWith('Arrow')) setChosen(neighbour(layout, chosen, event.key));
    else return;
    event.preventDefault();
  };
  const pointed = (event: PointerEvent): number | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return cellAt(layout, event.clientX - left, event.clientY - top);
  };
  return (
    <>
      <div ref={box} className="fleet-map">
        <canvas
          ref={canvas}
          role="img"
          tabIndex={0}
          style={{ width, height: layout.height }}
          aria-label={`Map of ${count(map.id.length)} tokens, the widest gap of each group first. Arrow keys walk it, Enter opens a token.`}
          onKeyDown={onKey}
          onPointerMove={(event) => setChosen(pointed(event))}
          onPointerLeave={() => setChosen(undefined)}
          onClick={() => open(chosen)}
        />
      </div>
      <p className="fleet-said" aria-live="polite">
        {chosen === undefined ? said(map, 0) : said(map, chosen)}
      </p>
    </>
  );
}

function said(map: Shapes['FleetMap'], index: number): string {
  const [name, kind, provider] = [map.name[index], map.kind[index], map.provider[index]];
  if (name === undefined) return 'There is no token.';
  const score = map.score[index];
  return `${safeText(name)}, ${providerTitle(provider ?? '')} ${kind}: ${count(map.used[index] ?? 0)} used of ${count(map.granted[index] ?? 0)}, ${count(map.unknown[index] ?? 0)} unknown, score ${score ?? 'not known'}`;
}
