import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWindow } from '../../app/window.ts';
import { api } from '../../client/client.ts';
import { type Drawing, drawItems } from './draw-items.ts';
import { depthsOf, type Layers, layersOf } from './layers.ts';
import { type Answer, type Ends, endsOf, keyOf, type Model, modelOf, type Step, stepsOf } from './model.ts';
import { passes, reached, wayTo } from './reach.ts';
import type { Question } from './use-question.ts';

/** Ways that are asked for: with both ends given, more than anybody looks through; else the best to each identity. */
const limits = { between: 100, open: 5000 } as const;

/** Asks the question, and what the picture was grown by. */
export function useAnswers({ from, to, steps, grown }: Question) {
  const window = useWindow();
  const isOpenEnded = from === undefined || to === undefined;
  const query = { start: from, target: to, steps, limit: isOpenEnded ? limits.open : limits.between };
  const main = useQuery({
    queryKey: ['graph', window, query],
    queryFn: () => api.graph(window, query),
    enabled: from !== undefined || to !== undefined,
  });
  const growths = useQueries({
    queries: grown.map(({ id, isAhead }) => {
      const one = {
        start: isAhead ? id : undefined,
        target: isAhead ? undefined : id,
        steps: 1,
        limit: limits.open,
      };
      return { queryKey: ['graph', window, one], queryFn: () => api.graph(window, one) };
    }),
  });
  return { main, growths };
}

/** What the page shows of the answers. */
export interface Shown {
  readonly answer: Answer;
  readonly model: Model;
  readonly ends: Ends;
  /** Steps from the beginning, below 0 from the end. */
  readonly depths: ReadonlyMap<string, number>;
  readonly layers: Layers;
  readonly drawing: Drawing;
  /** Steps of the way that is shown, from its beginning. */
  readonly way: readonly Step[];
  readonly cut: readonly Step[];
  /** Nodes that are reached in the view, and whether a step is there. */
  readonly reached: ReadonlySet<string>;
  readonly isThere: (step: Step) => boolean;
}

/** Works out what is shown: the layers, the cards, the way, and what of it all the view leaves. */
export function useShown(
  answer: Answer,
  growths: readonly (Answer | undefined)[],
  question: Question,
): Shown {
  const { opened, grown, view, way: wayAt, at } = question;
  const known = growths.filter((one) => one !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: answers are new when there are more of them
  const model = useMemo(() => modelOf([answer, ...known]), [answer, known.length]);
  const ends = useMemo(() => endsOf(answer), [answer]);
  const depths = useMemo(() => depthsOf(model, ends), [model, ends]);
  const layers = useMemo(() => layersOf(model, ends, depths), [model, ends, depths]);
  const between = useMemo(() => {
    const steps = stepsOf(answer);
    const of = (edges: readonly number[]): readonly Step[] => edges.flatMap((edge) => steps[edge] ?? []);
    const isBetween = ends.from !== undefined && ends.to !== undefined;
    return {
      way: isBetween ? of((answer.paths[wayAt] ?? answer.paths[0])?.edges ?? []) : undefined,
      cut: of(answer.cut?.edges ?? []),
    };
  }, [answer, ends, wayAt]);
  const drawing = useMemo(() => {
    const apart = new Set<string>();
    for (const key of [ends.from, ends.to]) if (key !== undefined) apart.add(key);
    for (const { from, to } of between.way ?? []) apart.add(from).add(to);
    for (const { id } of grown)
      for (const kind of ['token', 'principal', 'role', 'resource'] as const)
        if (model.nodes.has(keyOf(kind, id))) apart.add(keyOf(kind, id));
    return drawItems(model, layers.of, { opened, apart });
  }, [model, layers, ends, between, grown, opened]);
  const isThere = useMemo(() => passes(view, new Set(between.cut.map(({ key }) => key))), [view, between]);
  const left = useMemo(
    // Everything is possible that stands there, whichever way it was grown.
    () => (view === 'can' ? new Set(model.nodes.keys()) : reached(model, ends, isThere)),
    [model, ends, view, isThere],
  );
  const way = useMemo(() => {
    if (between.way) return between.way;
    const node = at !== undefined && model.nodes.has(at) ? at : undefined;
    return node === undefined ? [] : wayTo(model, ends, node);
  }, [between, model, ends, at]);
  return { answer, model, ends, depths, layers, drawing, way, cut: between.cut, reached: left, isThere };
}
