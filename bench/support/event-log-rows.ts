import type { Random } from '../../demo/random.ts';
import { weighted } from '../trail/weighted.ts';

const objects = [
  'Account',
  'Contact',
  'Order',
  'Invoice__c',
  'Case',
  'Lead',
  'Product2',
  'Acme__Shipment__c',
];
const request = weighted([
  { method: 'GET', resource: 'query', weight: 60 },
  { method: 'GET', resource: 'sobjects', weight: 15 },
  { method: 'PATCH', resource: 'sobjects', weight: 12 },
  { method: 'POST', resource: 'sobjects', weight: 8 },
  { method: 'DELETE', resource: 'sobjects', weight: 2 },
  { method: 'POST', resource: 'composite', weight: 3 },
]);
const days = 90;
const firstDay = Date.UTC(2026, 0, 1);

/** The columns of the log of the REST API, in their order. */
const columns = [
  ...[
    'EVENT_TYPE',
    'TIMESTAMP',
    'REQUEST_ID',
    'ORGANIZATION_ID',
    'USER_ID',
    'RUN_TIME',
    'CPU_TIME',
    'URI',
    'SESSION_KEY',
  ],
  ...[
    'LOGIN_KEY',
    'USER_TYPE',
    'REQUEST_STATUS',
    'DB_TOTAL_TIME',
    'METHOD',
    'MEDIA_TYPE',
    'STATUS_CODE',
    'USER_AGENT',
  ],
  ...[
    'ROWS_PROCESSED',
    'NUMBER_FIELDS',
    'DB_BLOCKS',
    'DB_CPU_TIME',
    'REQUEST_SIZE',
    'RESPONSE_SIZE',
    'ENTITY_NAME',
  ],
  ...[
    'CONNECTED_APP_ID',
    'CLIENT_NAME',
    'EXCEPTION_MESSAGE',
    'TIMESTAMP_DERIVED',
    'USER_ID_DERIVED',
    'CLIENT_IP',
  ],
  'URI_ID_DERIVED',
] as const;

/** The first line of an event log file. */
export const header = lineOf(columns);

/** The rows `from` … `to` of a log of `all` rows, spread evenly over ninety days. */
export function* eventRows(random: Random, from: number, to: number, all: number): Generator<string> {
  for (let row = from; row < to; row++) yield eventRow(random, firstDay + (row / all) * days * 86_400_000);
}

function eventRow(random: Random, time: number): string {
  const { method, resource } = request(random);
  const object = random.pick(objects);
  const user = `005Gg00000${String(random.below(400)).padStart(5, '0')}`;
  const stamp = new Date(time).toISOString();
  const record = `a01Gg${String(random.below(1_000_000_000)).padStart(10, '0')}`;
  const uri =
    resource === 'sobjects'
      ? `/services/data/v61.0/sobjects/${object}${method === 'POST' ? '' : `/${record}`}`
      : `/services/data/v61.0/${resource}`;
  const key = random.below(2 ** 31).toString(36);
  const values: Readonly<Partial<Record<(typeof columns)[number], string>>> = {
    EVENT_TYPE: 'RestApi',
    TIMESTAMP: stamp.replaceAll(/[-T:Z]/g, ''),
    REQUEST_ID: `4r${key}-mMBYk`,
    ORGANIZATION_ID: '00DGg000000umbr',
    USER_ID: user,
    RUN_TIME: String(random.below(900)),
    CPU_TIME: String(random.below(200)),
    URI: uri,
    SESSION_KEY: `WvtsJ1235${key}`,
    LOGIN_KEY: `GeJCsym5${user}`,
    USER_TYPE: 'Standard',
    REQUEST_STATUS: 'S',
    DB_TOTAL_TIME: String(random.below(100_000_000)),
    METHOD: method,
    MEDIA_TYPE: 'application/json;charset=UTF-8',
    STATUS_CODE: random.chance(0.02) ? '403' : '200',
    USER_AGENT: '12024001',
    ROWS_PROCESSED: String(random.below(200)),
    DB_BLOCKS: String(random.below(1_000_000)),
    DB_CPU_TIME: String(random.below(100)),
    ENTITY_NAME: resource === 'composite' ? '' : object,
    CONNECTED_APP_ID: `0H4Gg00000${String(random.below(12)).padStart(5, '0')}`,
    TIMESTAMP_DERIVED: stamp,
    USER_ID_DERIVED: `${user}AAA`,
    CLIENT_IP: `192.0.2.${random.below(250)}`,
  };
  return lineOf(columns.map((name) => values[name] ?? ''));
}

function lineOf(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(',');
}
