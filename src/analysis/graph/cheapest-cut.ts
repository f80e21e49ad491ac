import { edgeKey, type FoundEdge } from './parts.ts';

/** What an edge that is used weighs against one that is not: no number of unused ones is dearer than one that is used. */
const usedWeight = 1_000_000;

/**
 * Gives the fewest edges without which nothing leads from one node to another any more, edges that were used last: each of
 * them would break somebody. By the greatest flow (Edmonds and Karp) through the edges given.
 */
export function cheapestCut(
  edges: readonly FoundEdge[],
  ends: { readonly from: string; readonly to: string },
): readonly FoundEdge[] {
  const arcs = edges.flatMap((edge) => {
    const ahead: Arc = { edge, from: edge.from, to: edge.to, room: weightOf(edge), back: undefined };
    const back: Arc = { edge: undefined, from: edge.to, to: edge.from, room: 0, back: ahead };
    ahead.back = back;
    return [ahead, back];
  });
  const leaving = new Map<string, Arc[]>();
  for (const arc of arcs) {
    const known = leaving.get(arc.from);
    if (known) known.push(arc);
    else leaving.set(arc.from, [arc]);
  }
  for (;;) {
    const arrivals = reachable(leaving, ends.from);
    if (!arrivals.has(ends.to)) {
      const cut = edges.filter(({ from, to }) => arrivals.has(from) && !arrivals.has(to));
      return [...new Map(cut.map((edge) => [edgeKey(edge), edge])).values()];
    }
    push(arrivals, ends);
  }
}

interface Arc {
  readonly edge: FoundEdge | undefined;
  readonly from: string;
  readonly to: string;
  room: number;
  back: Arc | undefined;
}

/** By which arc each node is first entered, over arcs with room left; the beginning is entered by none. */
function reachable(
  leaving: ReadonlyMap<string, readonly Arc[]>,
  from: string,
): ReadonlyMap<string, Arc | undefined> {
  const arrivals = new Map<string, Arc | undefined>([[from, undefined]]);
  for (const key of arrivals.keys()) {
    for (const arc of leaving.get(key) ?? [])
      if (arc.room > 0 && !arrivals.has(arc.to)) arrivals.set(arc.to, arc);
  }
  return arrivals;
}

function push(arrivals: ReadonlyMap<string, Arc | undefined>, ends: { from: string; to: string }): void {
  const way: Arc[] = [];
  for (let arc = arrivals.get(ends.to); arc !== undefined; arc = arrivals.get(arc.from)) way.push(arc);
  const amount = Math.min(...way.map(({ room }) => room));
  for (const arc of way) {
    arc.room -= amount;
    if (arc.back) arc.back.room += amount;
  }
}

function weightOf({ state }: FoundEdge): number {
  return state === 'used' ? usedWeight : 1;
}
