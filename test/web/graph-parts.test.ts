import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawItems, drawnMax } from '../../web/pages/graph/draw-items.ts';
import { layOut } from '../../web/pages/graph/lay-out.ts';
import { depthsOf, layersOf } from '../../web/pages/graph/layers.ts';
import { type Answer, endsOf, keyOf, type Model, modelOf } from '../../web/pages/graph/model.ts';
import { passes, reached, wayTo } from '../../web/pages/graph/reach.ts';
import { curvesOf, neighbourOf, thingAt } from '../../web/pages/graph/scene.ts';
import { spread } from '../../web/pages/graph/spread.ts';

type Edge = Answer['edges'][number];
const states = ['used', 'unused', 'unknown'] as const;

function answerOf(
  nodes: number,
  edges: readonly Pick<Edge, 'from' | 'to' | 'state'>[],
  to: number | null = null,
): Answer {
  return {
    schema: 'scopelight.graph/1',
    window: { from: '2026-06-01T00:00:00Z', to: '2026-09-01T00:00:00Z' },
    from: to === null || nodes > 1 ? 0 : null,
    to,
    nodes: Array.from({ length: nodes }, (_, at) => ({
      id: `n${at}`,
      kind: 'principal' as const,
      provider: at % 3 === 0 ? 'aws' : 'github',
      account: '',
      what: at % 2 === 0 ? 'role' : 'user',
      name: `n${at}`,
    })),
    edges: edges.map((edge) => ({
      ...edge,
      kind: 'assumes' as const,
      uses: edge.state === 'used' ? 3 : 0,
      evidence: [],
    })),
    paths: [],
    cut: null,
    bounds: [],
  };
}

const graphs = fc.integer({ min: 1, max: 40 }).chain((nodes) =>
  fc
    .array(
      fc.record({
        from: fc.nat({ max: nodes - 1 }),
        to: fc.nat({ max: nodes - 1 }),
        state: fc.constantFrom(...states),
      }),
      { maxLength: 120 },
    )
    .map((edges) => answerOf(nodes, edges)),
);

const partsOf = (answer: Answer) => {
  const model = modelOf([answer]);
  const ends = endsOf(answer);
  const depths = depthsOf(model, ends);
  return { model, ends, depths, layers: layersOf(model, ends, depths) };
};
const key = (at: number) => keyOf('principal', `n${at}`);

/** Every node that steps lead to from the first, found as plainly as can be. */
function plainReach(
  model: Model,
  start: string,
  isThere: (step: Model['steps'][number]) => boolean,
): Set<string> {
  const found = new Set([start]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const step of model.steps) if (isThere(step) && found.has(step.from)) found.add(step.to);
  }
  return found;
}

describe('what is left of a graph', () => {
  it('is what steps that pass lead to', () => {
    fc.assert(
      fc.property(graphs, fc.constantFrom('can', 'does', 'without'), (answer, view) => {
        const { model, ends } = partsOf(answer);
        const isThere = passes(view, new Set());
        expect(reached(model, ends, isThere)).toEqual(plainReach(model, key(0), isThere));
      }),
    );
  });

  it('shrinks from what can be, over what is not surely unused, to what was done', () => {
    fc.assert(
      fc.property(graphs, (answer) => {
        const { model, ends } = partsOf(answer);
        const of = (view: 'can' | 'without' | 'does') => reached(model, ends, passes(view, new Set()));
        for (const node of of('does')) expect(of('without').has(node)).toBe(true);
        for (const node of of('without')) expect(of('can').has(node)).toBe(true);
      }),
    );
  });

  it('is nothing between the ends after a cut that closes the ways', () => {
    const answer = answerOf(
      3,
      [
        { from: 0, to: 1, state: 'used' },
        { from: 1, to: 2, state: 'unused' },
      ],
      2,
    );
    const { model, ends } = partsOf(answer);
    const last = model.steps.find(({ to }) => to === key(2))?.key ?? '';
    expect(reached(model, ends, passes('can', new Set())).size).toBe(3);
    expect(reached(model, ends, passes('cut', new Set([last]))).size).toBe(0);
  });
});

describe('a way', () => {
  it('is as long as its end is deep, and runs from the start to it', () => {
    fc.assert(
      fc.property(graphs, (answer) => {
        const { model, ends, depths } = partsOf(answer);
        const found = reached(model, ends, () => true);
        for (const node of found) {
          const way = wayTo(model, ends, node);
          expect(way).toHaveLength(depths.get(node) ?? -1);
          let at = key(0);
          for (const step of way) {
            expect(step.from).toBe(at);
            at = step.to;
          }
          expect(at).toBe(node);
        }
      }),
    );
  });

  it('takes steps in use where there are as short ones', () => {
    const { model, ends } = partsOf(
      answerOf(4, [
        { from: 0, to: 1, state: 'unused' },
        { from: 0, to: 2, state: 'used' },
        { from: 1, to: 3, state: 'used' },
        { from: 2, to: 3, state: 'used' },
      ]),
    );
    expect(wayTo(model, ends, key(3)).map(({ to }) => to)).toEqual([key(2), key(3)]);
  });
});

