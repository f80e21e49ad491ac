import type { Table, View } from '../table.ts';

const columns: Table['columns'] = [
  { name: 'provider', type: 'LowCardinality(String)', comment: 'System whose logs these are' },
  { name: 'account', type: 'LowCardinality(String)', comment: 'Account whose log it is' },
  { name: 'region', type: 'LowCardinality(String)', comment: 'Region the records speak of' },
  {
    name: 'category',
    type: 'LowCardinality(String)',
    comment: 'Kind of recording: management-read, management-write, data:…',
  },
  { name: 'hour', type: "DateTime('UTC')", comment: 'Hour of the calls' },
  { name: 'records', type: 'UInt64', comment: 'Distinct calls recorded in it' },
];

const shape = {
  engine: 'MergeTree',
  columns,
  partitionBy: '(provider, toMonday(toDate(hour)))',
  orderBy: ['account', 'category', 'region', 'hour'],
  shardBy: 'cityHash64(account)',
} as const;

export const coverage: Table = {
  ...shape,
  name: 'coverage_v1',
  comment: 'Which hours of which source’s logs we hold, by kind of recording. Rebuilt by whole weeks.',
};

export const coverageStage: Table = {
  ...shape,
  name: 'coverage_stage_v1',
  comment: 'Weeks of coverage under construction.',
};

const settingColumns: Table['columns'] = [
  { name: 'provider', type: 'LowCardinality(String)', comment: 'System whose settings these are' },
  { name: 'account', type: 'String', comment: 'Account it speaks of' },
  { name: 'recorder', type: 'String', comment: 'What records, for example a trail' },
  {
    name: 'category',
    type: 'String',
    comment: 'Kind of recording: management-read, management-write, data:…',
  },
  {
    name: 'access',
    type: 'LowCardinality(String)',
    comment: 'all, read or write: which calls of the kind',
  },
  { name: 'resources', type: 'Array(String)', comment: 'Resources it is limited to; empty means all' },
  { name: 'except_sources', type: 'Array(String)', comment: 'Services whose calls are left out' },
  { name: 'regions', type: 'Array(String)', comment: 'Regions it is limited to; empty means all' },
  {
    name: 'limits',
    type: 'Array(String)',
    comment: 'Further limits in words; with any, absence of a call proves nothing',
  },
  { name: 'state', type: 'LowCardinality(String)', comment: 'on, off or unknown' },
  { name: 'observed_at', type: "DateTime64(3, 'UTC')", comment: 'When the setting was exported' },
];

/** What was exported by earlier versions: of several exports it may hold the last alone. */
export const trails: Table = {
  name: 'trails_v1',
  comment: 'What recordings_v1 took the place of: empty in a new store.',
  engine: 'ReplacingMergeTree',
  version: 'observed_at',
  columns: settingColumns,
  orderBy: ['provider', 'account', 'recorder', 'category', 'access', 'resources'],
  shardBy: 'cityHash64(account)',
};

export const recordings: Table = {
  name: 'recordings_v1',
  comment:
    'What a source says of itself that it records, from exported logging settings; every export by itself.',
  engine: 'ReplacingMergeTree',
  columns: settingColumns,
  orderBy: ['provider', 'account', 'observed_at', 'recorder', 'category', 'access', 'resources'],
  shardBy: 'cityHash64(account)',
};

export const files: Table = {
  name: 'files_v1',
  comment: 'What was loaded, by content: the same bytes under another name are the same file.',
  engine: 'ReplacingMergeTree',
  version: 'loaded_at',
  columns: [
    {
      name: 'provider',
      type: 'LowCardinality(String)',
      comment: 'Provider that read it; empty if none recognised it',
    },
    { name: 'content_id', type: 'String', comment: 'SHA-256 of the bytes as found, hexadecimal' },
    { name: 'file_id', type: 'UInt64', comment: 'First 64 bits of the content id; calls_v1 points here' },
    { name: 'path', type: 'String', comment: 'Where it lay when it was loaded' },
    { name: 'bytes', type: 'UInt64', comment: 'Size as found' },
    { name: 'kind', type: 'LowCardinality(String)', comment: 'calls, inventory or ignored' },
    { name: 'envelope', type: 'LowCardinality(String)', comment: 'How records are wrapped in it' },
    { name: 'calls', type: 'UInt64', comment: 'Records read as calls' },
    { name: 'ignored', type: 'Map(String, UInt64)', comment: 'Records left out, by reason' },
    {
      name: 'unreadable',
      type: 'Array(Tuple(offset UInt64, reason String))',
      comment: 'What could not be read, and where; at most 100',
    },
    { name: 'unreadable_count', type: 'UInt64', comment: 'How many pieces could not be read' },
    {
      name: 'account',
      type: 'String',
      comment: 'Account that it was said to be of when it was loaded; empty where nobody said',
    },
    {
      name: 'loaded_at',
      type: "DateTime64(3, 'UTC')",
      comment: 'When loading was complete; a file without a row here is not loaded',
    },
  ],
  orderBy: ['content_id'],
  shardBy: 'cityHash64(content_id)',
  isDurable: true,
};

export const loadCounts: Table = {
  name: 'load_counts_v1',
  comment: 'What became of the records of each file, per attempt.',
  engine: 'MergeTree',
  columns: [
    { name: 'load_id', type: 'UInt64', comment: 'The attempt' },
    { name: 'file_id', type: 'UInt64', comment: 'The file' },
    { name: 'disposition', type: 'LowCardinality(String)', comment: 'call, ignored or unreadable' },
    { name: 'reason', type: 'LowCardinality(String)', comment: 'Why it was ignored or unreadable' },
    { name: 'records', type: 'UInt64', comment: 'How many' },
    { name: 'weeks', type: 'Array(Date)', comment: 'Weeks (Mondays) its calls fall in' },
  ],
  orderBy: ['load_id', 'file_id'],
  shardBy: 'load_id',
};

export const loadCountsFromLoads: View = {
  name: 'loads_to_counts_v1',
  from: 'loads_v1',
  to: 'load_counts_v1',
  columns: {
    load_id: 'load_id',
    file_id: 'file_id',
    disposition: 'disposition',
    reason: 'reason',
    records: 'count()',
    weeks: "groupUniqArrayIf(toMonday(toDate(time)), disposition = 'call')",
  },
  where: '1',
  groupBy: ['load_id', 'file_id', 'disposition', 'reason'],
};
