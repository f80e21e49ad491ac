import type { Store } from '../../store/store.ts';
import type { Scope } from '../scope.ts';
import { excludedEvidence } from './excluded-evidence.ts';
import { type Episode, findEpisodes } from './find-episodes.ts';
import { readTrails } from './read-trails.ts';
import type { Trail } from './trail.ts';

/** The suspicious episodes of one principal. */
export interface Suspicion {
  readonly trail: Trail;
  /** Earliest first; accepted ones are among them. */
  readonly episodes: readonly Episode[];
  /** Ids of the episodes by name of the permission that nothing else called for. */
  readonly excluded: ReadonlyMap<string, readonly string[]>;
}

export interface SuspicionInput {
  readonly scope?: Scope | undefined;
  /** Ids of episodes that a person takes for ordinary. */
  readonly accepted?: ReadonlySet<string> | undefined;
}

/** Finds the suspicious episodes in all that is held up to a moment (epoch milliseconds), by principal. */
export async function findSuspicion(
  store: Store,
  to: number,
  { scope, accepted }: SuspicionInput = {},
): Promise<Suspicion[]> {
  const trails = await readTrails(store, to, scope);
  return trails.flatMap((trail) => {
    const episodes = findEpisodes(trail, accepted);
    return episodes.length === 0 ? [] : [{ trail, episodes, excluded: excludedEvidence(trail, episodes) }];
  });
}
