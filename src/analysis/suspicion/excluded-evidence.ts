import type { Episode } from './find-episodes.ts';
import type { Trail, TrailHour } from './trail.ts';

/** Of one principal, what nothing but suspicious episodes called for, by the episodes that did. */
export function excludedEvidence(
  trail: Trail,
  episodes: readonly Episode[],
): ReadonlyMap<string, readonly string[]> {
  const held = episodes.filter(({ isAccepted }) => !isAccepted);
  const suspicious = new Set<TrailHour>(
    held.flatMap(({ stretches }) => stretches.flatMap(({ rows }) => rows)),
  );
  const clean = new Set(
    trail.hours.filter((row) => !suspicious.has(row)).map(({ permission }) => permission),
  );
  const excluded = new Map<string, string[]>();
  for (const { permission, days } of trail.fresh) {
    if (clean.has(permission) || days.some((day) => !trail.readDays.has(day))) continue;
    const by = held.filter(({ stretches }) =>
      stretches.some(({ rows }) => rows.some((row) => row.permission === permission)),
    );
    if (by.length > 0)
      excluded.set(
        permission,
        by.map(({ id }) => id),
      );
  }
  return excluded;
}
