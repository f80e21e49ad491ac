import type { Graph, GraphNode } from '../../../model/graph.ts';
import { safeText } from '../safe-text.ts';
import { nodeName, nodeWords } from './node-words.ts';

/** The graph in the language of Graphviz. Names come from logs: they are quoted, and what could end a quote is spelled out. */
export function graphDot({ nodes, edges, from, to }: Graph): string {
  const lines = [
    'digraph scopelight {',
    '  rankdir=LR;',
    '  node [fontname="Helvetica", style=rounded];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...nodes.map((node, at) => {
      const marks = at === from || at === to ? ', penwidth=2' : '';
      return `  n${at} [label=${quoted(`${nodeName(node)}\n${nodeWords(node)}`)}, shape=${shapes[node.kind]}${marks}];`;
    }),
    ...edges.map((edge) => {
      const label = edge.uses > 0 ? `${edge.kind} ${edge.uses}×` : edge.kind;
      return `  n${edge.from} -> n${edge.to} [label=${quoted(label)}, style=${styles[edge.state]}];`;
    }),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

const shapes: Readonly<Record<GraphNode['kind'], string>> = {
  token: 'note',
  principal: 'box',
  role: 'component',
  resource: 'cylinder',
  outside: 'ellipse',
};

const styles: Readonly<Record<Graph['edges'][number]['state'], string>> = {
  used: 'solid',
  unused: 'dotted',
  unknown: 'dashed',
};

function quoted(text: string): string {
  const lines = text.split('\n').map((part) => safeText(part, 200));
  return `"${lines.map((part) => part.replace(/[\\"]/g, (letter) => `\\${letter}`)).join('\\n')}"`;
}
