import type { PermissionNeed, PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { sortNeeds } from '../../../shared/policy/permission-needs.ts';
import { find } from '../../catalogue/index.ts';
import { documentXml } from '../../metadata/write-xml.ts';
import { draftPermissionSet } from './draft.ts';
import { heldSet } from './held-set.ts';
import { proposalName } from './proposal-name.ts';

/** No limit is stated for one permission set; a deployment takes 400 MB unpacked, of which a metadata file is a small part. */
const charactersMax = 10_000_000;

/**
 * Writes one permission set that gives all needs, in the place of all that the holder has. A user cannot be without a profile:
 * it stands in for what the profile gives, once the user has one that gives nothing.
 */
export function write(needs: readonly PermissionNeed[], holder: PolicyHolder): PolicyProposal {
  const held = heldSet(holder);
  const draft = draftPermissionSet(sortNeeds(needs, held, 'Salesforce', find), held, holder);
  const characters = (documentXml(draft.document) ?? '').length;
  const ids = [...new Set(holder.held.map(({ id }) => id))].sort();
  return {
    documents: [{ name: proposalName(holder.principalId), document: draft.document, characters }],
    statements: draft.statements.map((statement) => ({ ...statement, document: 0, effect: 'allow' })),
    replaces: ids.filter((id) => !held.unreadable.includes(id)),
    leaves: ids.filter((id) => held.unreadable.includes(id)),
    unwritten: draft.unwritten,
    size: { characters, charactersMax, documentsMax: 1, fits: characters <= charactersMax },
    notes: draft.notes,
  };
}
