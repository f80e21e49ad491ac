import type { Graph } from '../../../model/graph.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { nodeName } from './node-words.ts';
import { lengthWords, stepWords } from './step-words.ts';

/** Every path from one end to the other, step by step with what shows each. */
export function pathSection(graph: Graph, width: number): Line[] {
  return graph.paths.flatMap((path, index) => [
    ...heading(`${index + 1}. ${lengthWords(path)}`, width),
    ...path.edges.flatMap((at) => {
      const edge = graph.edges[at];
      const from = graph.nodes[edge?.from ?? -1];
      const to = graph.nodes[edge?.to ?? -1];
      if (!edge || !from || !to) return [];
      const mark =
        edge.state === 'used'
          ? run('●', 'used')
          : edge.state === 'unused'
            ? run('○', 'unused')
            : run('?', 'unknown');
      return point(
        line(
          run(nodeName(from), 'strong'),
          ' → ',
          run(nodeName(to), 'strong'),
          '  ',
          run(stepWords(edge), 'faint'),
        ),
        width,
        mark,
      );
    }),
  ]);
}
