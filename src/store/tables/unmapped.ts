import type { Table } from '../table.ts';

const shape = {
  engine: 'MergeTree',
  columns: [
    { name: 'provider', type: 'LowCardinality(String)', comment: 'System that logged the calls' },
    { name: 'principal_id', type: 'String', comment: 'Identity that called' },
    { name: 'source', type: 'LowCardinality(String)', comment: 'Service that logs the operation' },
    { name: 'day', type: 'Date', comment: 'UTC day' },
  ],
  partitionBy: '(provider, toMonday(day))',
  orderBy: ['principal_id', 'source', 'day'],
  shardBy: 'cityHash64(principal_id)',
} as const;

export const unmapped: Table = {
  ...shape,
  name: 'unmapped_v1',
  comment:
    'Days on which a principal called operations, let through, that no permission is known for. Rebuilt by whole weeks.',
};

export const unmappedStage: Table = {
  ...shape,
  name: 'unmapped_stage_v1',
  comment: 'Weeks of unmapped calls under construction.',
};

/** SQL that fills the stage with the weeks of a part of the calls. */
export function unmappedInsert(callsWhere: string): string {
  return `INSERT INTO ${unmappedStage.name}
    SELECT DISTINCT provider, principal_id, source, toDate(time) AS day
    FROM calls_v1
    WHERE basis = 'unknown' AND outcome IN ('allowed', 'error') AND ${callsWhere}`;
}
