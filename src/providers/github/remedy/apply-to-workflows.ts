import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { levelsIn } from '../policy/document-parts.ts';

/** What a workflow may do that names nothing where the default is `read`. */
const readDefault = new Map([
  ['contents', 'read'],
  ['packages', 'read'],
  ['metadata', 'read'],
]);

/**
 * What workflows may do stands in their files, and what those may do that say nothing is a setting of the repository. The
 * setting is lowered only once every file says what it needs.
 * https://docs.github.com/en/rest/actions/permissions#set-default-workflow-permissions-for-a-repository
 */
export function applyToWorkflows(
  { documents, replaces }: PolicyProposal,
  { principalId, held }: PolicyHolder,
) {
  const repository = /^actions\/([^/]+\/[^/]+)$/.exec(principalId)?.[1];
  if (repository === undefined)
    return { apply: [], rollback: [], notes: ['which repository the workflows are of is not known'] };
  const levels = documents.flatMap(({ document }) => levelsIn(document));
  const isWithinDefault = levels.every(([key, level]) => readDefault.get(key) === level);
  const hasWritingDefault = held.some(
    ({ id, document }) =>
      id === `workflow-default/${repository}` &&
      replaces.includes(id) &&
      levelsIn(JSON.parse(document)).some(([, level]) => level === 'write'),
  );
  const setting = `/repos/${shellWord(repository)}/actions/permissions/workflow`;
  const set = (level: string): string =>
    `gh api --method PUT ${setting} -f default_workflow_permissions=${level}`;
  const block = `permissions: { ${levels.map(([key, level]) => `${key}: ${level}`).join(', ')} }`;
  return {
    apply: hasWritingDefault ? [...(isWithinDefault ? [] : [everyFileSays(repository)]), set('read')] : [],
    rollback: hasWritingDefault ? [set('write')] : [],
    notes: [
      `write into every workflow of ${repository} that needs it, below its name: ${levels.length === 0 ? 'permissions: {}' : block}`,
      ...(hasWritingDefault && !isWithinDefault
        ? ['the first command fails while a workflow has no such block: then add it, and do not run the next']
        : []),
      ...(hasWritingDefault
        ? ['workflows that name no permissions may read alone from then on, in pull requests too']
        : ['the default of the repository stays as it is: blocks in the files alone say less']),
    ],
  };
}

/** Fails, and names the file, while a workflow does not say at its top what it may do. */
function everyFileSays(repository: string): string {
  const files = `/repos/${shellWord(repository)}/contents/.github/workflows`;
  const read = `gh api -H 'Accept: application/vnd.github.raw' "/repos/"${shellWord(repository)}"/contents/$file"`;
  const isMissing = `${read} | grep -q '^permissions:' || { echo "no permissions: in $file" >&2; exit 1; }`;
  return `gh api ${files} --jq '.[].path' | while IFS= read -r file; do ${isMissing}; done`;
}
