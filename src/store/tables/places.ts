import type { Table } from '../table.ts';

export const addresses: Table = {
  name: 'addresses_v1',
  comment: 'Where each distinct calling address lies.',
  engine: 'ReplacingMergeTree',
  columns: [
    { name: 'address', type: 'String', comment: 'As in calls_v1' },
    { name: 'kind', type: 'LowCardinality(String)', comment: 'public, cloud, private, service or unknown' },
    { name: 'country', type: 'LowCardinality(String)', comment: 'ISO 3166 alpha-2; empty if unknown' },
    { name: 'asn', type: 'UInt32', comment: 'Autonomous system; 0 if unknown' },
    { name: 'network', type: 'String', comment: 'Name of the network, cloud or service' },
    { name: 'place', type: 'String', comment: 'Short text for people, as in usage_v1' },
  ],
  orderBy: ['address'],
  shardBy: 'cityHash64(address)',
};

export const agents: Table = {
  name: 'agents_v1',
  comment: 'Which family each distinct user agent belongs to.',
  engine: 'ReplacingMergeTree',
  columns: [
    { name: 'agent', type: 'String', comment: 'As in calls_v1' },
    { name: 'family', type: 'String', comment: 'aws-cli, boto3, terraform, console, …' },
    {
      name: 'kind',
      type: 'LowCardinality(String)',
      comment: 'sdk, cli, console, iac, browser, service or other',
    },
  ],
  orderBy: ['agent'],
  shardBy: 'cityHash64(agent)',
};
