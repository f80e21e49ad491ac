import type { PolicyDiff, PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { type DiffSide, permissionDiff } from '../../../shared/policy/permission-diff.ts';
import { oktaCatalogue } from '../../catalogue/index.ts';
import { together } from '../../granted.ts';
import { readDocument } from '../document.ts';

/** What becomes of every permission that is held or proposed, by area of the API. */
export function diff(holder: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyDiff {
  const staying = holder.held.filter(({ id }) => leaves.includes(id)).map(({ document }) => document);
  return permissionDiff(
    oktaCatalogue.permissions(),
    sideOf(holder.held.map(({ document }) => document)),
    sideOf([...documents.map(({ document }) => document), ...staying]),
    (name) => (oktaCatalogue.find(name)?.resourceKinds.length ?? 0) > 0,
  );
}

function sideOf(documents: readonly unknown[]): DiffSide {
  const known = documents.flatMap((document) => readDocument(document) ?? []);
  const isLimited = known.length > 0 && known.every(({ resources }) => resources !== undefined);
  return {
    permissions: together(known.map(({ granted }) => granted)).permissions,
    resources: isLimited ? [...new Set(known.flatMap(({ resources }) => resources ?? []))].sort() : ['*'],
  };
}
