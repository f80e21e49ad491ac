import type { EdgeEvidence, EdgeKind, EdgeState, GraphNode, NodeKind } from '../../model/graph.ts';

/** A node as the search meets it, under a key that is its own. */
export interface FoundNode extends GraphNode {
  readonly key: string;
}

/** An edge between two nodes, by their keys, in the direction in which access runs. */
export interface FoundEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly state: EdgeState;
  readonly uses: number;
  readonly evidence: readonly EdgeEvidence[];
}

/** What lies one step from some nodes. */
export interface Neighbours {
  readonly nodes: readonly FoundNode[];
  readonly edges: readonly FoundEdge[];
  /** What kept a step from being seen whole, in words. */
  readonly bounds: readonly string[];
}

/** Gives a node its key. */
export function nodeOf(node: GraphNode): FoundNode {
  return { ...node, key: keyOf(node.kind, node.id) };
}

/** The key of a node; ids of different kinds may be equal. */
export function keyOf(kind: NodeKind, id: string): string {
  return `${kind}\n${id}`;
}

/** Joins edges that run between the same nodes in the same way: their evidence adds up. */
export function mergedEdges(edges: Iterable<FoundEdge>): readonly FoundEdge[] {
  const merged = new Map<string, FoundEdge>();
  for (const edge of edges) {
    const key = edgeKey(edge);
    const known = merged.get(key);
    merged.set(key, known === undefined ? edge : joined(known, edge));
  }
  return [...merged.values()];
}

export function edgeKey({ from, to, kind }: FoundEdge): string {
  return `${kind}\r${from}\r${to}`;
}

function joined(one: FoundEdge, other: FoundEdge): FoundEdge {
  const known = new Set(one.evidence.map((evidence) => JSON.stringify(evidence)));
  const more = other.evidence.filter((evidence) => !known.has(JSON.stringify(evidence)));
  const uses = Math.max(one.uses, other.uses);
  const states = [one.state, other.state];
  const state = states.includes('used') ? 'used' : states.includes('unused') ? 'unused' : 'unknown';
  return { ...one, state, uses, evidence: [...one.evidence, ...more] };
}

/** Puts what was used first, the most used before the rest. */
export function byUse(a: FoundEdge, b: FoundEdge): number {
  return b.uses - a.uses || rank[a.state] - rank[b.state];
}

const rank: Readonly<Record<EdgeState, number>> = { used: 0, unknown: 1, unused: 2 };
