import type { Episode } from '../../analysis/suspicion/find-episodes.ts';
import type { Suspicion } from '../../analysis/suspicion/find-suspicion.ts';
import type { Sweeper } from '../../analysis/suspicion/read-sweepers.ts';
import { hoursOf } from '../../analysis/suspicion/stretch.ts';
import type { TrailHour } from '../../analysis/suspicion/trail.ts';
import { groupBy } from '../../model/group-by.ts';
import type { EpisodeRow, ScannerRow } from '../../model/suspicion.ts';

const samplesMax = 5;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Gives the episodes of one principal as the rows that people and programs read. */
export function episodeRows({ trail, episodes, excluded }: Suspicion): EpisodeRow[] {
  return episodes.map((episode) => ({
    id: episode.id,
    provider: trail.provider,
    account: trail.account,
    token: episode.tokenId,
    principal: trail.principalId,
    score: episode.score,
    signs: [...episode.signs],
    isAccepted: episode.isAccepted,
    ...evidenceOf(episode, excluded),
  }));
}

function evidenceOf({ id, stretches }: Episode, excluded: Suspicion['excluded']) {
  const rows = stretches.flatMap((stretch) => stretch.rows);
  const { from, to } = hoursOf({ rows });
  const byPermission = [...groupBy(rows, ({ permission }) => permission)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    from: iso(from),
    to: iso(to),
    calls: callsOf(rows),
    refused: rows.reduce((sum, { refused }) => sum + refused, 0),
    hours: new Set(rows.map(({ hour }) => hour)).size,
    places: distinct(stretches.map(({ place }) => place)),
    agents: distinct(stretches.map(({ agent }) => agent)),
    permissions: byPermission.map(([permission, own]) => ({
      permission,
      calls: callsOf(own),
      refused: own.reduce((sum, { refused }) => sum + refused, 0),
      isOnlyHere: excluded.get(permission)?.includes(id) ?? false,
    })),
    stretches: stretches.map((stretch) => {
      const span = hoursOf(stretch);
      const { place, agent } = stretch;
      return { from: iso(span.from), to: iso(span.to), place, agent, calls: callsOf(stretch.rows) };
    }),
    samples: byPermission
      .slice(0, samplesMax)
      .flatMap(([permission, [first]]) =>
        first ? [{ time: iso(first.hour), eventId: first.sample, permission }] : [],
      ),
  };
}

/** Gives a token that sweeps again and again as a row. */
export function scannerRow({ tokenId, principalId, days, readsMax }: Sweeper): ScannerRow {
  const [first = 0] = days;
  return {
    token: tokenId,
    principal: principalId,
    sweeps: days.length,
    readsMax,
    firstDay: isoDay(first),
    lastDay: isoDay(days.at(-1) ?? first),
  };
}

function callsOf(rows: readonly TrailHour[]): number {
  return rows.reduce((sum, { calls }) => sum + calls, 0);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function iso(hour: number): string {
  return new Date(hour * hourMs).toISOString();
}

function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
