import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPaths } from './best-paths.ts';
import { cheapestCut } from './cheapest-cut.ts';
import { type Expand, explore, exploreBetween } from './explore.ts';
import { type FoundEdge, type FoundNode, nodeOf } from './parts.ts';
import { pathsBetween } from './paths-between.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;

const nodes = new Map(names.map((name) => [name, node(name)]));

function node(id: string): FoundNode {
  return nodeOf({ id, kind: 'principal', provider: 'p', account: '1', what: 'user', name: id });
}

/** A graph of few nodes, with cycles, loops and edges beside each other. */
const graph = fc
  .array(
    fc.record({
      from: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
      kind: fc.constantFrom('assumes' as const, 'takes-over' as const),
      uses: fc.nat({ max: 3 }),
    }),
    { maxLength: 16 },
  )
  .map((drawn) => {
    const distinct = new Map(drawn.map((edge) => [`${edge.from}${edge.to}${edge.kind}`, edge]));
    return [...distinct.values()].map(
      ({ from, to, kind, uses }): FoundEdge => ({
        from: node(from).key,
        to: node(to).key,
        kind,
        state: uses > 0 ? 'used' : 'unused',
        uses,
        evidence: [],
      }),
    );
  });

function expandOf(edges: readonly FoundEdge[]): Expand {
  return async (frontier, direction) => {
    const keys = new Set(frontier.map(({ key }) => key));
    const mine = edges.filter((edge) => keys.has(direction === 'forward' ? edge.from : edge.to));
    return { nodes: [...nodes.values()], edges: mine, bounds: [] };
  };
}

/** Every path without cycles of at most some steps, by trying all. */
function allPaths(edges: readonly FoundEdge[], from: string, to: string, steps: number): FoundEdge[][] {
  const found: FoundEdge[][] = [];
  const walk = (at: string, path: FoundEdge[], seen: ReadonlySet<string>): void => {
    if (at === to) {
      if (path.length > 0) found.push(path);
      return;
    }
    if (path.length === steps) return;
    for (const edge of edges)
      if (edge.from === at && !seen.has(edge.to)) walk(edge.to, [...path, edge], new Set([...seen, edge.to]));
  };
  walk(from, [], new Set([from]));
  return found;
}

const signature = (path: readonly FoundEdge[]) => path.map(({ kind, to }) => `${kind} ${to}`).join(' | ');
const start = node('a');
const end = node('g');
const ends = { from: start.key, to: end.key };
const wide = { steps: 10, nodes: 100 };

describe('a search of the graph', () => {
  it('comes to precisely the nodes that can be reached, in either direction, whatever cycles there are', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (edges) => {
        for (const direction of ['forward', 'backward'] as const) {
          const { nodes: found } = await explore(start, direction, expandOf(edges), wide);
          const paths = names.filter((name) => {
            const other = node(name).key;
            const [from, to] = direction === 'forward' ? [start.key, other] : [other, start.key];
            return name !== 'a' && allPaths(edges, from, to, names.length).length > 0;
          });
          expect([...found.keys()].sort()).toEqual(
            [start.key, ...paths.map((name) => node(name).key)].sort(),
          );
        }
      }),
    );
  });

  it('gives the shortest path to each, and of these one that is used, where there is one', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (edges) => {
        const explored = await explore(start, 'forward', expandOf(edges), wide);
        for (const [key, best] of bestPaths(explored, 'forward')) {
          const paths = allPaths(edges, start.key, key, names.length);
          const shortest = paths.filter(
            ({ length }) => length === Math.min(...paths.map((path) => path.length)),
          );
          expect(best.edges).toHaveLength(shortest[0]?.length ?? -1);
          const inUse = shortest.filter((path) => path.every(({ state }) => state === 'used'));
          expect(best.isUsed).toBe(inUse.length > 0);
          if (best.isUsed)
            expect(best.uses).toBe(
              Math.max(...inUse.map((path) => Math.min(...path.map(({ uses }) => uses)))),
            );
        }
      }),
    );
  });

  it('finds from both ends every path of at most so many steps, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(graph, fc.integer({ min: 1, max: 7 }), async (edges, steps) => {
        const explored = await exploreBetween(start, end, expandOf(edges), { steps, nodes: 100 });
        const { paths, isWhole } = pathsBetween(explored.edges, ends, { paths: 10_000, steps });
        const wanted = allPaths(edges, start.key, end.key, steps);
        expect(isWhole).toBe(true);
        expect(paths.map((path) => signature(path.edges)).sort()).toEqual(wanted.map(signature).sort());
        expect(paths.map((path) => path.edges.length)).toEqual(
          paths.map((path) => path.edges.length).sort((a, b) => a - b),
        );
      }),
    );
  });

  it('says that there are more paths than it gives', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (edges) => {
        const wanted = allPaths(edges, start.key, end.key, 7);
        fc.pre(wanted.length > 1);
        const { paths, isWhole } = pathsBetween(edges, ends, { paths: 1, steps: 7 });
        expect(isWhole).toBe(false);
        expect(paths[0]?.edges.length).toBe(Math.min(...wanted.map(({ length }) => length)));
      }),
    );
  });

  it('cuts every path by as few unused edges as can be, and by used ones only where it must', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (edges) => {
        const cut = cheapestCut(edges, ends);
        const rest = edges.filter((edge) => !cut.includes(edge));
        expect(allPaths(rest, start.key, end.key, names.length)).toEqual([]);
        for (const edge of cut)
          expect(allPaths([...rest, edge], start.key, end.key, names.length)).not.toEqual([]);
        const unused = edges.filter(({ state }) => state === 'unused');
        const usedOnly = edges.filter((edge) => !unused.includes(edge));
        const mustBreak = allPaths(usedOnly, start.key, end.key, names.length).length > 0;
        expect(cut.some(({ state }) => state === 'used')).toBe(mustBreak);
      }),
    );
  });

  it('stops at its bounds and says so', async () => {
    const chain = names.slice(1).map((name, index): FoundEdge => {
      const from = node(names[index] ?? 'a').key;
      return { from, to: node(name).key, kind: 'assumes', state: 'used', uses: 1, evidence: [] };
    });
    const short = await explore(start, 'forward', expandOf(chain), { steps: 2, nodes: 100 });
    expect(short.nodes.size).toBe(3);
    expect(short.bounds.join()).toContain('2 steps');
    const small = await explore(start, 'forward', expandOf(chain), { steps: 9, nodes: 2 });
    expect(small.nodes.size).toBe(2);
    expect(small.bounds.join()).toContain('2 identities');
  });
});
