import type {
  PermissionNeed,
  PolicyHolder,
  PolicyProposal,
  WriteOptions,
} from '../../../../model/policy-proposal.ts';
import type { Draft } from '../../../shared/policy/permission-needs.ts';
import { alternativeNotes, type SortedNeeds, sortNeeds } from '../../../shared/policy/permission-needs.ts';
import { find, githubCatalogue } from '../../catalogue/index.ts';
import { draftPermissions } from './draft-permissions.ts';
import { draftScopes } from './draft-scopes.ts';
import { draftWorkflow } from './draft-workflow.ts';
import { type HeldSet, heldSet } from './held-set.ts';
import { type NativeKind, nativeKind } from './native-kind.ts';

/** GitHub states no limit; its forms hold far less. */
const charactersMax = 65_536;

/** Writes the smallest document of the holder’s kind that gives all needs. */
export function write(
  needs: readonly PermissionNeed[],
  holder: PolicyHolder,
  options: WriteOptions = {},
): PolicyProposal {
  const kind = nativeKind(holder);
  const held = heldSet(holder);
  if (kind === 'none') return left(holder);
  const draft = draftOf(kind, needs, held, holder, options);
  const characters = JSON.stringify(draft.document).length;
  return {
    documents: [{ name: names[kind], document: draft.document, characters }],
    statements: draft.statements.map((statement) => ({ ...statement, document: 0, effect: 'allow' })),
    // What cannot be read in full may give what is needed: it stays.
    replaces: idsOf(holder).filter((id) => !held.unreadable.includes(id)),
    leaves: idsOf(holder).filter((id) => held.unreadable.includes(id)),
    unwritten: draft.unwritten,
    size: { characters, charactersMax, documentsMax: 1, fits: characters <= charactersMax },
    notes: [...draft.notes, ...alternativeNotes(needs, githubCatalogue)],
  };
}

const names: Readonly<Record<Exclude<NativeKind, 'none'>, string>> = {
  'token-permissions': 'permissions of a fine-grained token',
  'app-permissions': 'permissions of the app',
  scopes: 'classic scopes',
  workflow: 'permissions of the workflow',
  'deploy-key': 'deploy key',
};

function draftOf(
  kind: Exclude<NativeKind, 'none'>,
  needs: readonly PermissionNeed[],
  held: HeldSet,
  holder: PolicyHolder,
  options: WriteOptions,
): Draft {
  const sorted = sortNeeds(needs, held, 'GitHub', find);
  switch (kind) {
    case 'token-permissions':
      return draftPermissions(sorted, held, 'token', options);
    case 'app-permissions':
      return draftPermissions(sorted, held, 'app', options);
    case 'scopes':
      return draftScopes(sorted, held, holder);
    case 'workflow':
      return draftWorkflow(sorted);
    case 'deploy-key':
      return draftKey(sorted, holder);
  }
}

/** A deploy key knows one choice: whether it may write. */
function draftKey({ needs, unwritten, notes }: SortedNeeds, { principalId }: PolicyHolder): Draft {
  const isRead = !needs.some(({ permission }) => permission === 'contents:write');
  const beyond = needs.filter(({ permission }) => !/^(contents|metadata):/.test(permission));
  const mine = needs.filter((need) => !beyond.includes(need));
  const repository = principalId.replace(/^deploy-keys\//, '');
  return {
    document: {
      permissions: { contents: isRead ? 'read' : 'write', metadata: 'read' },
      repositories: [repository],
    },
    statements: [
      {
        sid: 'contents',
        reason: mine[0]?.reason ?? 'kept',
        permissions: mine.map(({ permission }) => permission),
        actions: [`read_only: ${isRead}`],
        resources: [repository],
        isEverywhere: false,
        adds: [],
      },
    ],
    unwritten: [
      ...unwritten,
      ...beyond.map(({ permission }) => ({ permission, why: 'no deploy key gives it' })),
    ],
    notes,
  };
}

function left({ held }: PolicyHolder): PolicyProposal {
  return {
    documents: [],
    statements: [],
    replaces: [],
    leaves: idsOf({ held }),
    unwritten: [],
    size: { characters: 0, charactersMax, documentsMax: 1, fits: true },
    notes: [
      {
        kind: 'everywhere',
        permissions: [],
        text: 'a user’s SSH key does whatever its user may do: nothing smaller can be written',
      },
    ],
  };
}

function idsOf({ held }: Pick<PolicyHolder, 'held'>): string[] {
  return [...new Set(held.map(({ id }) => id))].sort();
}
