import { awsCatalogue } from '../../catalogue/catalogue.ts';
import { actionExpander } from '../../inventory/action-expander.ts';
import type { Draft } from './draft.ts';
import type { HeldPolicy } from './held.ts';
import { permissionNames } from './permission-names.ts';
import { only, selectionCovers } from './selection.ts';
import { unique } from './unique.ts';

/** Writes the actions of a statement by wildcards that match nothing else of what AWS knows today. */
export function withSameWildcards(draft: Draft): Draft {
  return withWildcards(draft, () => false);
}

/** Writes the actions of a statement by wildcards that match only what is held on the same terms. */
export function withHeldWildcards(draft: Draft, held: readonly HeldPolicy[]): Draft {
  const isHeld = (permission: string) => {
    const allows = held.flatMap((policy) => policy.allowsFor(permission));
    return draft.resources.patterns.every((pattern) =>
      allows.some(({ resources, condition }) => {
        const isAsFree = condition === undefined || condition.key === draft.condition?.key;
        const part = draft.resources.kind === 'only' ? only(pattern) : draft.resources;
        return isAsFree && selectionCovers(resources, part);
      }),
    );
  };
  return withWildcards(draft, isHeld);
}

function withWildcards(draft: Draft, mayAdd: (permission: string) => boolean): Draft {
  if (draft.effect === 'deny') return draft;
  const wanted = new Set(draft.permissions);
  const mayHold = remembering(mayAdd);
  const patterns: string[] = [];
  const adds: string[] = [];
  const covered = new Set<string>();
  for (const permission of draft.permissions) {
    if (covered.has(permission)) continue;
    const found = beginnings(permission).flatMap((beginning) => {
      const pattern = `${beginning}*`;
      const matched = permissionNames(actionExpander().expand(pattern));
      const more = matched.filter((name) => !wanted.has(name));
      const isUseful = matched.length - more.length > 1 && more.every(mayHold);
      return isUseful ? [{ pattern, matched, more }] : [];
    })[0];
    patterns.push(found?.pattern ?? permission);
    if (found === undefined) continue;
    for (const name of found.matched) covered.add(name);
    const also = found.more.length > 0 ? `${found.more.join(', ')}, and ` : '';
    adds.push(`${also}actions that AWS may add later to ${found.pattern}`);
  }
  const actions = { kind: 'only' as const, patterns: unique(patterns) };
  return { ...draft, actions, adds: unique([...draft.adds, ...adds]) };
}

/** The service, and then one word of the action’s name more each time: `s3:`, `s3:Get`, `s3:GetObject`. */
function beginnings(permission: string): readonly string[] {
  if (awsCatalogue.find(permission) === undefined) return [];
  const start = permission.indexOf(':') + 1;
  const words = permission.slice(start).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|./g) ?? [];
  const ends = words.map((_, i) => words.slice(0, i + 1).join(''));
  return [permission.slice(0, start), ...ends.map((end) => `${permission.slice(0, start)}${end}`)];
}

function remembering(test: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? test(name);
    known.set(name, answer);
    return answer;
  };
}
