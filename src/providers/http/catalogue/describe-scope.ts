import type { Level } from '../../../model/permission.ts';

/** Words that say what may be done, and not with what. */
const verbs =
  /^(read|write|admin|manage|create|update|delete|list|view|readonly|readwrite|all|edit|get|any|execute|use|full|access|rw|ro)$/;
const governing = /^(admin|administrator|superuser|iam|permissions?|roles?|grants?|policies|policy)$/;
const reading = /^(read|view|list|get|readonly|ro)$/;

/** What a scope is about, read off its name: `orders` of `orders:read`, of `read:orders`, of `https://x/auth/orders.read`. */
export function serviceOfScope(name: string, fallback: string): string {
  const words = segments(name).map((segment) => segment.replace(/^(read|write|admin|manage)[_-]/, ''));
  return (words.find((word) => !verbs.test(word.toLowerCase())) ?? fallback).slice(0, 80);
}

/**
 * What a scope lets its holder do: the methods of the operations that need it tell, and its name where no operation does.
 * A name that speaks of administration or roles counts as one that can change access.
 */
export function levelOfScope(name: string, methods: ReadonlySet<string>): Level {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.some((word) => governing.test(word)) && !words.some((word) => reading.test(word)))
    return 'permissions';
  if (methods.size === 0) return words.some((word) => reading.test(word)) ? 'read' : 'write';
  return [...methods].every((method) => ['GET', 'HEAD', 'OPTIONS'].includes(method)) ? 'read' : 'write';
}

function segments(name: string): readonly string[] {
  const plain = name.replace(/^[a-z]+:\/\/[^/]+\/(auth\/)?/i, '');
  return plain.split(/[:./\s]+/).filter((segment) => segment !== '');
}
