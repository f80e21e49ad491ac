import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callCases } from '../../shared/calls/call-cases.test-support.ts';
import { type CallLog, openCallLog, type Row } from '../../shared/calls/call-log.test-support.ts';
import { awsCatalogue } from '../catalogue/index.ts';
import { aws } from '../provider.ts';
import { envelopes, type RawRecord } from './envelopes.test-support.ts';

const cases = callCases('aws')
  .flatMap((topic) => topic.records)
  .map(({ whole }, index): RawRecord => ({ eventID: `case-${index}`, ...whole }));

/** For machines that do much else meanwhile. */
const patienceMs = 240_000;
vi.setConfig({ testTimeout: patienceMs });

let log: CallLog;
beforeAll(async () => {
  log = await openCallLog(aws);
}, patienceMs);
afterAll(() => log.close());

/** What became of records that lie in one file. */
async function rowsOf(records: readonly RawRecord[]): Promise<readonly Row[]> {
  const [reading] = await log.read([{ content: JSON.stringify({ Records: records }) }]);
  return reading?.rows ?? [];
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

/** A sound record, with something in place of some of its fields. */
const base: RawRecord = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROADEPLOYER000000001:ci-4711',
    arn: 'arn:aws:sts::410000000017:assumed-role/deployer/ci-4711',
    accountId: '410000000017',
    accessKeyId: 'ASIADEPLOY0000000001',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::410000000017:role/deployer' },
      attributes: { creationDate: '2026-03-02T08:00:00Z', mfaAuthenticated: 'false' },
    },
  },
  eventTime: '2026-03-02T08:15:30Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateAccessKey',
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.23',
  userAgent: 'aws-cli/2.31.0',
  errorCode: 'AccessDenied',
  errorMessage: 'User: x is not authorized to perform: iam:CreateAccessKey on resource: user otto',
  requestParameters: { userName: 'otto' },
  responseElements: { accessKey: { accessKeyId: 'AKIANEW000000000000A' } },
  sharedEventID: 'shared',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '410000000017',
  eventCategory: 'Management',
  resources: [{ ARN: 'arn:aws:iam::410000000017:user/otto', type: 'AWS::IAM::User' }],
};

type Path = readonly string[];

const paths: readonly Path[] = [...leavesOf(base)].filter(([first]) => first !== 'eventVersion');

function* leavesOf(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, name]);
}

