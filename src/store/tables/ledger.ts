import type { Table } from '../table.ts';

export const ledger: Table = {
  name: 'ledger_v1',
  comment: 'Append-only record of decisions and actions; each row seals the one before it.',
  engine: 'MergeTree',
  columns: [
    { name: 'sequence', type: 'UInt64', comment: 'Position, from 1' },
    { name: 'time', type: "DateTime64(3, 'UTC')", comment: 'When it was decided or done' },
    { name: 'actor', type: 'String', comment: 'Who' },
    {
      name: 'act',
      type: 'LowCardinality(String)',
      comment: 'What: accepted, rejected, applied, rolled-back, …',
    },
    { name: 'subject_id', type: 'String', comment: 'On which token, principal, role, finding or proposal' },
    { name: 'detail', type: 'String', comment: 'The particulars, JSON without secrets' },
    { name: 'previous_hash', type: 'String', comment: 'Hash of the row before' },
    { name: 'hash', type: 'String', comment: 'SHA-256 over this row and previous_hash' },
  ],
  orderBy: ['sequence'],
  shardBy: '0',
  isDurable: true,
};
