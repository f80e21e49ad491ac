import { bestPaths, comparePaths, type FoundPath } from '../../analysis/graph/best-paths.ts';
import { cheapestCut } from '../../analysis/graph/cheapest-cut.ts';
import { explore, exploreBetween } from '../../analysis/graph/explore.ts';
import { graphContext } from '../../analysis/graph/graph-context.ts';
import { identitySteps } from '../../analysis/graph/identity-steps.ts';
import type { FoundNode } from '../../analysis/graph/parts.ts';
import { pathsBetween } from '../../analysis/graph/paths-between.ts';
import { readEnds } from '../../analysis/graph/read-ends.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Graph } from '../../model/graph.ts';
import type { Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { findNode } from './find-node.ts';
import { GraphAnswer } from './graph-answer.ts';

export interface ShowGraphInput {
  /** Token or principal to begin with; with `to` alone, whoever can come to that is found. */
  readonly from?: string | undefined;
  /** Token, principal, role or resource to come to. */
  readonly to?: string | undefined;
  readonly window?: Window;
  /** Steps from identity to identity, at most. */
  readonly steps: number;
  /** Paths to give, at most. */
  readonly limit: number;
  /** Whether only steps that were taken in the window count. */
  readonly isUsedOnly: boolean;
  /** Whether every step between what is shown is given, not only those of its paths: a picture needs them all. */
  readonly isWhole?: boolean;
}

/** How many identities a question looks at. */
const nodesMax = 5_000;
/** Of how many identities it is told what they hold and call. */
const endsMax = 50;

/**
 * Answers what a token or principal can reach, who can become it, or how the one could come to the other.
 * @throws {ScopelightError} `usage.invalid`, `subject.not-found`
 */
export async function showGraph(ctx: Context, input: ShowGraphInput): Promise<Graph> {
  const span = await judgedSpan(ctx, input.window);
  const graph = await graphContext(ctx.store, span);
  const steps = identitySteps(graph);
  const expand: typeof steps = async (nodes, direction) => {
    const found = await steps(nodes, direction);
    return input.isUsedOnly
      ? { ...found, edges: found.edges.filter(({ state }) => state === 'used') }
      : found;
  };
  const bounds = { steps: input.steps, nodes: nodesMax };
  const [from, to] = await Promise.all([nodeNamed(ctx, input.from), nodeNamed(ctx, input.to)]);
  const answer = new GraphAnswer(windowOf(span));
  if (from && to) {
    const explored = await exploreBetween(from, to, expand, bounds);
    const ends = { from: from.key, to: to.key };
    const max = { paths: input.limit, steps: input.steps };
    const { paths, isWhole } = pathsBetween(explored.edges, ends, max);
    const shown = paths.flatMap(({ edges }) => edges);
    answer.add(explored.nodes, paths, explored.bounds);
    if (input.isWhole) answer.addBetween(explored);
    if (!isWhole) answer.bound(`more than ${paths.length} paths: the first are given, and cut`);
    return answer.between(from, to, paths.length === 0 ? [] : cheapestCut(shown, ends));
  }
  const start = from ?? to;
  if (!start) {
    throw new ScopelightError('usage.invalid', 'the graph needs a start, a target or both', {
      hint: '`graph ID`: what it can reach; `graph --target ID`: who can become it; both: how the one comes to the other',
    });
  }
  const direction = from ? 'forward' : 'backward';
  const explored = await explore(start, direction, expand, bounds);
  const all = [...bestPaths(explored, direction).values()].sort(comparePaths);
  const paths = all.slice(0, input.limit);
  answer.add(explored.nodes, paths, explored.bounds);
  if (all.length > paths.length)
    answer.bound(`${all.length} identities: the nearest ${paths.length} are given`);
  if (input.isWhole) answer.addBetween(explored);
  if (direction === 'forward') {
    const holders = [start, ...endsOf(paths, explored.nodes)];
    answer.addEnds(await readEnds(graph, holders.slice(0, endsMax)));
    if (holders.length > endsMax)
      answer.bound(`of the nearest ${endsMax} identities alone it is told what they hold and call`);
  }
  return answer.open(start, direction);
}

async function nodeNamed(ctx: Context, text: string | undefined): Promise<FoundNode | undefined> {
  return text === undefined ? undefined : findNode(ctx.store, text);
}

function endsOf(paths: readonly FoundPath[], nodes: ReadonlyMap<string, FoundNode>): readonly FoundNode[] {
  return paths.flatMap(({ edges }) => {
    const end = nodes.get(edges.at(-1)?.to ?? '');
    return end === undefined ? [] : [end];
  });
}
