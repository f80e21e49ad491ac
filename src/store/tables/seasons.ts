import type { Table } from '../table.ts';
import { profiles } from './profiles.ts';

export const weekDays = 7;
/** Thirteen weeks: a year is told by four rows in place of fifty-two. */
export const seasonDays = 13 * weekDays;

/** The first Monday on or before a day on which a stretch of so many days begins; days count from 1970, a Thursday. */
export function mondayBefore(day: number, unit: number): number {
  return day - ((((day + 3) % unit) + unit) % unit);
}

const shape = { ...profiles, columns: profiles.columns.map(columnOf) } as const;

function columnOf(column: Table['columns'][number]): Table['columns'][number] {
  return column.name === 'week' ? { ...column, comment: 'Monday on which the season begins' } : column;
}

export const seasons: Table = {
  ...shape,
  name: 'seasons_v1',
  comment:
    'What each token of a principal used in thirteen weeks, summed from profiles_v1. Rebuilt by whole seasons.',
};

export const seasonsStage: Table = {
  ...shape,
  name: 'seasons_stage_v1',
  comment: 'Seasons under construction.',
};

/** SQL for the season that a Monday lies in. */
export function seasonOf(week: string): string {
  return `toDate(toUInt32(${week}) - (toUInt32(${week}) + 3) % ${seasonDays})`;
}

/** SQL that fills the stage with the seasons of some profiles. */
export function seasonsInsert(profilesWhere: string): string {
  const union = (column: string): string => `arraySort(groupUniqArrayArray(p.${column})) AS ${column}`;
  return `INSERT INTO ${seasonsStage.name}
    SELECT provider, ${seasonOf('p.week')} AS season, principal_id, principal_kind, token_id, any(p.token_kind) AS token_kind,
      any(p.account) AS account, ${union('allowed')}, ${union('failed')}, ${union('denied')}, sum(p.calls) AS calls,
      sum(p.turned_away) AS turned_away, min(p.first_seen) AS first_seen, max(p.last_seen) AS last_seen,
      ${union('used_days')}, max(p.last_used) AS last_used
    FROM profiles_v1 AS p
    WHERE ${profilesWhere}
    GROUP BY provider, season, principal_id, principal_kind, token_id`;
}
