import type { Graph } from '../../../model/graph.ts';
import { type Line, line, run } from '../run.ts';
import { basis, heading, paragraph, title } from '../sentence.ts';
import { counted } from '../words.ts';
import { cutSection } from './cut-section.ts';
import { endSection } from './end-section.ts';
import { nodeName, nodeWords } from './node-words.ts';
import { pathSection } from './path-section.ts';
import { reachSection } from './reach-section.ts';

/** What a token can reach, who can become it, or how one comes to another. */
export function graphPage(graph: Graph, { width }: { readonly width: number }): Line[] {
  return [
    ...title(graph.window, width),
    ...head(graph, width),
    ...(graph.from !== null && graph.to !== null
      ? [...pathSection(graph, width), ...cutSection(graph, width)]
      : [...reachSection(graph, width), ...endSection(graph, width)]),
    ...limits(graph, width),
  ];
}

function head(graph: Graph, width: number): Line[] {
  const from = graph.nodes[graph.from ?? -1];
  const to = graph.nodes[graph.to ?? -1];
  const used = graph.paths.filter(({ isUsed }) => isUsed).length;
  const ways = counted(graph.paths.length, 'way');
  const identities = counted(graph.paths.length, 'identity', 'identities');
  if (from && to) {
    const found =
      graph.paths.length === 0 ? 'nothing leads there' : `${ways}, ${used} of them used all along`;
    return [
      ...heading(`From ${nodeName(from)} to ${nodeName(to)}: ${found}`, width),
      ...paragraph([run(`${nodeWords(from)} → ${nodeWords(to)}`, 'faint')], width),
    ];
  }
  const node = from ?? to;
  if (!node) return [];
  const what = from ? `${nodeName(node)} comes to ${identities}` : `${identities} come to ${nodeName(node)}`;
  return [
    ...heading(graph.paths.length === 0 ? `${what}` : `${what}, ${used} of them by ways in use`, width),
    ...paragraph(line(run(nodeWords(node), 'faint')), width),
  ];
}

function limits({ bounds }: Graph, width: number): Line[] {
  if (bounds.length === 0) return [];
  return [[], ...basis(`Not the whole graph: ${bounds.join('; ')}.`, width)];
}
