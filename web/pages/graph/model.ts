import type { components } from '../../client/schema.d.ts';

export type Answer = components['schemas']['Graph'];
type AnswerEdge = Answer['edges'][number];
export type Evidence = AnswerEdge['evidence'][number];
export type StepState = AnswerEdge['state'];
export type NodeKind = Answer['nodes'][number]['kind'];

/** A node of the graph under a key of its own: ids of different kinds may be equal. */
export type Node = Answer['nodes'][number] & { readonly key: string };

/** A step from node to node, in the direction in which access runs. */
export interface Step {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly kind: AnswerEdge['kind'];
  readonly state: StepState;
  readonly uses: number;
  readonly evidence: readonly Evidence[];
}

/** Everything that was asked for, joined. */
export interface Model {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly steps: readonly Step[];
  readonly leaving: ReadonlyMap<string, readonly Step[]>;
  readonly entering: ReadonlyMap<string, readonly Step[]>;
}

/** Joins answers: the question’s own, and those by which the picture was grown. */
export function modelOf(answers: readonly Answer[]): Model {
  const nodes = new Map<string, Node>();
  const steps = new Map<string, Step>();
  for (const answer of answers) {
    const keys = answer.nodes.map((node) => keyOf(node.kind, node.id));
    answer.nodes.forEach((node, at) => {
      const key = keys[at] ?? '';
      if (!nodes.has(key)) nodes.set(key, { ...node, key });
    });
    for (const step of stepsOf(answer)) if (!steps.has(step.key)) steps.set(step.key, step);
  }
  const all = [...steps.values()];
  return { nodes, steps: all, leaving: by(all, 'from'), entering: by(all, 'to') };
}

export function keyOf(kind: NodeKind, id: string): string {
  return `${kind} ${id}`;
}

/** The steps of one answer, in its order: positions in it stay positions. */
export function stepsOf({ nodes, edges }: Answer): readonly Step[] {
  const keys = nodes.map((node) => keyOf(node.kind, node.id));
  return edges.map((edge) => {
    const [from, to] = [keys[edge.from] ?? '', keys[edge.to] ?? ''];
    return { ...edge, from, to, key: `${edge.kind} ${from} → ${to}` };
  });
}

function by(steps: readonly Step[], end: 'from' | 'to'): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Step[]>();
  for (const step of steps) {
    const known = found.get(step[end]);
    if (known) known.push(step);
    else found.set(step[end], [step]);
  }
  return found;
}

/** What a question begins and ends with, by keys. */
export interface Ends {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export function endsOf({ nodes, from, to }: Answer): Ends {
  const key = (at: number | null): string | undefined => {
    const node = at === null ? undefined : nodes[at];
    return node && keyOf(node.kind, node.id);
  };
  return { from: key(from), to: key(to) };
}
