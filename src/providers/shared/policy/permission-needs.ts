import type { PermissionSet } from '../../../model/permission-set.ts';
import type {
  NeedReason,
  PermissionNeed,
  PolicyProposal,
  ProposalNote,
  ProposedStatement,
} from '../../../model/policy-proposal.ts';
import type { Catalogue } from '../../provider.ts';

/** What one native document is made of. */
export interface Draft {
  readonly document: Readonly<Record<string, unknown>>;
  readonly statements: readonly Omit<ProposedStatement, 'document' | 'effect'>[];
  readonly unwritten: PolicyProposal['unwritten'];
  readonly notes: readonly ProposalNote[];
}

/** What the held documents give together. */
export interface HeldPermissions {
  readonly permissions: PermissionSet;
  /** Ids of documents that cannot be read, or not in full. */
  readonly unreadable: readonly string[];
}

/** Needs that can be written, and those that nothing held gives. */
export interface SortedNeeds {
  readonly needs: readonly PermissionNeed[];
  readonly unwritten: PolicyProposal['unwritten'];
  readonly notes: readonly ProposalNote[];
}

/** What is only used but not held, something else gives: it is given anew only where it is wanted. */
export function sortNeeds(
  needs: readonly PermissionNeed[],
  held: HeldPermissions,
  title: string,
  find: Catalogue['find'],
): SortedNeeds {
  const sorted = [...needs].sort((a, b) =>
    a.permission < b.permission ? -1 : a.permission > b.permission ? 1 : 0,
  );
  const isHeld = (need: PermissionNeed): boolean => held.permissions.has(find(need.permission)?.id ?? 0);
  const unknown = sorted.filter(({ permission }) => find(permission) === undefined);
  const beyond = sorted.filter(
    (need) => !unknown.includes(need) && need.reason !== 'wanted' && !isHeld(need),
  );
  const hasUnreadable = held.unreadable.length > 0;
  return {
    needs: sorted.filter((need) => !unknown.includes(need) && !beyond.includes(need)),
    unwritten: [
      ...unknown.map(({ permission }) => ({ permission, why: `${title} has no such permission` })),
      ...beyond.map(({ permission }) => ({ permission, why: 'nothing that is held gives it' })),
    ],
    notes: [
      ...noteOf('unknown', unknown, `${title} has no such permission`),
      ...noteOf('unheld', beyond, 'used, though nothing that is held gives it: something else does'),
      ...(hasUnreadable
        ? [
            {
              kind: 'unreadable' as const,
              permissions: [],
              text: 'what is held cannot be read in full: it may give more than is compared here',
            },
          ]
        : []),
    ],
  };
}

function noteOf(kind: ProposalNote['kind'], needs: readonly PermissionNeed[], text: string): ProposalNote[] {
  return needs.length === 0 ? [] : [{ kind, permissions: needs.map(({ permission }) => permission), text }];
}

const strength: readonly NeedReason[] = ['used', 'wanted', 'sign', 'young', 'kept'];

/** The strongest of several reasons. */
export function strongest(needs: readonly PermissionNeed[]): NeedReason {
  return strength.find((reason) => needs.some((need) => need.reason === reason)) ?? 'kept';
}

/** Of such a pair, one may be enough: which, the records do not tell. */
export function alternativeNotes(
  needs: readonly PermissionNeed[],
  { alternatives }: Pick<Catalogue, 'alternatives'>,
): ProposalNote[] {
  const asked = new Set(
    needs.filter(({ reason }) => reason === 'wanted').map(({ permission }) => permission),
  );
  const pairs = [...asked].map((name) => [
    name,
    ...(alternatives?.().get(name) ?? []).filter((other) => asked.has(other)),
  ]);
  const permissions = [...new Set(pairs.filter((pair) => pair.length > 1).flat())].sort();
  if (permissions.length === 0) return [];
  return [
    {
      kind: 'alternatives',
      permissions,
      text: `for some of the calls one of ${permissions.join(', ')} is enough, and the records do not tell which`,
    },
  ];
}
