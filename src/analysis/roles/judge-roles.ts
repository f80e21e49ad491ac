import { createHash } from 'node:crypto';
import { groupBy } from '../../model/group-by.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { TokenGap } from '../gap.ts';
import { nearCopies } from './near-copies.ts';
import { redundancies } from './redundancies.ts';
import type { RoleRecord } from './role-records.ts';

/** Roles that share so much of what either gives are near copies. */
export const nearCopyLeast = 0.9;

/** What is made of a role. */
export interface JudgedRole {
  readonly role: RoleRecord;
  /** Holders of which a token was used. */
  readonly activeHolders: number;
  /** Of what it gives, what any of its holders used. */
  readonly used: PermissionSet;
  /** Of what it gives, what is known to be unused by every holder that has a token. */
  readonly unused: PermissionSet;
  /** The role that it is most like, if that is a near copy. */
  readonly copy: { readonly id: string; readonly name: string; readonly similarity: number } | undefined;
  /** How many roles are near copies of it. */
  readonly copies: number;
  /** Holders that have every permission of it by other roles too. */
  readonly redundantFor: readonly string[];
}

/** Tells of each role who holds it, what of it is used, and which others are nearly the same. */
export function judgeRoles(roles: readonly RoleRecord[], tokens: readonly TokenGap[]): JudgedRole[] {
  const byHolder = groupBy(tokens, ({ holderId }) => holderId);
  const copies = copiesOf(roles);
  const redundant = redundancies(roles);
  return roles.map((role) => {
    const given = role.permissions ?? PermissionSet.empty;
    const gaps = role.holders.flatMap((holder) => byHolder.get(holder) ?? []);
    const used = PermissionSet.unionOf(gaps.map((gap) => gap.used)).intersect(given);
    const unused = gaps.reduce(
      (left, gap) => left.intersect(gap.unused),
      gaps.length > 0 ? given : PermissionSet.empty,
    );
    const like = copies.get(role);
    return {
      role,
      activeHolders: role.holders.filter((holder) => byHolder.get(holder)?.some(({ calls }) => calls > 0))
        .length,
      used,
      unused,
      copy: like && { id: like.nearest.id, name: like.nearest.name, similarity: like.similarity },
      copies: like?.count ?? 0,
      redundantFor: redundant.get(role) ?? [],
    };
  });
}

interface Likeness {
  readonly nearest: RoleRecord;
  readonly similarity: number;
  readonly count: number;
}

/** By role, its near copies among the roles of its provider. Roles that give the same are compared with others once. */
function copiesOf(roles: readonly RoleRecord[]): ReadonlyMap<RoleRecord, Likeness> {
  const found = new Map<RoleRecord, Likeness>();
  for (const [, mine] of groupBy(roles, ({ provider }) => provider)) {
    const comparable = mine.filter(
      ({ permissions, isComplete }) => isComplete && permissions?.isEmpty === false,
    );
    const groups = [...groupBy(comparable, ({ permissions }) => digestOf(permissions)).values()];
    const sets = groups.map(([first]) => first?.permissions ?? PermissionSet.empty);
    const near = new Map<number, { readonly other: number; readonly similarity: number }[]>();
    const add = (group: number, other: number, similarity: number): void => {
      near.set(group, [...(near.get(group) ?? []), { other, similarity }]);
    };
    for (const { left, right, similarity } of nearCopies(sets, nearCopyLeast)) {
      add(left, right, similarity);
      add(right, left, similarity);
    }
    for (const [index, members] of groups.entries()) {
      const like = near.get(index) ?? [];
      const beyond = like.flatMap(({ other }) => groups[other] ?? []).length;
      for (const role of members) {
        const twin = members.find((other) => other !== role);
        const nearest = twin ?? groups[like[0]?.other ?? -1]?.[0];
        if (nearest === undefined) continue;
        const similarity = twin ? 1 : (like[0]?.similarity ?? 0);
        found.set(role, { nearest, similarity, count: members.length - 1 + beyond });
      }
    }
  }
  return found;
}

function digestOf(set: PermissionSet | undefined): string {
  return createHash('sha256')
    .update(Uint32Array.from(set ?? []))
    .digest('base64');
}
