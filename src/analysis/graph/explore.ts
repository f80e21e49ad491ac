import { byUse, edgeKey, type FoundEdge, type FoundNode, mergedEdges, type Neighbours } from './parts.ts';

export type Direction = 'forward' | 'backward';

/** Gives the edges that leave some nodes, or that enter them, and the nodes at their other ends. */
export type Expand = (nodes: readonly FoundNode[], direction: Direction) => Promise<Neighbours>;

export interface Bounds {
  /** Steps from the beginning. */
  readonly steps: number;
  readonly nodes: number;
}

/** What a search has found from one end. */
export interface Explored {
  readonly nodes: ReadonlyMap<string, FoundNode>;
  /** Steps from the beginning, by key. */
  readonly depths: ReadonlyMap<string, number>;
  readonly edges: readonly FoundEdge[];
  readonly bounds: readonly string[];
}

/** One end of a search, which grows by whole steps; every node is expanded once, so that cycles end. */
export class Exploration {
  readonly #expand: Expand;
  readonly #direction: Direction;
  readonly #nodesMax: number;
  readonly #nodes: Map<string, FoundNode>;
  readonly #depths: Map<string, number>;
  readonly #edges = new Map<string, FoundEdge>();
  readonly #bounds = new Set<string>();
  #frontier: readonly FoundNode[];
  #steps = 0;

  constructor(start: FoundNode, direction: Direction, expand: Expand, nodesMax: number) {
    this.#expand = expand;
    this.#direction = direction;
    this.#nodesMax = nodesMax;
    this.#frontier = [start];
    this.#nodes = new Map([[start.key, start]]);
    this.#depths = new Map([[start.key, 0]]);
  }

  /** How many nodes wait to be expanded. */
  get width(): number {
    return this.#frontier.length;
  }

  /** Whether roles or resources wait: who holds and calls them is found from them alone. */
  get isAtEnds(): boolean {
    return this.#frontier.some(({ kind }) => kind === 'role' || kind === 'resource');
  }

  async step(): Promise<void> {
    const found = await this.#expand(this.#frontier, this.#direction);
    for (const bound of found.bounds) this.#bounds.add(bound);
    const metNodes = new Map(found.nodes.map((node) => [node.key, node]));
    const next: FoundNode[] = [];
    this.#steps++;
    for (const edge of [...mergedEdges(found.edges)].sort(byUse)) {
      const end = this.#direction === 'forward' ? edge.to : edge.from;
      const node = metNodes.get(end);
      if (!this.#nodes.has(end)) {
        if (node === undefined) continue;
        if (this.#nodes.size >= this.#nodesMax) {
          this.#bounds.add(`more than ${this.#nodesMax} identities: the least used are left out`);
          continue;
        }
        this.#nodes.set(end, node);
        this.#depths.set(end, this.#steps);
        next.push(node);
      }
      this.#edges.set(edgeKey(edge), edge);
    }
    this.#frontier = next;
  }

  get explored(): Explored {
    return {
      nodes: this.#nodes,
      depths: this.#depths,
      edges: [...this.#edges.values()],
      bounds: [...this.#bounds],
    };
  }

  /** Notes that the search ends with nodes that were not expanded. */
  endAt(steps: number): void {
    if (this.width > 0) this.#bounds.add(`no more than ${steps} steps are followed`);
  }
}

/** Finds everything within some steps of a node. */
export async function explore(
  start: FoundNode,
  direction: Direction,
  expand: Expand,
  { steps, nodes }: Bounds,
): Promise<Explored> {
  const exploration = new Exploration(start, direction, expand, nodes);
  for (let step = 0; step < steps && exploration.width > 0; step++) await exploration.step();
  exploration.endAt(steps);
  return exploration.explored;
}

/**
 * Finds every path of at most some steps from one node to another, from both ends at once: each step is taken from the end
 * where fewer nodes wait, so that an end from which nearly everything can be reached costs little.
 */
export async function exploreBetween(
  from: FoundNode,
  to: FoundNode,
  expand: Expand,
  { steps, nodes }: Bounds,
): Promise<Explored> {
  const ends = [
    new Exploration(from, 'forward', expand, nodes),
    new Exploration(to, 'backward', expand, nodes),
  ] as const;
  for (let step = 0; step < steps; step++) {
    const [forward, backward] = ends;
    if (backward.isAtEnds) {
      await backward.step();
      continue;
    }
    // An end with nothing left to expand has seen all there is: no other path can exist.
    if (forward.width === 0 || backward.width === 0) break;
    await (forward.width <= backward.width ? forward : backward).step();
  }
  const [ahead, behind] = ends.map((end) => end.explored);
  if (!ahead || !behind) throw new Error('a search has two ends');
  const isOpen = ends.every((end) => end.width > 0);
  return {
    nodes: new Map([...behind.nodes, ...ahead.nodes]),
    depths: ahead.depths,
    edges: mergedEdges([...ahead.edges, ...behind.edges]),
    bounds: [
      ...new Set([
        ...ahead.bounds,
        ...behind.bounds,
        ...(isOpen ? [`no more than ${steps} steps are followed`] : []),
      ]),
    ],
  };
}
