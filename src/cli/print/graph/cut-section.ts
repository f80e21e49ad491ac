import type { Graph } from '../../../model/graph.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { counted } from '../words.ts';
import { nodeName } from './node-words.ts';
import { stepWords } from './step-words.ts';

/** What to take away so that none of the ways is left. */
export function cutSection({ cut, edges, nodes }: Graph, width: number): Line[] {
  if (cut === null) return [];
  const cost =
    cut.used === 0
      ? 'nobody was seen on it'
      : `${cut.used} of them in use: whoever needs it needs another way`;
  return [
    ...heading(`Cut all of them by taking away ${counted(cut.edges.length, 'step')}`, width, cost),
    ...cut.edges.flatMap((at) => {
      const edge = edges[at];
      const from = nodes[edge?.from ?? -1];
      const to = nodes[edge?.to ?? -1];
      if (!edge || !from || !to) return [];
      return point(
        line(
          run(nodeName(from), 'strong'),
          ' → ',
          run(nodeName(to), 'strong'),
          '  ',
          run(stepWords(edge), 'faint'),
        ),
        width,
      );
    }),
  ];
}
