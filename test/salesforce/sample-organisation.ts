import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const days = 100;
/** A Monday. */
const begin = Date.parse('2026-03-02T00:00:00Z');
const org = '00DGg000000umbr';
const apps = { sync: '0H4Gg000000sync', report: '0H4Gg000000rprt' } as const;
const users = { sync: '005Gg000000sync', bulk: '005Gg000000bulk', mira: '005Gg000000mira' } as const;

export const sampleTokens = {
  sync: `${apps.sync}/${users.sync}`,
  idle: `${apps.report}/${users.sync}`,
  report: `${apps.report}/${users.mira}`,
  bulk: `${users.bulk}/api`,
} as const;

type Row = Readonly<Record<string, string>>;

const bySync = {
  USER_ID: users.sync,
  CONNECTED_APP_ID: apps.sync,
  CLIENT_NAME: 'Nightly sync',
  CLIENT_IP: '192.0.2.7',
};
const byReport = { USER_ID: users.mira, CONNECTED_APP_ID: apps.report, CLIENT_IP: '192.0.2.9' };
const byBulk = { USER_ID: users.bulk, CLIENT_IP: '192.0.2.8' };

/** What happens every so many hours, all through the log: as the log of all usage tells it, and as that of its interface does. */
const habits: readonly { readonly everyHours: number; readonly total?: Row; readonly own?: Row }[] = [
  {
    everyHours: 1,
    total: {
      ...bySync,
      API_FAMILY: 'REST',
      HTTP_METHOD: 'GET',
      API_RESOURCE: '/v61.0/query',
      ENTITY_NAME: 'Order',
      STATUS_CODE: '200',
    },
    own: {
      ...bySync,
      EVENT_TYPE: 'RestApi',
      METHOD: 'GET',
      URI: '/services/data/v61.0/query',
      ENTITY_NAME: 'Order',
      STATUS_CODE: '200',
      ROWS_PROCESSED: '12',
    },
  },
  {
    everyHours: 4,
    total: {
      ...bySync,
      API_FAMILY: 'REST',
      HTTP_METHOD: 'PATCH',
      API_RESOURCE: '/v61.0/sobjects/Invoice__c',
      ENTITY_NAME: 'Invoice__c',
      STATUS_CODE: '204',
    },
    own: {
      ...bySync,
      EVENT_TYPE: 'RestApi',
      METHOD: 'PATCH',
      URI: '/services/data/v61.0/sobjects/Invoice__c/a01',
      ENTITY_NAME: 'Invoice__c',
      STATUS_CODE: '204',
    },
  },
  {
    everyHours: 24,
    total: {
      ...bySync,
      API_FAMILY: 'REST',
      HTTP_METHOD: 'DELETE',
      API_RESOURCE: '/v61.0/sobjects/Contact',
      ENTITY_NAME: 'Contact',
      STATUS_CODE: '403',
    },
  },
  {
    everyHours: 6,
    total: {
      ...byBulk,
      API_FAMILY: 'SOAP',
      HTTP_METHOD: 'POST',
      API_RESOURCE: 'upsert',
      ENTITY_NAME: 'Lead',
      STATUS_CODE: '200',
    },
    own: { ...byBulk, EVENT_TYPE: 'API', METHOD_NAME: 'upsert', ENTITY_NAME: 'Lead' },
  },
  {
    everyHours: 24,
    total: {
      ...byBulk,
      API_FAMILY: 'BULK',
      HTTP_METHOD: 'POST',
      API_RESOURCE: '/services/async/61.0/job',
      ENTITY_NAME: 'Campaign',
    },
  },
  {
    everyHours: 12,
    total: {
      ...byReport,
      API_FAMILY: 'REST',
      HTTP_METHOD: 'GET',
      API_RESOURCE: '/v61.0/sobjects/Account',
      ENTITY_NAME: 'Account',
      STATUS_CODE: '200',
    },
  },
  {
    everyHours: 24,
    own: {
      USER_ID: users.mira,
      EVENT_TYPE: 'Login',
      LOGIN_TYPE: 'A',
      LOGIN_STATUS: 'LOGIN_NO_ERROR',
      URI: '/index.jsp',
    },
  },
];

/** Writes the event log files and the exports of a small organisation; gives where they lie. */
export function writeSampleOrganisation(folder: string): {
  readonly log: string;
  readonly inventory: string;
} {
  const log = join(folder, 'salesforce-log');
  const inventory = join(folder, 'salesforce-inventory');
  mkdirSync(log, { recursive: true });
  mkdirSync(inventory, { recursive: true });
  for (let day = 0; day < days; day++) {
    const rows = rowsOf(day);
    for (const type of new Set(rows.map(({ EVENT_TYPE = '' }) => EVENT_TYPE))) {
      const name = `${new Date(begin + day * dayMs).toISOString().slice(0, 10)}_${type}`;
      const mine = rows.filter(({ EVENT_TYPE }) => EVENT_TYPE === type);
      writeFileSync(join(log, `${name}.csv.gz`), gzipSync(csvOf(mine)));
      // What an hour holds is in the file of its day too.
      if (day % 10 === 0) writeFileSync(join(log, `${name}_hour.csv`), csvOf(mine.slice(0, 3)));
    }
  }
  for (const [name, content] of Object.entries(lists))
    writeFileSync(
      join(inventory, `${name}.json`),
      JSON.stringify({ status: 0, result: { records: content } }),
    );
  writeFileSync(join(inventory, 'field-permissions.csv'), fields);
  return { log, inventory };
}

