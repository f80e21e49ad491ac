import { z } from 'zod';
import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { levelsIn } from '../policy/document-parts.ts';

const keySchema = z.looseObject({ keyId: z.int().positive() });

/**
 * A deploy key cannot be changed: the same public half is taken away and added again as one that may only read. What it was
 * is kept in a file, from which it is put back.
 * https://docs.github.com/en/rest/deploy-keys/deploy-keys
 */
export function applyToDeployKeys(
  { documents, replaces }: PolicyProposal,
  { principalId, held }: PolicyHolder,
) {
  const repository = /^deploy-keys\/([^/]+\/[^/]+)$/.exec(principalId)?.[1];
  const isRead = documents.some(({ document }) =>
    levelsIn(document).some(([key, level]) => key === 'contents' && level === 'read'),
  );
  const writing = held.flatMap(({ id, document }) => {
    const value: unknown = JSON.parse(document);
    const key = keySchema.safeParse(value).data?.keyId;
    const mayWrite = levelsIn(value).some(([name, level]) => name === 'contents' && level === 'write');
    return key !== undefined && mayWrite && replaces.includes(id) ? [key] : [];
  });
  if (repository === undefined || !isRead || writing.length === 0)
    return { apply: [], rollback: [], notes: ['no key is listed that may write and need not'] };
  const list = `/repos/${shellWord(repository)}/keys`;
  const keys = [...new Set(writing)]
    .sort((a, b) => a - b)
    .map((key) => ({ key, file: `deploy-key-${key}.json` }));
  return {
    apply: keys.flatMap(({ key, file }) => [
      `gh api ${list}/${key} > ${file}`,
      `gh api --method DELETE ${list}/${key}`,
      add(list, file, true),
    ]),
    rollback: keys.flatMap(({ file }) => [
      `gh api --paginate ${list} | jq -r --slurpfile old ${file} '.[] | select(.key == $old[0].key) | .id' | xargs -I{} gh api --method DELETE ${list}/{}`,
      add(list, file, false),
    ]),
    notes: [
      'run them one after the other in one folder, and stop at the first that fails: rolling back reads the files that the first commands write',
      'for a moment the key does not work, and what pulls with it then has to try again; they need `jq`',
    ],
  };
}

function add(list: string, file: string, isReadOnly: boolean): string {
  return `jq '{title, key, read_only: ${isReadOnly}}' ${file} | gh api --method POST ${list} --input -`;
}
