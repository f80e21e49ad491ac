import type { Graph } from '../../../model/graph.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading, point } from '../sentence.ts';
import { counted } from '../words.ts';
import { nodeName } from './node-words.ts';

const shownMax = 12;

/** The resources that can be come to from a start, the most called first; those that were only given come after. */
export function endSection(graph: Graph, width: number): Line[] {
  const called = graph.edges.filter(({ kind }) => kind === 'reaches').sort((a, b) => b.uses - a.uses);
  const roles = graph.edges.filter(({ kind }) => kind === 'holds');
  return [
    ...list(
      'Resources called on these ways',
      called.map((edge) => callLine(graph, edge)),
      width,
    ),
    ...list(
      'Roles held on these ways',
      roles.map((edge) => roleLine(graph, edge)),
      width,
    ),
  ];
}

function callLine(graph: Graph, { from, to, uses }: Graph['edges'][number]): Line {
  return line(run(nameAt(graph, to), 'strong'), ` ${counted(uses, 'use')} by ${nameAt(graph, from)}`);
}

function roleLine(graph: Graph, { from, to, evidence }: Graph['edges'][number]): Line {
  const at = graph.edges.filter((edge) => edge.kind === 'gives' && edge.from === to);
  const resources = at.slice(0, 3).map((edge) => nameAt(graph, edge.to));
  const more = at.length > resources.length ? ', …' : '';
  const what = evidence.flatMap((each) => (each.kind === 'inventory' ? [each.what] : [])).join('; ');
  return line(
    run(nameAt(graph, to), 'strong'),
    ` of ${nameAt(graph, from)}`,
    resources.length > 0 ? ` on ${resources.join(', ')}${more}` : '',
    run(`  ${what}`, 'faint'),
  );
}

function nameAt({ nodes }: Graph, at: number): string {
  const node = nodes[at];
  return node ? nodeName(node) : '';
}

function list(title: string, points: readonly Line[], width: number): Line[] {
  if (points.length === 0) return [];
  return [
    ...heading(title, width),
    ...points.slice(0, shownMax).flatMap((entry) => point(entry, width)),
    ...andMore(points.length - shownMax, width),
  ];
}
