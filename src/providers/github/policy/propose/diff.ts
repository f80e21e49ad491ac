import type { PolicyDiff, PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { type DiffSide, permissionDiff } from '../../../shared/policy/permission-diff.ts';
import { areaOf, githubCatalogue } from '../../catalogue/index.ts';
import { readDocument } from '../document.ts';
import { sumOf } from './held-set.ts';

/** What becomes of every permission that is held or proposed, by key. */
export function diff(holder: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyDiff {
  const read = (some: readonly unknown[]): DiffSide => {
    const known = some.flatMap((document) => readDocument(document) ?? []);
    const { permissions, repositories } = sumOf(known, holder.principalId);
    return { permissions, resources: repositories ?? ['*'] };
  };
  const staying = holder.held.filter(({ id }) => leaves.includes(id)).map(({ document }) => document);
  return permissionDiff(
    githubCatalogue.permissions(),
    read(holder.held.map(({ document }) => document)),
    read([...documents.map(({ document }) => document), ...staying]),
    (name) => areaOf(name) === 'repository',
  );
}
