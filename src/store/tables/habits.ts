import type { Table } from '../table.ts';
import { withoutToken } from '../without-token.ts';

/** From so many tokens is learnt what is typical of a fleet. */
const tokensMax = 500;

export const habits: Table = {
  name: 'habits_v1',
  comment:
    'When some tokens, picked at random, were used: what is typical of the fleet. Learnt after every load; the latest counts.',
  engine: 'ReplacingMergeTree',
  version: 'learnt_at',
  columns: [
    { name: 'fleet', type: 'UInt8', comment: 'Always 0: there is one fleet in a store' },
    {
      name: 'days',
      type: 'Array(Array(UInt16))',
      comment: 'Of each token the days with use, ascending, counted from 1970',
    },
    { name: 'learnt_at', type: "DateTime64(3, 'UTC')", comment: 'When', default: 'now64(3)' },
  ],
  orderBy: ['fleet'],
  shardBy: '0',
};

/** SQL that learns them anew from the seasons. */
export const habitsInsert = `INSERT INTO habits_v1 (fleet, days)
    SELECT 0, groupArray(days)
    FROM (
      SELECT token_id, arraySort(groupUniqArrayArray(used_days)) AS days
      FROM seasons_v1
      WHERE token_id IN (
        SELECT token_id FROM seasons_v1
        WHERE token_id != '' AND principal_kind NOT IN ${withoutToken}
        GROUP BY token_id ORDER BY cityHash64(token_id) LIMIT ${tokensMax})
      GROUP BY token_id
      ORDER BY cityHash64(token_id)
    )`;
