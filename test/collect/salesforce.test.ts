import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CollectPart, collect } from '../../src/ingest/collect/collect.ts';
import { fakeClock } from '../../src/ingest/collect/live-system.test-support.ts';
import { salesforce } from '../../src/providers/salesforce/provider.ts';
import { type FakeOrganisation, openFakeOrganisation, orgToken } from './fake-salesforce.test-support.ts';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-02T00:00:00Z');
let org: FakeOrganisation;
let folder: string;

beforeEach(async () => {
  org = await openFakeOrganisation();
  folder = mkdtempSync(join(tmpdir(), 'scopelight-org-'));
  addFiles(0, 5);
});
afterEach(async () => {
  await org.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file a day. */
function addFiles(from: number, to: number): void {
  for (let day = from; day < to; day++)
    org.files.push({
      id: `0AT5i0000000${String(day).padStart(3, '0')}`,
      createdAt: start + day * dayMs,
      csv: `"EVENT_TYPE","TIMESTAMP","REQUEST_ID"\n"ApiTotalUsage","20260302000000.000","R${day}"\n`,
    });
}

async function run(
  parts: readonly CollectPart[],
  now = start + 10 * dayMs,
  settings: Record<string, string> = {},
) {
  const values = {
    SALESFORCE_URL: org.address,
    SALESFORCE_TOKEN: orgToken,
    SALESFORCE_INTERVAL: 'Daily',
    ...settings,
  };
  const plan = await salesforce.collector?.plan(new Map(Object.entries(values)));
  if (plan === undefined) throw new Error('nothing is fetched of Salesforce');
  const clock = fakeClock(now);
  const collected = await collect({
    provider: 'salesforce',
    plan,
    target: folder,
    parts,
    since: undefined,
    clock,
    onProgress: () => {},
  });
  return { ...collected, slept: clock.slept };
}

function held(): readonly string[] {
  return readdirSync(join(folder, 'log'), { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, 'log', name)).isFile())
    .sort();
}

function downloads(): number {
  return org.asked.filter((path) => path.endsWith('/LogFile')).length;
}

describe('fetching event log files', () => {
  it('takes each file once, packed as the provider reads it', async () => {
    const { log } = await run(['log']);
    expect(log).toMatchObject({ files: 5, restarts: 0 });
    expect(held()).toEqual(
      Array.from({ length: 5 }, (_, day) => {
        const date = new Date(start + (day - 1) * dayMs).toISOString().slice(0, 10);
        return `${date}/00-ApiTotalUsage-Daily-0AT5i0000000${String(day).padStart(3, '0')}.csv.gz`;
      }),
    );
    const [name = ''] = held();
    const text = gunzipSync(readFileSync(join(folder, 'log', name))).toString();
    expect(text).toBe(org.files[0]?.csv);
    expect(salesforce.recognise({ path: name, text, bytes: text.length, isCompressed: true })?.kind).toBe(
      'calls',
    );
    expect(statSync(join(folder, 'log', name)).mode & 0o077).toBe(0);
  });

  it('fetches the next time what was made since', async () => {
    await run(['log']);
    addFiles(11, 13);
    const { log } = await run(['log'], start + 20 * dayMs);
    expect(log).toMatchObject({ files: 2 });
    expect(downloads()).toBe(7);
  });

  it('goes on after an interruption without fetching a file twice', async () => {
    // A list of two, a file, and then an end.
    org.faults.push(undefined, undefined, { status: 401 });
    await expect(run(['log'])).rejects.toMatchObject({ code: 'system.refused' });
    const { log } = await run(['log']);
    expect(log?.files).toBe(4);
    expect(held()).toHaveLength(5);
    expect(downloads()).toBe(6);
  });

  it('begins a list again whose place is not taken any more', async () => {
    org.faults.push(undefined, undefined, undefined, { status: 401 });
    await expect(run(['log'])).rejects.toMatchObject({ code: 'system.refused' });
    org.expire();
    const { log } = await run(['log']);
    expect(log).toMatchObject({ restarts: 1, files: 3 });
    expect(held()).toHaveLength(5);
  });

  it('waits where the requests of the day are spent, and tries again where the system fails', async () => {
    org.faults.push(
      { status: 403, body: '[{"errorCode":"REQUEST_LIMIT_EXCEEDED"}]' },
      { status: 503 },
      undefined,
      { status: 500 },
    );
    const { slept, log } = await run(['log']);
    expect(slept).toEqual([60_000, 1000, 1000]);
    expect(log?.files).toBe(5);
  });

  it('fetches a file again that broke off, and leaves no half of it', async () => {
    org.faults.push(undefined, { status: 200, isCut: true });
    const { slept } = await run(['log']);
    expect(slept).toEqual([1000]);
    expect(held()).toHaveLength(5);
    const texts = held().map((name) => gunzipSync(readFileSync(join(folder, 'log', name))).toString());
    expect(texts).toEqual(org.files.map(({ csv }) => csv));
  });

  it('says that it lacks the log where it may not be read', async () => {
    org.faults.push({ status: 403, body: '[{"errorCode":"INSUFFICIENT_ACCESS"}]' });
    expect((await run(['log'])).log?.lacking).toContain('View Event Log Files');
  });
});

describe('fetching who may do what', () => {
  it('follows queries to the end, into files that the inventory reads', async () => {
    const { inventory } = await run(['inventory']);
    expect(inventory?.lacking).toEqual([]);
    const root = join(folder, inventory?.folder ?? '');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    const read = salesforce.inventory.read(files, start);
    expect(read.problems).toEqual([]);
    expect(read.roles).toHaveLength(201);
    expect(read.tokens).toContainEqual(
      expect.objectContaining({ id: '0H45i00000AbCdE/0055i00000AbCdE', account: '00D5i00000AbCdE' }),
    );
    expect([...read.grants].flatMap(({ resources }) => resources)).toContain('Invoice__c');
  });

  it('names lists that the organisation does not give', async () => {
    org.faults.push(...Array.from({ length: 12 }, () => undefined), { status: 400 });
    const { inventory } = await run(['inventory']);
    expect(inventory?.lacking).toEqual([{ list: 'tokens', reason: expect.stringContaining('answers 400') }]);
  });
});

describe('signing in', () => {
  it('is by the app itself where one is named', async () => {
    const { log } = await run(['log'], start + 10 * dayMs, {
      SALESFORCE_CLIENT_ID: '3MVG9',
      SALESFORCE_TOKEN: 'app-secret',
    });
    expect(log?.files).toBe(5);
  });

  it('is refused in words without the secret', async () => {
    const wrong = run(['log'], start, { SALESFORCE_CLIENT_ID: '3MVG9', SALESFORCE_TOKEN: 'guessed' });
    await expect(wrong).rejects.toMatchObject({
      code: 'system.refused',
      message: expect.stringMatching(/^(?!.*guessed).*invalid_client/),
    });
  });

  it.each([{ SALESFORCE_URL: 'http://umbra.my.salesforce.com' }, { SALESFORCE_INTERVAL: 'Weekly' }])(
    'takes no setting that makes no sense: %o',
    async (settings) => {
      await expect(run(['log'], start, settings)).rejects.toMatchObject({ code: 'usage.invalid' });
    },
  );
});
