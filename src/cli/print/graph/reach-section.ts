import type { Graph } from '../../../model/graph.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { count } from '../words.ts';
import { nodeName, nodeWords } from './node-words.ts';
import { stepWords } from './step-words.ts';

type Path = Graph['paths'][number];

/** What one end leads to, or who leads to it: ways in use first, then those that nobody took. */
export function reachSection(graph: Graph, width: number): Line[] {
  const used = graph.paths.filter(({ isUsed }) => isUsed);
  const idle = graph.paths.filter(({ isUsed }) => !isUsed);
  return [
    ...list(graph, 'By ways in use', used, width),
    ...list(graph, 'Only possible: on some step nobody was seen', idle, width),
  ];
}

function list(graph: Graph, title: string, paths: readonly Path[], width: number): Line[] {
  if (paths.length === 0) return [];
  return [
    ...heading(title, width),
    ...paths.flatMap((path) => point(pathLine(graph, path), width, markOf(path))),
  ];
}

function pathLine(graph: Graph, path: Path): Line {
  const edges = path.edges.flatMap((at) => graph.edges[at] ?? []);
  const chain = [edges[0]?.from, ...edges.map(({ to }) => to)].flatMap((at) => graph.nodes[at ?? -1] ?? []);
  const isForward = graph.from !== null;
  const end = isForward ? chain.at(-1) : chain[0];
  // The step beside the far end tells most: by it the rest of the way matters to whoever stands there.
  const step = isForward ? edges.at(-1) : edges[0];
  const between = chain.slice(1, -1).map(nodeName);
  return line(
    run(end ? nodeName(end) : '', 'strong'),
    run(end ? ` (${nodeWords(end)})` : '', 'faint'),
    between.length > 0 ? ` through ${between.join(' → ')}` : '',
    path.isUsed ? `, ${count(path.uses)} at least` : '',
    run(step ? `: ${stepWords(step)}` : '', 'faint'),
  );
}

function markOf({ isUsed }: Path) {
  return isUsed ? run('●', 'used') : run('○', 'unused');
}