function rowsOf(day: number): readonly Row[] {
  return Array.from({ length: 24 }, (_, hour) => day * 24 + hour).flatMap((hour) =>
    habits.flatMap(({ everyHours, total, own }, index) => {
      if (hour % everyHours !== 0) return [];
      const time = new Date(begin + hour * hourMs + index * 60_000).toISOString();
      const shared = {
        TIMESTAMP: time.replaceAll(/[-T:Z]/g, ''),
        TIMESTAMP_DERIVED: time,
        REQUEST_ID: `4r${hour}-${index}`,
        ORGANIZATION_ID: org,
        LOGIN_KEY: 'GeJCsym5eyvtEK2I',
      };
      return [
        ...(total ? [{ ...shared, ...total, EVENT_TYPE: 'ApiTotalUsage' }] : []),
        ...(own ? [{ ...shared, ...own }] : []),
      ];
    }),
  );
}

function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();
  const line = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(',');
  return `${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map(line).join('\n')}\n`;
}

const record = (type: string, more: object) => ({ attributes: { type }, ...more });
const long = (id: string): string => `${id}AAA`;
const sets = {
  profile: '0PSGg000000prof',
  sync: '0PSGg000000sync',
  bulk: '0PSGg000000bulk',
  staff: '0PSGg000000staf',
} as const;
const profile = '00eGg000000prof';
const since = '2025-01-01T00:00:00.000+0000';
const user = (id: string, name: string) =>
  record('User', {
    Id: long(id),
    Username: `${name}@umbra.example`,
    IsActive: true,
    ProfileId: long(profile),
    CreatedDate: since,
  });
const set = (id: string, name: string, more: object = {}) =>
  record('PermissionSet', {
    Id: long(id),
    Name: name,
    Label: name,
    IsOwnedByProfile: false,
    PermissionsApiEnabled: false,
    SystemModstamp: since,
    CreatedDate: since,
    ...more,
  });
const object = (parent: string, name: string, accesses: readonly string[]) =>
  record('ObjectPermissions', {
    ParentId: long(parent),
    SobjectType: name,
    ...Object.fromEntries(
      ['Read', 'Create', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'].map((access) => [
        `Permissions${access}`,
        accesses.includes(access),
      ]),
    ),
  });
const assignment = (holder: string, permissionSet: string) =>
  record('PermissionSetAssignment', {
    AssigneeId: long(holder),
    PermissionSetId: long(permissionSet),
    SystemModstamp: since,
  });
const token = (app: string, holder: string, more: object) =>
  record('OauthToken', {
    AppName: app,
    UserId: long(holder),
    CreatedDate: since,
    DeleteToken: 'secret-value',
    ...more,
  });

const lists: Readonly<Record<string, readonly object[]>> = {
  organization: [record('Organization', { Id: `${org}AAA`, Name: 'Umbra' })],
  users: [user(users.sync, 'sync'), user(users.bulk, 'bulk'), user(users.mira, 'mira')],
  'permission-sets': [
    set(sets.profile, 'X00e', {
      IsOwnedByProfile: true,
      ProfileId: long(profile),
      Profile: { Name: 'Minimum Access' },
      PermissionsApiEnabled: true,
    }),
    set(sets.sync, 'Sync', { PermissionsApiEnabled: true, PermissionsViewSetup: true }),
    set(sets.bulk, 'Bulk', { PermissionsApiEnabled: true }),
    set(sets.staff, 'Staff'),
  ],
  'object-permissions': [
    object(sets.sync, 'Order', ['Read', 'Create', 'Edit', 'Delete']),
    object(sets.sync, 'Product2', ['Read', 'Edit']),
    object(sets.sync, 'Invoice__c', ['Read', 'Edit']),
    object(sets.sync, 'Payroll__c', ['Read', 'Edit']),
    object(sets.sync, 'Case', ['Read', 'ViewAllRecords']),
    object(sets.bulk, 'Lead', ['Read', 'Create', 'Edit', 'Delete']),
    object(sets.bulk, 'Campaign', ['Read', 'Edit']),
    object(sets.staff, 'Account', ['Read', 'Edit']),
  ],
  assignments: [
    assignment(users.sync, sets.profile),
    assignment(users.sync, sets.sync),
    assignment(users.bulk, sets.bulk),
    assignment(users.mira, sets.staff),
  ],
  apps: [
    record('ConnectedApplication', { Id: long(apps.sync), Name: 'Nightly sync' }),
    record('ConnectedApplication', { Id: long(apps.report), Name: 'Reports' }),
  ],
  tokens: [
    token('Nightly sync', users.sync, { LastUsedDate: '2026-06-09T00:00:00.000+0000', UseCount: 2400 }),
    token('Reports', users.sync, { UseCount: 0 }),
    token('Reports', users.mira, { LastUsedDate: '2026-06-09T00:00:00.000+0000', UseCount: 200 }),
  ],
};

const fields = `ParentId,SobjectType,Field,PermissionsRead,PermissionsEdit
${long(sets.sync)},Order,Order.Status,true,true
${long(sets.sync)},Invoice__c,Invoice__c.Amount__c,true,true
${long(sets.sync)},Product2,Product2.Family,true,false
`;
