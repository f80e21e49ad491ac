import type { LevelCounts } from '../model/timeline.ts';
import { providers } from '../providers/register.ts';

/** How many of some permissions are of each level; names that no catalogue knows are of none. */
export function levelsOf(names: readonly string[]): LevelCounts {
  const levels = { permissions: 0, write: 0, tag: 0, read: 0, list: 0 };
  for (const name of names) {
    const level = providers()
      .map(({ catalogue }) => catalogue.find(name)?.level)
      .find((each) => each !== undefined);
    if (level) levels[level]++;
  }
  return levels;
}
