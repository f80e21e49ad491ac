import { groupBy } from '../../../../model/group-by.ts';
import type { PermissionNeed } from '../../../../model/policy-proposal.ts';
import type { Draft, SortedNeeds } from '../../../shared/policy/permission-needs.ts';
import { find } from '../../catalogue/index.ts';
import { workflowKeys } from '../workflow-keys.ts';
import { draftLevels } from './draft-levels.ts';

/** The smallest `permissions:` block. What no key gives, a workflow’s own token cannot do; `metadata: read` it always may. */
export function draftWorkflow({ needs, unwritten, notes }: SortedNeeds): Draft {
  const written = needs.filter(({ permission }) => permission !== 'metadata:read');
  const keyed = groupBy(written, (need) => (keyOf(need) === undefined ? 'none' : 'some'));
  const { levels, statements } = draftLevels(
    keyed.get('some') ?? [],
    ['*'],
    (key) => spelling.get(key) ?? key,
  );
  const named = [...levels].map(([key, level]) => [spelling.get(key) ?? key, level] as const);
  return {
    document: { permissions: Object.fromEntries(named) },
    statements,
    unwritten: [
      ...unwritten,
      ...(keyed.get('none') ?? []).map(({ permission }) => ({
        permission,
        why: 'no key of a workflow gives it: an app or a token of its own has to',
      })),
    ],
    notes: [
      ...notes,
      {
        kind: 'everywhere',
        permissions: written.map(({ permission }) => permission),
        text: 'the token of a workflow reaches its own repository alone; naming one key sets all others to none, and the block of a job replaces the block of its workflow',
      },
    ],
  };
}

/** Keys of a block, by permission. */
const spelling = new Map([...workflowKeys].map(([key, { permission }]) => [permission, key]));

function keyOf({ permission }: PermissionNeed): string | undefined {
  return spelling.get(find(permission)?.service ?? '');
}
