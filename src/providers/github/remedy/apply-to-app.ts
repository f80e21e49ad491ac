import { z } from 'zod';
import type { PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { levelsIn, repositoriesIn } from '../policy/document-parts.ts';

const selecting = z.looseObject({ repository_selection: z.literal('selected') });

/**
 * What an app may do is changed by whoever owns the app, and there is no request that does it; which repositories an
 * installation reaches can be changed by an administrator of these.
 * https://docs.github.com/en/rest/apps/installations#remove-a-repository-from-an-app-installation
 */
export function applyToApp({ documents }: PolicyProposal, { principalId, held }: PolicyHolder) {
  const [, organisation = '', slug = ''] = /^app\/([^/]+)\/(.+)$/.exec(principalId) ?? [];
  const levels = documents.flatMap(({ document }) => levelsIn(document));
  const repositories = documents.flatMap(({ document }) => repositoriesIn(document));
  const installations = held.flatMap(({ id, document }) => {
    const number = /^installation\/(\d+)$/.exec(id)?.[1];
    return number === undefined
      ? []
      : [{ number, isSelecting: selecting.safeParse(JSON.parse(document)).success }];
  });
  const chosen = repositories.length === 0 ? [] : installations;
  const settings = `https://github.com/organizations/${encodeURIComponent(organisation)}/settings`;
  const query = new URLSearchParams([...levels]);
  return {
    apply: chosen
      .filter(({ isSelecting }) => isSelecting)
      .flatMap(({ number }) => takeAway(number, repositories)),
    rollback: chosen.filter(({ isSelecting }) => isSelecting).map(({ number }) => giveBack(number)),
    notes: [
      `its owner sets its permissions to ${spelled(levels)}: for an app of the organisation at ${settings}/apps/${encodeURIComponent(slug)}/permissions; what is taken away there ends at once, everywhere the app is installed`,
      `an app of somebody else keeps what it asks for; one of your own in its place would need no more than ${settings}/apps/new?${query}`,
      ...chosen.flatMap(({ number, isSelecting }) =>
        isSelecting
          ? [
              'the commands need a classic token with `repo`, of an administrator of the repositories, and one folder: rolling back reads the file that the first one writes',
            ]
          : [
              `choose at ${settings}/installations/${number} only the repositories it works on: ${repositories.join(', ')}`,
            ],
      ),
    ],
  };
}

function takeAway(installation: string, needed: readonly string[]): readonly string[] {
  const list = `/user/installations/${installation}/repositories`;
  const names = JSON.stringify(needed.map((name) => name.toLowerCase()));
  const others = `.repositories[] | select((.full_name | ascii_downcase) as $name | ${names} | index($name) | not) | .id`;
  return [
    `gh api --paginate ${list} --jq ${shellWord(others)} > ${fileOf(installation)}`,
    `xargs -I{} gh api --method DELETE ${list}/{} < ${fileOf(installation)}`,
  ];
}

function giveBack(installation: string): string {
  return `xargs -I{} gh api --method PUT /user/installations/${installation}/repositories/{} < ${fileOf(installation)}`;
}

function fileOf(installation: string): string {
  return `installation-${installation}-repositories.txt`;
}

function spelled(levels: readonly (readonly [string, string])[]): string {
  return levels.length === 0 ? 'none' : levels.map(([key, level]) => `${key}: ${level}`).join(', ');
}
