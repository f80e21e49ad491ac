import { isTree } from './decode.ts';
import { quoted } from './problem.ts';

/** Who a resource policy speaks of. `all` is `*`, which includes anonymous callers. */
export type PrincipalPattern =
  | { readonly kind: 'all' }
  | { readonly kind: 'aws' | 'service' | 'federated' | 'canonical'; readonly value: string };

export interface PrincipalSelection {
  readonly kind: 'only' | 'except';
  readonly patterns: readonly PrincipalPattern[];
}

/** Reads a `Principal` element: `*`, or a map of kind to one or several names. */
export function parsePrincipals(
  value: unknown,
): { readonly patterns: readonly PrincipalPattern[] } | { readonly reason: string } {
  if (value === '*') return { patterns: [{ kind: 'all' }] };
  if (!isTree(value)) return { reason: `a principal is neither \`*\` nor an object: ${quoted(value)}` };
  const patterns: PrincipalPattern[] = [];
  for (const [name, names] of Object.entries(value)) {
    const kind = principalKinds.get(name);
    if (kind === undefined) return { reason: `unknown kind of principal ${quoted(name)}` };
    const list: readonly unknown[] = Array.isArray(names) ? names : [names];
    if (list.length > principalsMax) return { reason: `more than ${principalsMax} principals` };
    for (const item of list) {
      if (typeof item !== 'string') return { reason: `a principal is not a string: ${quoted(item)}` };
      patterns.push(kind === 'aws' && item === '*' ? { kind: 'all' } : { kind, value: item });
    }
  }
  return patterns.length === 0 ? { reason: 'the list of principals is empty' } : { patterns };
}

const principalsMax = 50_000;
const principalKinds = new Map<string, 'aws' | 'service' | 'federated' | 'canonical'>([
  ['AWS', 'aws'],
  ['Service', 'service'],
  ['Federated', 'federated'],
  ['CanonicalUser', 'canonical'],
]);
