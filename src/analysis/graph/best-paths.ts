import type { Direction, Explored } from './explore.ts';
import type { FoundEdge } from './parts.ts';

/** One way from a beginning to an end: edges in the direction in which access runs. */
export interface FoundPath {
  readonly edges: readonly FoundEdge[];
  readonly isUsed: boolean;
  readonly uses: number;
}

/** Gives the best path to every node of a search with one end: the shortest, of these one that was used, and the most used. */
export function bestPaths(
  { nodes, depths, edges }: Explored,
  direction: Direction,
): ReadonlyMap<string, FoundPath> {
  const isForward = direction === 'forward';
  const arriving = new Map<string, FoundEdge[]>();
  for (const edge of edges) {
    const [near, far] = isForward ? [edge.from, edge.to] : [edge.to, edge.from];
    if ((depths.get(near) ?? 0) + 1 !== depths.get(far)) continue;
    arriving.set(far, [...(arriving.get(far) ?? []), edge]);
  }
  const best = new Map<string, FoundPath>();
  const order = [...nodes.keys()].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));
  for (const key of order) {
    for (const edge of arriving.get(key) ?? []) {
      const before = best.get(isForward ? edge.from : edge.to)?.edges ?? [];
      const path = pathOf(isForward ? [...before, edge] : [edge, ...before]);
      const known = best.get(key);
      if (known === undefined || comparePaths(path, known) < 0) best.set(key, path);
    }
  }
  return best;
}

export function pathOf(edges: readonly FoundEdge[]): FoundPath {
  return {
    edges,
    isUsed: edges.every(({ state }) => state === 'used'),
    uses: Math.min(...edges.map(({ uses }) => uses)),
  };
}

/** Shortest first, then those with the fewest steps that nobody took, then the most used. */
export function comparePaths(a: FoundPath, b: FoundPath): number {
  return a.edges.length - b.edges.length || idleSteps(a) - idleSteps(b) || b.uses - a.uses;
}

function idleSteps({ edges }: FoundPath): number {
  return edges.filter(({ state }) => state !== 'used').length;
}
