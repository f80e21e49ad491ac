import type { Scope } from '../../analysis/scope.ts';
import { findSuspicion, type Suspicion } from '../../analysis/suspicion/find-suspicion.ts';
import { ScopelightError } from '../../model/error.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { EpisodeRow } from '../../model/suspicion.ts';
import { type Exclusions, noExclusions } from '../../policy/exclusions.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { episodeRows } from './suspicious-rows.ts';

export interface ExclusionsInput {
  readonly principalId: string;
  /** UTC epoch milliseconds. */
  readonly to: number;
  readonly scope: Scope | undefined;
  /** Ids of episodes that a person takes for ordinary. */
  readonly accepted: readonly string[];
}

/** What is kept out of a policy, and the episodes behind it, those that are accepted among them. */
export interface SuspiciousExclusions {
  readonly exclusions: Exclusions;
  readonly episodes: readonly EpisodeRow[];
}

/**
 * Gives what only suspicious episodes of a principal called for, and those episodes.
 * @throws {ScopelightError} `usage.invalid` when an accepted id is none of its episodes
 */
export async function suspiciousExclusions(
  store: Store,
  { principalId, to, scope, accepted }: ExclusionsInput,
): Promise<SuspiciousExclusions> {
  const all = await findSuspicion(store, to, { scope, accepted: new Set(accepted) });
  const found = all.find(({ trail }) => trail.principalId === principalId);
  const ids = found?.episodes.map(({ id }) => id) ?? [];
  const unknown = accepted.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new ScopelightError(
      'usage.invalid',
      `\`${principalId}\` has no suspicious episode \`${unknown}\``,
      {
        hint: ids.length === 0 ? 'it has none: leave out --accept' : `it has ${ids.join(', ')}`,
      },
    );
  }
  if (!found) return { exclusions: noExclusions, episodes: [] };
  return { exclusions: exclusionsOf(found), episodes: episodeRows(found) };
}

function exclusionsOf({ trail, episodes, excluded }: Suspicion): Exclusions {
  const { catalogue } = findProvider(trail.provider);
  const ids = [...excluded.keys()].flatMap((name) => catalogue.find(name)?.id ?? []);
  const why = [...excluded].map(([name, by]): [string, string] => {
    const rows = episodes
      .filter(({ id }) => by.includes(id))
      .flatMap(({ stretches }) => stretches.flatMap((stretch) => stretch.rows))
      .filter(({ permission }) => permission === name);
    const isRefused = rows.every(({ calls, refused }) => calls === refused);
    return [
      name,
      `only ${by.join(', ')} ${isRefused ? 'asked for it and was refused' : 'used it'}; --accept takes an episode for ordinary`,
    ];
  });
  return { permissions: PermissionSet.of(ids), why: new Map(why) };
}
