import type { GraphNodeList } from '../../../model/graph.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { counted } from '../words.ts';
import { nodeName, nodeWords } from './node-words.ts';

/** What the graph can be asked about that has a text in its id or name. */
export function nodeList(
  { text, nodes, isMore }: GraphNodeList,
  { width }: { readonly width: number },
): Line[] {
  const found = isMore ? `the first ${nodes.length} of more` : counted(nodes.length, 'name');
  return [
    ...heading(`“${text}” is in ${nodes.length === 0 ? 'no id or name' : found}`, width),
    ...nodes.flatMap((node) =>
      point(line(run(nodeName(node), 'strong'), ' ', run(`${nodeWords(node)}  ${node.id}`, 'faint')), width),
    ),
  ];
}
