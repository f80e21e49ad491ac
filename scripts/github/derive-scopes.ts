import type { PermissionFacts } from './derive-permissions.ts';
import { factLines } from './facts.ts';

/** A classic scope: the scopes directly below it, and what it gives beyond them; `~` marks what it gives in part. */
export interface ScopeFacts {
  readonly name: string;
  readonly includes: readonly string[];
  readonly permissions: readonly string[];
}

/** Every classic scope, in the order of the facts. */
export function deriveScopes(permissions: readonly PermissionFacts[]): readonly ScopeFacts[] {
  const scopes: { name: string; includes: string[]; permissions: readonly string[] }[] = [];
  const above: string[] = [];
  for (const [indented = '', given = ''] of factLines('scopes.txt')) {
    const name = indented.trimStart();
    const depth = (indented.length - name.length) / 2;
    const parent = depth === 0 ? undefined : scopes.find((scope) => scope.name === above[depth - 1]);
    parent?.includes.push(name);
    above[depth] = name;
    scopes.push({ name, includes: [], permissions: expand(given, permissions) });
  }
  return scopes;
}

function expand(given: string, permissions: readonly PermissionFacts[]): readonly string[] {
  const words = given.split(' ').filter((word) => word !== '');
  const without = words.flatMap((word) => (word.startsWith('-') ? [word.slice(1)] : []));
  const isOut = (name: string): boolean =>
    without.some((word) => name === word || name.startsWith(`${word}:`));
  return words.flatMap((word) => {
    if (word.startsWith('-')) return [];
    if (!word.endsWith(':*')) return [known(word, permissions)];
    const area = word.slice(0, -2);
    return permissions.flatMap(({ name, area: of }) => (of === area && !isOut(name) ? [name] : []));
  });
}

function known(word: string, permissions: readonly PermissionFacts[]): string {
  const bare = word.replace('~', '');
  if (permissions.some(({ name }) => name === bare)) return word;
  throw new Error(`a scope gives \`${bare}\`, which is no permission`);
}
