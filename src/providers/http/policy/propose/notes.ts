import type { PermissionNeed, ProposalNote } from '../../../../model/policy-proposal.ts';
import { httpCatalogue, type Route } from '../../catalogue/index.ts';
import { addedBy, reachOf } from './reach.ts';
import type { ScopeChoice } from './smallest-scopes.ts';

interface Written {
  /** Used, though nothing held gives it. */
  readonly beyond: readonly PermissionNeed[];
  /** Held and used, though other scopes are enough. */
  readonly spare: readonly PermissionNeed[];
  readonly choice: ScopeChoice;
  readonly used: readonly Route[];
}

/** What a reader of proposed scopes must know. */
export function notesOf({ beyond, spare, choice, used }: Written): readonly ProposalNote[] {
  const isKnown = ({ permission }: PermissionNeed): boolean => httpCatalogue.find(permission) !== undefined;
  return [
    ...noteOf(
      'unknown',
      beyond.filter((need) => !isKnown(need)),
      'no loaded document knows such a scope',
    ),
    ...noteOf(
      'unheld',
      beyond.filter(isKnown),
      'used, though nothing that is held gives it: something else does',
    ),
    ...noteOf(
      'alternatives',
      spare,
      'the API takes other scopes for the same operations, and narrower ones are enough for all that was used',
    ),
    ...(choice.isSmallest ? [] : [tooMany]),
    ...floorNotes(new Set(choice.scopes), used),
  ];
}

const tooMany: ProposalNote = {
  kind: 'alternatives',
  permissions: [],
  text: 'there are too many alternatives to try them all: a narrower choice may exist',
};

function noteOf(kind: ProposalNote['kind'], needs: readonly PermissionNeed[], text: string): ProposalNote[] {
  return needs.length === 0 ? [] : [{ kind, permissions: needs.map(({ permission }) => permission), text }];
}

/** What scopes give beyond need, only finer scopes in the API could take away. */
function floorNotes(given: ReadonlySet<string>, used: readonly Route[]): ProposalNote[] {
  const reach = reachOf(given);
  const needed = reach.filter((route) => used.includes(route)).length;
  const excess = reach.length - needed;
  if (excess === 0) return [];
  const scopes = [...given].sort();
  const parts = scopes.flatMap((scope) => {
    const added = addedBy(scope, given, used).length;
    return added === 0 ? [] : [`${scope}: ${added}`];
  });
  const detail = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  return [
    {
      kind: 'everywhere',
      permissions: scopes,
      text: `no smaller set of scopes does: these reach ${reach.length} operations, of which ${needed} were used; the other ${excess}${detail} can only be taken away by finer scopes in the API`,
    },
  ];
}
