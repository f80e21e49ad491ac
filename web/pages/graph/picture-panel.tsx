import { useEffect, useMemo, useRef, useState } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { count, counted, listed, providerTitle, span } from '../../words/format.ts';
import { safeText } from '../../words/safe-text.ts';
import { drawnMax } from './draw-items.ts';
import { layOut } from './lay-out.ts';
import { Legend } from './line-legend.tsx';
import type { Scene } from './paint.ts';
import { Picture } from './picture.tsx';
import { curvesOf } from './scene.ts';
import { StepTable } from './step-table.tsx';
import type { Shown } from './use-graph.ts';
import type { Question } from './use-question.ts';
import { itemName, itemWords, layerName, nodeName, stepVerb } from './words.ts';

export interface PartProps {
  readonly shown: Shown;
  readonly question: Question;
  readonly onAsk: (change: Partial<Question>) => void;
}

/** The picture, or everything it shows as a table. */
export function PicturePanel({ shown, question, onAsk }: PartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { model, drawing, answer } = shown;
  const groups = drawing.items.filter(({ isGroup }) => isGroup);
  const drawn = drawing.items.length - groups.length;
  const opened = question.opened.size > 0;
  return (
    <Panel
      title={titleOf(shown)}
      about={
        drawn < model.nodes.size
          ? `${counted(drawn, 'card')} and ${counted(groups.length, 'group')} for ${count(model.nodes.size)} nodes`
          : `all ${counted(model.nodes.size, 'node')} drawn`
      }
      isFlush
      aside={
        <div className="row graph-aside">
          <Legend hasCut={shown.cut.length > 0} hasWay={shown.way.length > 0} />
          {opened && (
            <button type="button" className="button small" onClick={() => onAsk({ opened: new Set() })}>
              Close groups
            </button>
          )}
          <div className="segments" role="group" aria-label="Shown as">
            {[false, true].map((isTable) => (
              <button
                key={String(isTable)}
                type="button"
                aria-pressed={question.isTable === isTable}
                onClick={() => onAsk({ isTable })}
              >
                {isTable ? 'Table' : 'Picture'}
              </button>
            ))}
          </div>
        </div>
      }
      basis={<Basis answer={answer} drawn={drawn} />}
    >
      <div ref={box}>
        {question.isTable ? (
          <StepTable shown={shown} question={question} onAsk={onAsk} />
        ) : (
          width > 0 && <Drawn shown={shown} question={question} onAsk={onAsk} width={width} />
        )}
      </div>
    </Panel>
  );
}

function Drawn({ shown, question, onAsk, width }: PartProps & { readonly width: number }) {
  const [pointed, setPointed] = useState<string>();
  const scene = useScene(shown, question, width);
  const open = (key: string): void => {
    if (shown.drawing.items.some((item) => item.key === key && item.isGroup))
      onAsk({ opened: new Set([...question.opened, key]) });
  };
  return (
    <>
      <Picture
        scene={scene}
        width={width}
        label={`${titleOf(shown)}. Arrow keys walk from card to card, Enter opens a group, plus and minus change the size; the table has all of it.`}
        onChoose={(key) => onAsk({ at: key })}
        onPoint={setPointed}
        onOpen={open}
      />
      <p className="graph-said" aria-live="polite">
        {saidOf(shown, pointed ?? question.at)}
      </p>
    </>
  );
}

function useScene(shown: Shown, question: Question, width: number): Scene {
  const { drawing, ends, layers, way, cut, reached, isThere } = shown;
  const layout = useMemo(() => layOut(drawing, width), [drawing, width]);
  const chosen =
    question.at === undefined ? undefined : (drawing.itemOf.get(question.at)?.key ?? question.at);
  const curves = useMemo(() => curvesOf(drawing, layout, chosen), [drawing, layout, chosen]);
  return useMemo(() => {
    const links = (steps: Shown['way']) =>
      new Set(
        steps.map(({ from, to }) => `${drawing.itemOf.get(from)?.key} → ${drawing.itemOf.get(to)?.key}`),
      );
    const live = new Set<string>();
    for (const { key, members } of drawing.items)
      if (members.some((node) => reached.has(node.key))) live.add(key);
    for (const { key, steps } of drawing.links)
      if (steps.some((step) => isThere(step) && reached.has(step.from) && reached.has(step.to)))
        live.add(key);
    return {
      drawing,
      layout,
      curves,
      captions: layout.captions.map(({ layer }) => layerName(layer, layers, ends.from !== undefined)),
      live,
      ends,
      chosen,
      way: links(way),
      cut: links(cut),
    };
  }, [drawing, layout, curves, ends, chosen, way, cut, reached, isThere, layers]);
}

function Basis({ answer, drawn }: { readonly answer: Shown['answer']; readonly drawn: number }) {
  const bounds = [
    ...answer.bounds,
    ...(drawn >= drawnMax ? [`${count(drawnMax)} cards are drawn at most`] : []),
  ];
  return (
    <>
      <span>{span(answer.window)}</span>
      <span>a step leads to whatever its end holds; conditions are shown, not decided</span>
      {bounds.length > 0 && <span>not the whole graph: {listed(bounds)}</span>}
    </>
  );
}

function titleOf({ model, drawing, answer }: Shown): string {
  const systems = [...new Set([...model.nodes.values()].map(({ provider }) => provider))].filter(
    (id) => id !== '',
  );
  const across = systems.length === 0 ? '' : ` over ${listed(systems.map(providerTitle))}`;
  const used = answer.edges.filter(({ state }) => state === 'used').length;
  return drawing.items.length < 2
    ? 'It stands alone'
    : `${count(used)} of ${counted(answer.edges.length, 'step')}${across} ${used === 1 ? 'was' : 'were'} taken`;
}

/** The card or link under the pointer, or the chosen one, in words. */
function saidOf({ drawing, model }: Shown, key: string | undefined): string {
  const link = drawing.links.find((one) => one.key === key);
  if (link) {
    const [step] = link.steps;
    const [from, to] = [model.nodes.get(step?.from ?? ''), model.nodes.get(step?.to ?? '')];
    if (!step || !from || !to) return '';
    const more = link.steps.length > 1 ? `, and ${counted(link.steps.length - 1, 'step')} more` : '';
    return safeText(`${nodeName(from)} ${stepVerb(step)} ${nodeName(to)}: ${step.state}${more}`);
  }
  const item =
    key === undefined ? undefined : (drawing.itemOf.get(key) ?? drawing.items.find((one) => one.key === key));
  if (!item) return 'Choose a card or a line to see what it rests on.';
  const of = (end: 'from' | 'to'): number => drawing.links.filter((one) => one[end] === item.key).length;
  return safeText(
    `${itemName(item)}, ${itemWords(item)}: leads to ${counted(of('from'), 'card')}, come to from ${of('to')}${item.isGroup ? '; Enter or a double click opens it' : ''}`,
  );
}

function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
