import { createServer } from 'node:http';
import { onLoopback } from '../../src/ingest/collect/loopback.test-support.ts';

export const orgToken = '00D-token-of-the-tests';
const userId = '0055i00000AbCdE';
const setId = '0PS5i00000AbCdE';

/** An event log file of the organisation. */
export interface EventFile {
  readonly id: string;
  readonly createdAt: number;
  readonly csv: string;
}

/** An organisation that pages its queries as Salesforce documents it, and fails on demand. */
export interface FakeOrganisation {
  readonly address: string;
  readonly asked: string[];
  readonly files: EventFile[];
  /** Answers that the next requests get instead of their own; `undefined` answers. */
  readonly faults: ({ readonly status: number; readonly body?: string; readonly isCut?: true } | undefined)[];
  /** Places in queries that were given out before are not taken any more. */
  expire(): void;
  close(): Promise<void>;
}

const pageSize = 2;
const objects: Readonly<Record<string, readonly object[]>> = {
  Organization: [{ Id: '00D5i00000AbCdE', Name: 'Umbra' }],
  User: [
    {
      Id: userId,
      Username: 'sync@umbra.example',
      Name: 'Sync',
      IsActive: true,
      ProfileId: '00e5i00000AbCdE',
    },
  ],
  Profile: [{ Id: '00e5i00000AbCdE', Name: 'Integration' }],
  PermissionSet: Array.from({ length: 201 }, (_, index) => ({
    Id: index === 0 ? setId : `0PS5i0000${String(index).padStart(6, '0')}`,
    Name: `Set${index}`,
    IsOwnedByProfile: false,
    PermissionsApiEnabled: index === 0,
  })),
  ObjectPermissions: ['Account', 'Contact', 'Invoice__c'].map((SobjectType, index) => ({
    Id: `1105i000000000${index}`,
    ParentId: setId,
    SobjectType,
    PermissionsRead: true,
    PermissionsEdit: SobjectType === 'Invoice__c',
  })),
  FieldPermissions: [],
  PermissionSetAssignment: [{ Id: '0Pa5i00000AbCdE', AssigneeId: userId, PermissionSetId: setId }],
  PermissionSetGroup: [],
  PermissionSetGroupComponent: [],
  ConnectedApplication: [{ Id: '0H45i00000AbCdE', Name: 'Sync' }],
  OauthToken: [{ Id: '0CQ5i00000AbCdE', AppName: 'Sync', UserId: userId, UseCount: 3 }],
};

export async function openFakeOrganisation(): Promise<FakeOrganisation> {
  const asked: string[] = [];
  const files: EventFile[] = [];
  const faults: FakeOrganisation['faults'] = [];
  let generation = 0;

  /** The records that a query asks for; of permission sets, those after an id. */
  function found(soql: string): readonly object[] {
    const object = / FROM (\w+)/.exec(soql)?.[1] ?? '';
    if (object === 'EventLogFile') {
      const [from = 0, until = 0] = [...soql.matchAll(/CreatedDate >?<?=? (\S+Z)/g)].map(([, text = '']) =>
        Date.parse(text),
      );
      return files
        .filter(({ createdAt }) => createdAt >= from && createdAt < until)
        .sort((a, b) => a.createdAt - b.createdAt)
        .map(({ id, createdAt }) => ({
          attributes: { type: object, url: `/services/data/v61.0/sobjects/${object}/${id}` },
          Id: id,
          EventType: 'ApiTotalUsage',
          Interval: 'Daily',
          LogDate: new Date(createdAt - 86_400_000).toISOString().replace('Z', '+0000'),
          CreatedDate: new Date(createdAt).toISOString().replace('Z', '+0000'),
        }));
    }
    const after = /Id > '(\w+)'/.exec(soql)?.[1] ?? '';
    const limit = Number(/LIMIT (\d+)/.exec(soql)?.[1] ?? Number.POSITIVE_INFINITY);
    const all = (objects[object] ?? []).map((record) => ({
      attributes: { type: object, url: 'x' },
      ...record,
    }));
    const sorted = limit < all.length ? [...all].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)) : all;
    return sorted.filter((record) => idOf(record) > after).slice(0, limit);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    asked.push(`${request.method} ${url.pathname}`);
    const answer = (status: number, body: string): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    };
    const fault = faults.shift();
    if (fault?.isCut) {
      response.writeHead(fault.status, { 'content-length': '100000' });
      response.write('"EVENT_TYPE"');
      response.socket?.destroySoon();
      return;
    }
    if (fault !== undefined) return answer(fault.status, fault.body ?? '[]');
    if (url.pathname === '/services/oauth2/token') {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        const form = new URLSearchParams(text);
        const isKnown = form.get('client_id') === '3MVG9' && form.get('client_secret') === 'app-secret';
        answer(
          isKnown ? 200 : 400,
          JSON.stringify(isKnown ? { access_token: orgToken } : { error: 'invalid_client' }),
        );
      });
      return;
    }
    if (request.headers.authorization !== `Bearer ${orgToken}`)
      return answer(401, '[{"errorCode":"INVALID_SESSION_ID"}]');
    const file = files.find(
      ({ id }) => url.pathname === `/services/data/v61.0/sobjects/EventLogFile/${id}/LogFile`,
    );
    if (file !== undefined) return answer(200, file.csv);
    const [, given = String(generation), at = '0', text = ''] =
      /\/query\/01g(\d+)-(\d+)-(.+)$/.exec(url.pathname) ?? [];
    if (given !== String(generation)) return answer(400, '[{"errorCode":"INVALID_QUERY_LOCATOR"}]');
    const soql = url.searchParams.get('q') ?? Buffer.from(text, 'hex').toString();
    const size = soql.includes('PermissionSet ') ? 200 : pageSize;
    const records = found(soql);
    const end = Number(at) + size;
    answer(
      200,
      JSON.stringify({
        totalSize: records.length,
        done: end >= records.length,
        ...(end < records.length && {
          nextRecordsUrl: `/services/data/v61.0/query/01g${generation}-${end}-${Buffer.from(soql).toString('hex')}`,
        }),
        records: records.slice(Number(at), end),
      }),
    );
  });
  const { port, close } = await onLoopback(server);
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    files,
    faults,
    expire: () => {
      generation += 1;
    },
    close,
  };
}

function idOf(record: object): string {
  return 'Id' in record ? String(record.Id) : '';
}
