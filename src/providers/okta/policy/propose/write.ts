import type {
  PermissionNeed,
  PolicyHolder,
  PolicyProposal,
  WriteOptions,
} from '../../../../model/policy-proposal.ts';
import { alternativeNotes, sortNeeds } from '../../../shared/policy/permission-needs.ts';
import { find, oktaCatalogue } from '../../catalogue/index.ts';
import type { DocumentKind } from '../document.ts';
import { draftRoles } from './draft-roles.ts';
import { draftScopes } from './draft-scopes.ts';
import { heldSet } from './held-set.ts';

/** Okta states no limit; its forms hold far less. */
const charactersMax = 65_536;

/** Writes the smallest scopes of an app, or the smallest admin roles of a user, that give all needs. */
export function write(
  needs: readonly PermissionNeed[],
  holder: PolicyHolder,
  options: WriteOptions = {},
): PolicyProposal {
  const kind = nativeKind(holder);
  const held = heldSet(holder);
  const sorted = sortNeeds(needs, held, 'Okta', find);
  const draft = kind === 'scopes' ? draftScopes(sorted, held) : draftRoles(sorted, held, options);
  const characters = JSON.stringify(draft.document).length;
  const ids = [...new Set(holder.held.map(({ id }) => id))].sort();
  return {
    documents: [{ name: names[kind], document: draft.document, characters }],
    statements: draft.statements.map((statement) => ({ ...statement, document: 0, effect: 'allow' })),
    // What cannot be read in full may give what is needed: it stays.
    replaces: ids.filter((id) => !held.unreadable.includes(id)),
    leaves: ids.filter((id) => held.unreadable.includes(id)),
    unwritten: draft.unwritten,
    size: { characters, charactersMax, documentsMax: 1, fits: characters <= charactersMax },
    notes: [...draft.notes, ...alternativeNotes(needs, oktaCatalogue)],
  };
}

const names: Readonly<Record<DocumentKind, string>> = {
  scopes: 'scopes of the app',
  roles: 'admin roles of the user',
};

/** Apps hold scopes, and users roles: what is held now decides, then what the holder is. */
export function nativeKind({ held, principalKind, tokenKind }: PolicyHolder): DocumentKind {
  const kinds = held.map(({ kind }) => kind);
  if (kinds.includes('scope')) return 'scopes';
  if (kinds.some((kind) => kind.endsWith('-role'))) return 'roles';
  return principalKind === 'app' || tokenKind === 'oauth-client' ? 'scopes' : 'roles';
}