describe('the cards', () => {
  it('hold every node that has a layer, once, in its layer', () => {
    fc.assert(
      fc.property(graphs, fc.boolean(), (answer, isOpened) => {
        const { model, layers } = partsOf(answer);
        const closed = drawItems(model, layers.of, { opened: new Set(), apart: new Set([key(0)]) });
        const opened = new Set(isOpened ? closed.items.map((item) => item.key) : []);
        const { items, itemOf } = drawItems(model, layers.of, { opened, apart: new Set([key(0)]) });
        const members = items.flatMap((item) => item.members.map((node) => [node.key, item.layer] as const));
        expect(new Map(members)).toEqual(layers.of);
        expect(members).toHaveLength(layers.of.size);
        for (const [node] of members)
          expect(itemOf.get(node)?.members.some((one) => one.key === node)).toBe(true);
        if (isOpened) expect(items.filter(({ isGroup }) => isGroup)).toEqual([]);
      }),
    );
  });

  it('are joined by every step between two of them, once', () => {
    fc.assert(
      fc.property(graphs, (answer) => {
        const { model, layers } = partsOf(answer);
        const { links, itemOf } = drawItems(model, layers.of, { opened: new Set(), apart: new Set() });
        const between = model.steps.filter(({ from, to }) => {
          const [left, right] = [itemOf.get(from), itemOf.get(to)];
          return left !== undefined && right !== undefined && left !== right;
        });
        expect(links.flatMap(({ steps }) => steps.map((step) => step.key)).sort()).toEqual(
          between.map((step) => step.key).sort(),
        );
        for (const { steps, state } of links) {
          if (state !== 'used') expect(steps.some((step) => step.state === 'used')).toBe(false);
        }
      }),
    );
  });

  it('are a handful for five thousand nodes, and two thousand at most however many are opened', () => {
    const many = answerOf(
      5000,
      Array.from({ length: 4999 }, (_, at) => ({
        from: Math.floor(at / 50),
        to: at + 1,
        state: 'unknown' as const,
      })),
    );
    const { model, layers } = partsOf(many);
    const closed = drawItems(model, layers.of, { opened: new Set(), apart: new Set() });
    expect(closed.items.length).toBeLessThan(60);
    const opened = new Set(closed.items.map((item) => item.key));
    const all = drawItems(model, layers.of, { opened, apart: new Set() });
    const groups = all.items.filter(({ isGroup }) => isGroup);
    expect(all.items.length - groups.length).toBeLessThanOrEqual(drawnMax + 60);
    expect(all.items.length - groups.length).toBeGreaterThan(drawnMax - 60);
    expect(all.items.flatMap(({ members }) => members)).toHaveLength(5000);
  });
});

describe('the layout', () => {
  const drawn = (answer: Answer) => {
    const { model, layers } = partsOf(answer);
    return drawItems(model, layers.of, { opened: new Set(), apart: new Set([key(0)]) });
  };

  it('gives every card a place on the sheet that no other has, across and down', () => {
    fc.assert(
      fc.property(graphs, fc.constantFrom(360, 1200), (answer, width) => {
        const drawing = drawn(answer);
        const { boxes, width: most, height } = layOut(drawing, width);
        expect(boxes.size).toBe(drawing.items.length);
        if (width === 360) expect(most).toBeLessThanOrEqual(360);
        const placed = [...boxes.values()];
        for (const [at, box] of placed.entries()) {
          expect(
            box.x >= 0 &&
              box.y >= 0 &&
              box.x + box.width <= most + 0.01 &&
              box.y + box.height <= height + 0.01,
          ).toBe(true);
          for (const other of placed.slice(at + 1)) {
            const isApart =
              box.x + box.width <= other.x + 0.01 ||
              other.x + other.width <= box.x + 0.01 ||
              box.y + box.height <= other.y + 0.01 ||
              other.y + other.height <= box.y + 0.01;
            expect(isApart).toBe(true);
          }
        }
      }),
    );
  });

  it('finds under a point the card that is there, and lets arrow keys leave it', () => {
    fc.assert(
      fc.property(graphs, (answer) => {
        const drawing = drawn(answer);
        const layout = layOut(drawing, 1200);
        const curves = curvesOf(drawing, layout, undefined);
        for (const { key: own } of drawing.items) {
          const box = layout.boxes.get(own);
          if (!box) throw new Error('a card has no place');
          expect(thingAt(drawing, layout, curves, [box.x + 5, box.y + 5])).toBe(own);
        }
        const [first] = drawing.items;
        if (drawing.items.length > 1)
          expect(
            ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].some((arrow) =>
              neighbourOf(drawing, layout, first?.key, arrow),
            ),
          ).toBe(true);
      }),
    );
  });

  it('spreads things without overlap, in their order, and leaves alone what does not overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 30 }), (wanted) => {
        const places = spread(wanted, 10);
        expect(places).toHaveLength(wanted.length);
        for (const [at, place] of places.slice(1).entries())
          expect(place - (places[at] ?? 0)).toBeGreaterThanOrEqual(10 - 1e-6);
        if (wanted.every((want, at) => at === 0 || want - (wanted[at - 1] ?? 0) >= 10))
          expect(places).toEqual(wanted);
      }),
    );
  });
});
