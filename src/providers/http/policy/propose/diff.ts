import type { PolicyDiff, PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { type DiffSide, permissionDiff } from '../../../shared/policy/permission-diff.ts';
import { httpCatalogue } from '../../catalogue/index.ts';
import { grantedByScopes } from '../../granted.ts';
import { readScopes } from '../document.ts';

/** What becomes of every scope that is held or proposed, by what it is about. */
export function diff(holder: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyDiff {
  const staying = holder.held.filter(({ id }) => leaves.includes(id)).map(({ document }) => document);
  return permissionDiff(
    httpCatalogue.permissions(),
    sideOf(holder.held.map(({ document }) => document)),
    sideOf([...documents.map(({ document }) => document), ...staying]),
    () => false,
  );
}

function sideOf(documents: readonly unknown[]): DiffSide {
  const scopes = documents.flatMap((document) => readScopes(document) ?? []);
  return { permissions: grantedByScopes(scopes).permissions, resources: ['*'] };
}
