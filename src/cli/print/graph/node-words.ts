import type { GraphNode } from '../../../model/graph.ts';
import { shortName } from '../words.ts';

/** What a reader knows a node by. */
export function nodeName({ kind, name, id }: GraphNode): string {
  if (kind === 'principal' || kind === 'role') return shortName(id);
  return kind === 'outside' ? name : id;
}

/** What a node is: `access-key of aws 482913650174`. */
export function nodeWords({ kind, what, provider, account }: GraphNode): string {
  const place = [provider, account].filter((word) => word !== '').join(' ');
  const noun = what === '' ? kind : what;
  return place === '' ? noun : `${noun}, ${place}`;
}
