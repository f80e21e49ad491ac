import type { FoundPath } from '../../analysis/graph/best-paths.ts';
import type { Explored } from '../../analysis/graph/explore.ts';
import {
  byUse,
  edgeKey,
  type FoundEdge,
  type FoundNode,
  mergedEdges,
  type Neighbours,
} from '../../analysis/graph/parts.ts';
import type { Graph } from '../../model/graph.ts';

/** How many steps between nodes that are shown are given. */
const edgesMax = 20_000;

/** Gathers an answer: only nodes and edges that it shows, each once, and everything else by their positions. */
export class GraphAnswer {
  readonly #window: Graph['window'];
  readonly #nodes: Graph['nodes'] = [];
  readonly #edges: Graph['edges'] = [];
  readonly #nodeAt = new Map<string, number>();
  readonly #edgeAt = new Map<string, number>();
  readonly #paths: Graph['paths'] = [];
  readonly #bounds = new Set<string>();

  constructor(window: Graph['window']) {
    this.#window = window;
  }

  add(nodes: ReadonlyMap<string, FoundNode>, paths: readonly FoundPath[], bounds: readonly string[]): void {
    for (const bound of bounds) this.bound(bound);
    for (const { edges, isUsed, uses } of paths) {
      this.#paths.push({ edges: edges.flatMap((edge) => this.#edge(edge, nodes) ?? []), isUsed, uses });
    }
  }

  /** Adds the steps between nodes that are shown anyway. */
  addBetween({ nodes, edges }: Pick<Explored, 'nodes' | 'edges'>): void {
    for (const edge of [...edges].sort(byUse)) {
      if (!this.#nodeAt.has(edge.from) || !this.#nodeAt.has(edge.to)) continue;
      if (this.#edges.length >= edgesMax) {
        this.bound(`more than ${edgesMax} steps: the least used are left out`);
        return;
      }
      this.#edge(edge, nodes);
    }
  }

  addEnds({ nodes, edges }: Neighbours): void {
    const known = new Map(nodes.map((node) => [node.key, node]));
    for (const edge of mergedEdges(edges)) this.#edge(edge, known);
  }

  bound(text: string): void {
    this.#bounds.add(text);
  }

  between(from: FoundNode, to: FoundNode, cut: readonly FoundEdge[]): Graph {
    const edges = cut.flatMap((edge) => this.#edgeAt.get(edgeKey(edge)) ?? []);
    const used = cut.filter(({ state }) => state === 'used').length;
    return this.#finish(this.#node(from), this.#node(to), edges.length === 0 ? null : { edges, used });
  }

  open(start: FoundNode, direction: 'forward' | 'backward'): Graph {
    const at = this.#node(start);
    return direction === 'forward' ? this.#finish(at, null, null) : this.#finish(null, at, null);
  }

  #finish(from: number | null, to: number | null, cut: Graph['cut']): Graph {
    return {
      schema: 'scopelight.graph/1',
      window: this.#window,
      from,
      to,
      nodes: this.#nodes,
      edges: this.#edges,
      paths: this.#paths,
      cut,
      bounds: [...this.#bounds],
    };
  }

  #edge(edge: FoundEdge, nodes: ReadonlyMap<string, FoundNode>): number | undefined {
    const key = edgeKey(edge);
    const known = this.#edgeAt.get(key);
    if (known !== undefined) return known;
    const from = this.#nodeAt.get(edge.from) ?? this.#nodeIn(nodes, edge.from);
    const to = this.#nodeAt.get(edge.to) ?? this.#nodeIn(nodes, edge.to);
    if (from === undefined || to === undefined) return undefined;
    const { kind, state, uses, evidence } = edge;
    const at = this.#edges.push({ from, to, kind, state, uses, evidence: [...evidence] }) - 1;
    this.#edgeAt.set(key, at);
    return at;
  }

  #nodeIn(nodes: ReadonlyMap<string, FoundNode>, key: string): number | undefined {
    const node = nodes.get(key);
    return node && this.#node(node);
  }

  #node({ key, ...node }: FoundNode): number {
    const known = this.#nodeAt.get(key);
    if (known !== undefined) return known;
    const at = this.#nodes.push(node) - 1;
    this.#nodeAt.set(key, at);
    return at;
  }
}
