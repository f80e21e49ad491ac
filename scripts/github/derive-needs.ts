import { factLines } from './facts.ts';

/**
 * What each operation needs, in the notation of the data files: permissions that are needed together have a space
 * between them, alternatives a bar; `?` marks what only some requests need, `-` what needs nothing.
 */
export interface OperationNeeds {
  /** `rest` or `audit`, or `git`. */
  readonly source: string;
  readonly name: string;
  readonly needs: string;
}

/** Every operation that anything is known of, in order of source and name. */
export function deriveNeeds(): readonly OperationNeeds[] {
  const rest = new Map<string, string>();
  for (const [name, permissions] of listedEndpoints()) rest.set(name, together(name, permissions));
  for (const [method, route, needs = ''] of factLines('more-operations.tsv')) {
    const name = `${method} ${route}`;
    if (rest.has(name)) throw new Error(`${name} is in the lists of endpoints: take it out of ours`);
    rest.set(name, needs.startsWith('any ') ? needs.slice(4).replaceAll(' ', '|') : needs);
  }
  const actions = factLines('actions.txt').map(([name = '', needs = '']) => ({
    source: name.startsWith('git.') ? 'git' : 'audit',
    name,
    needs,
  }));
  return [...[...rest].map(([name, needs]) => ({ source: 'rest', name, needs })), ...actions].sort((a, b) =>
    `${a.source} ${a.name}` < `${b.source} ${b.name}` ? -1 : 1,
  );
}

function listedEndpoints(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of ['endpoints.tsv', 'app-endpoints.tsv'] as const) {
    for (const [method, route, permission, level] of factLines(file)) {
      const name = `${method} ${route}`;
      found.set(name, [...(found.get(name) ?? []), `${permission}:${level}`]);
    }
  }
  return found;
}

/** An endpoint whose only partner is not listed needs `metadata:read` besides, which every such token holds. */
function together(name: string, permissions: readonly string[]): string {
  const sorted = [...permissions].sort();
  if (sorted.length < 2) return sorted.join('');
  const rule = factLines('partners.txt').find(([, members]) => members === sorted.join(' '));
  switch (rule?.[0]) {
    case 'any':
      return sorted.join('|');
    case 'all':
      return sorted.join(' ');
    case 'when':
      return sorted.map((permission, index) => (index === 0 ? permission : `?${permission}`)).join(' ');
    case 'open':
      return [...sorted, sorted.join(' ')].join('|');
    default:
      throw new Error(`${name}: nothing says how ${sorted.join(' and ')} relate`);
  }
}
