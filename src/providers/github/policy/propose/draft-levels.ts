import { groupBy } from '../../../../model/group-by.ts';
import type { PermissionNeed } from '../../../../model/policy-proposal.ts';
import { type Draft, strongest } from '../../../shared/policy/permission-needs.ts';
import { areaOf, find, withIncluded } from '../../catalogue/index.ts';

const steps = ['read', 'write', 'admin'];

/** The lowest level of each key that gives all needs of it. */
export function draftLevels(
  needs: readonly PermissionNeed[],
  resources: readonly string[],
  spell: (key: string) => string = (key) => key,
): { readonly levels: ReadonlyMap<string, string>; readonly statements: Draft['statements'] } {
  const byKey = groupBy(needs, ({ permission }) => keyOf(permission));
  const levels = new Map<string, string>();
  const statements = [...byKey].map(([key, mine]) => {
    const level =
      steps.filter((step) => mine.some(({ permission }) => permission === `${key}:${step}`)).at(-1) ?? 'read';
    levels.set(key, level);
    const given = withIncluded(`${key}:${level}`);
    const names = mine.map(({ permission }) => permission);
    return {
      sid: spell(key),
      reason: strongest(mine),
      permissions: [...new Set(names)],
      actions: [`${spell(key)}: ${level}`],
      resources: areaOf(`${key}:${level}`) === 'repository' ? resources : ['*'],
      isEverywhere: areaOf(`${key}:${level}`) !== 'repository' || resources.includes('*'),
      adds: given.filter((name) => !names.includes(name)),
    };
  });
  return { levels, statements };
}

/** Who reaches a repository at all must be able to name it: GitHub gives such a token `metadata: read` in any case. */
export function withMetadata(needs: readonly PermissionNeed[]): readonly PermissionNeed[] {
  const reaches = needs.some(({ permission }) => areaOf(permission) === 'repository');
  const has = needs.some(({ permission }) => permission === metadata);
  return reaches && !has ? [...needs, { permission: metadata, reason: 'kept', resources: [] }] : needs;
}

const metadata = 'metadata:read';

function keyOf(permission: string): string {
  return find(permission)?.service ?? '';
}
