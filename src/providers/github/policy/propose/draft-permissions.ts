import type { PermissionNeed, ProposalNote, WriteOptions } from '../../../../model/policy-proposal.ts';
import type { Draft, SortedNeeds } from '../../../shared/policy/permission-needs.ts';
import { areaOf } from '../../catalogue/index.ts';
import { draftLevels, withMetadata } from './draft-levels.ts';
import type { HeldSet } from './held-set.ts';

/** GitHub takes no more repositories for one token. */
const repositoriesMax = 50;

/** The smallest permissions of a fine-grained token, by area, or of an app, with the repositories they are needed on. */
export function draftPermissions(
  { needs: given, unwritten, notes }: SortedNeeds,
  held: HeldSet,
  form: 'token' | 'app',
  { exactMax = repositoriesMax }: WriteOptions = {},
): Draft {
  const needs = withMetadata(given);
  const chosen = repositoriesOf(given, held, Math.min(exactMax, repositoriesMax));
  const { levels, statements } = draftLevels(needs, chosen ?? ['*']);
  const permissions = form === 'app' ? Object.fromEntries(levels) : byArea(levels);
  return {
    document: { permissions, ...(chosen !== undefined && { repositories: chosen }) },
    statements,
    unwritten,
    notes: [...notes, ...repositoryNotes(given, chosen)],
  };
}

function byArea(levels: ReadonlyMap<string, string>): Readonly<Record<string, object>> {
  const inArea = (isIn: (area: string | undefined) => boolean): object =>
    Object.fromEntries([...levels].filter(([key, level]) => isIn(areaOf(`${key}:${level}`))));
  return {
    organization: inArea((area) => area === 'organization'),
    repository: inArea((area) => area === 'repository'),
    other: inArea((area) => area !== 'organization' && area !== 'repository'),
  };
}

/** The repositories that all needs were met on; undefined where one is needed on whatever is held, or there are too many. */
function repositoriesOf(
  needs: readonly PermissionNeed[],
  held: HeldSet,
  most: number,
): readonly string[] | undefined {
  const mine = needs.filter(
    ({ permission }) => areaOf(permission) === 'repository' && permission !== 'metadata:read',
  );
  if (mine.length === 0) return held.repositories;
  const named = mine.map(({ resources }) => resources.map(({ resource }) => resource));
  const isOpen = named.some(
    (some) => some.length === 0 || !some.every((resource) => /^[^/\s]+\/[^/\s]+$/.test(resource)),
  );
  const all = [...new Set(named.flat())].sort();
  return isOpen || all.length > most ? held.repositories : all;
}

function repositoryNotes(
  needs: readonly PermissionNeed[],
  chosen: readonly string[] | undefined,
): ProposalNote[] {
  const permissions = needs
    .map(({ permission }) => permission)
    .filter((name) => areaOf(name) === 'repository');
  if (permissions.length === 0) return [];
  return chosen === undefined
    ? [
        {
          kind: 'everywhere',
          permissions,
          text: 'for every repository the token reaches now: some of them are needed on more than the records name, or on too many',
        },
      ]
    : [
        {
          kind: 'generalised',
          permissions,
          text: 'a token holds its permissions on all of its repositories alike',
        },
      ];
}