function isObject(value: unknown): value is RawRecord {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isLeaf(path: Path): boolean {
  return !paths.some(
    (other) => other.length > path.length && path.every((step, index) => step === other[index]),
  );
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const fields = isObject(value) ? value : {};
  return { ...fields, [name]: replaced(fields[name], rest, by) };
}

const hostile = [
  "'; DROP TABLE calls_v1; --",
  '"}],"Records":[{',
  '\\',
  '\\"\\',
  '\u0000',
  'a\u0000b',
  '\u202Egnp.exe',
  '\u2028\u2029\n\r\t',
  '{x=y, z={a=b}}',
  '[{',
  '{now: UInt32}',
  '%s%n#{y}{{z}}<%= x %>',
  '__proto__',
  '😀\u0301',
  '\uFEFF',
  '(a+)+$',
  '-1',
  '1e400',
  'null',
];

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const mutated = fc
  .array(fc.tuple(fc.constantFrom(...paths), value), { minLength: 1, maxLength: 3 })
  .map((changes) => changes.reduce<unknown>((record, [path, by]) => replaced(record, path, by), base))
  .map((record): RawRecord => Object.fromEntries(Object.entries(Object(record))));

/** Records are tried all at once: a statement takes as long for one as for hundreds. */
const odd = fc
  .sample(mutated, 400)
  .map((record, index): RawRecord => ({ ...record, eventID: `odd-${index}` }));

describe('any value in any field', () => {
  it('costs neither its record nor another: each is a call, ignored or unreadable', async () => {
    const rows = await rowsOf([...odd, { ...base, eventID: 'sound' }]);
    expect(rows).toHaveLength(odd.length + 1);
    const byId = new Map(rows.map((row) => [row.event_id, row]));
    for (const record of odd) {
      const row = byId.get(record.eventID);
      expect(['call', 'ignored', 'unreadable'], text(record)).toContain(row?.disposition);
      expect(row?.reason === '', text(record)).toBe(row?.disposition === 'call');
    }
    expect(byId.get('sound')).toMatchObject({
      disposition: 'call',
      token_id: 'arn:aws:iam::410000000017:role/deployer',
      outcome: 'denied',
      basis: 'message',
    });
  });

  it('is text in its own column, whatever it says', async () => {
    const records = hostile.map((said, index) => ({
      ...base,
      eventID: `said-${index}`,
      userIdentity: {
        type: 'IAMUser',
        accountId: said,
        arn: said,
        accessKeyId: `AKIA${said}`,
        userName: said,
      },
      userAgent: said,
      sourceIPAddress: said,
      awsRegion: said,
      recipientAccountId: said,
      sharedEventID: `shared ${said}`,
      errorCode: `x${said}`,
      requestParameters: { userName: said },
    }));
    const byId = new Map((await rowsOf(records)).map((row) => [row.event_id, row]));
    for (const [index, said] of hostile.entries()) {
      expect(byId.get(`said-${index}`), text(said)).toMatchObject({
        token_id: `AKIA${said}`,
        principal_id: said,
        principal_account: said,
        account: said,
        agent: said,
        address: said,
        region: said,
        call_id: `shared ${said}`,
        error_code: `x${said}`,
        change: 'create-token',
        object_id: `arn:aws:iam::${said}:user/${said}`,
      });
    }
  });

  it('is kept short: a megabyte in every field, one after the other and all at once', async () => {
    const long = `\u202E'"\\${'x'.repeat(1024 * 1024)}`;
    const each = paths.map((path, index) => ({
      ...Object(replaced(base, path, long)),
      eventID: `long-${index}`,
    }));
    const all = paths.reduce<unknown>(
      (record, path) => (isLeaf(path) ? replaced(record, path, long) : record),
      base,
    );
    const rows = await rowsOf([...each, Object(all), { ...base, eventID: long }]);
    expect(rows).toHaveLength(paths.length + 2);
    for (const row of rows) {
      for (const [column, of] of Object.entries(row))
        expect(String(of).length, column).toBeLessThanOrEqual(1100);
    }
  });
});

describe('the same records', () => {
  // A number of more than 64 bits takes its file another way, which is tried below.
  const plain = odd.filter((record) => !/[[:,]-?\d{19,}[,\]}]/.test(text(record)));
  const withoutIds = cases.slice(0, 30).map(({ eventID, ...record }): RawRecord => record);
  const records = [...cases.filter((_, index) => index % 2 === 0), ...plain.slice(0, 150), ...withoutIds];

  it('say the same in any order', async () => {
    const usual = said(await rowsOf(records));
    expect(usual).toHaveLength(records.length);
    expect(unlike(said(await rowsOf(records.toReversed())), usual)).toEqual([]);
  });

  it('say the same with their fields in any order', async () => {
    const usual = said(await rowsOf(cases));
    expect(unlike(said(await rowsOf(cases.map(turnedAround))), usual)).toEqual([]);
  });

  it('say the same in any envelope', async () => {
    const usual = said(await rowsOf(records));
    const readings = await log.read(Object.values(envelopes).map((wrap) => ({ content: wrap(records) })));
    for (const [index, name] of Object.keys(envelopes).entries()) {
      expect(unlike(said(readings[index]?.rows ?? []), usual), name).toEqual([]);
      expect(readings[index]?.pieces, name).toEqual([]);
    }
  });

  it('are read or missed, never passed over, where the engine refuses one of them', async () => {
    const depth = 1100;
    const deep: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    const refused = [
      { userAgent: 'half a \uD83D pair' },
      { requestParameters: { key: 1e20 } },
      { userAgent: deep },
    ];
    const all = [...refused, { userAgent: 'sound' }].map((field, index) => ({
      ...base,
      ...field,
      eventID: `${index}`,
    }));
    const some = Object.entries(envelopes).filter((_, index) => index % 3 === 0);
    const readings = await log.read(some.map(([, wrap]) => ({ content: wrap(all) })));
    for (const [index, [name]] of some.entries()) {
      const { rows = [], pieces = [] } = readings[index] ?? {};
      expect(rows.length + pieces.length, name).toBe(all.length);
      expect(
        rows.filter((row) => row.disposition === 'ignored'),
        name,
      ).toEqual([]);
      expect(rows.find((row) => row.event_id === '3')?.disposition, name).toBe('call');
    }
  });
});

/** What records say, without the file they lie in. */
function said(rows: readonly Row[]): readonly string[] {
  return rows.map(({ file_id, ...row }) => text(row)).sort();
}

/** The first few that are in one list only. */
function unlike(one: readonly string[], other: readonly string[]): readonly string[] {
  const [ones, others] = [new Set(one), new Set(other)];
  const odds = [...one.filter((row) => !others.has(row)), ...other.filter((row) => !ones.has(row))].slice(
    0,
    4,
  );
  return odds.length === 0 && one.length !== other.length
    ? [`${one.length} rows, not ${other.length}`]
    : odds;
}

/** The record with all its fields the other way round. */
function turnedAround(record: RawRecord): RawRecord {
  return Object.fromEntries(
    Object.entries(record)
      .reverse()
      .map(([field, inner]) => [field, isObject(inner) ? turnedAround(inner) : inner]),
  );
}

describe('the engine’s table of operations', () => {
  it('answers as the catalogue does', async () => {
    const known = awsCatalogue.operations().filter((_, index) => index % 7 === 0);
    const unknown = ['CreateOAuth2TokenWithIAM', 'OpenEverything', 'toString', 'ListObjects20'].flatMap(
      (name) =>
        ['signin', 's3', 'quantumfridge'].map((source) => ({ source: `${source}.amazonaws.com`, name })),
    );
    const operations = [...known, ...unknown];
    const rows = await rowsOf(
      operations.map(({ source, name }, index) => ({
        ...base,
        errorCode: null,
        errorMessage: null,
        requestParameters: null,
        eventSource: source,
        eventName: name,
        eventID: `${index}`,
      })),
    );
    expect(rows).toHaveLength(operations.length);
    for (const { event_id, permissions, basis } of rows) {
      const operation = operations[Number(event_id)];
      expect({ permissions, basis }, text(operation)).toEqual(operation && awsCatalogue.lookup(operation));
    }
  });
});
