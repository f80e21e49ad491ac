import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, worldSpan } from '../../analysis/small-world.test-support.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { ingestLogs } from '../load/ingest-logs.ts';
import { checkCases } from './check-cases.test-support.ts';
import { checkChange } from './check-change.ts';

for (const { topic, cases } of checkCases()) {
  describe(topic, () => {
    it.each(cases)('$name', async ({ before, after, expect: wanted }) => {
      const base = before && { name: 'before', files: before };
      const answer = await checkChange({ files: after, base });
      for (const list of ['changes', 'findings', 'unread'] as const) {
        const parts = wanted[list];
        if (parts === undefined) continue;
        const found: readonly object[] = answer[list];
        expect(found, JSON.stringify(found)).toHaveLength(parts.length);
        for (const [index, part] of parts.entries()) expect(found[index]).toMatchObject(part);
      }
    });
  });
}

describe('a configuration that nobody changed', () => {
  // A plan holds both states itself.
  const cases = checkCases()
    .flatMap((topic) => topic.cases)
    .filter(({ after }) => !after.some(({ text }) => text.includes('resource_changes')));

  it.each(cases)('gives nothing: $name', async ({ after }) => {
    const { changes, findings } = await checkChange({ files: after, base: { name: 'same', files: after } });
    expect([changes, findings]).toEqual([[], []]);
  });
});

describe('a change that is asked of usage data', () => {
  const queue = ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'CreateQueue', 'DeleteQueue'].map(
    (name) => `sqs:${name}`,
  );
  let store: Store;
  beforeAll(async () => {
    store = await openTemporaryStore();
    const iam = 'arn:aws:iam::111122223333:role/';
    await loadSmallWorlds(store, [
      {
        principals: [
          { id: `${iam}ci`, kind: 'role', granted: ['s3:GetObject'] },
          { id: `${iam}queue`, kind: 'role', granted: queue },
        ],
        calls: ['s3:PutObject', 's3:GetObject'].map((permission, day) => ({
          token: `${iam}ci`,
          principal: `${iam}ci`,
          permission,
          day,
        })),
      },
    ]);
  });
  afterAll(() => store.close());

  const ask = (action: readonly string[]) =>
    checkChange({
      base: undefined,
      files: [
        {
          path: 'x.tf',
          text: `resource "aws_iam_role" "new" {
            name = "new"
            tags = { owner = "x" }
            inline_policy {
              policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ${JSON.stringify(action)}, Resource = "*" }] })
            }
          }`,
        },
      ],
      data: {
        ctx: { store, now: () => worldSpan.to, onProgress: () => {} },
        window: { from: worldSpan.from, to: worldSpan.to },
      },
    });

  it('names what nobody used, and is silent of what somebody did', async () => {
    const idle = ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'];
    const { findings, window } = await ask([...idle, 's3:GetObject']);
    const unused = findings.find(({ rule }) => rule === 'unused-power');
    expect(unused?.title).toBe('3 of the 4 permissions it gains nobody used in these 90 days');
    expect([...(unused?.permissions ?? [])].sort()).toEqual([...idle].sort());
    expect(window).not.toBeNull();
    const used = await ask(['s3:GetObject', 's3:PutObject']);
    expect(used.findings.filter(({ rule }) => rule === 'unused-power')).toEqual([]);
  });

  it('finds a role of the data that gives the same', async () => {
    const { findings } = await ask(queue);
    const clone = findings.find(({ rule }) => rule === 'role-clone');
    expect(clone?.title).toContain('role/queue (100 % in common)');
    const { findings: other } = await ask(queue.slice(0, 3));
    expect(other.map(({ rule }) => rule)).not.toContain('role-clone');
  });
});

describe('a change of an API that is asked of who holds which scope', () => {
  const api = (ways: string) => [
    {
      path: 'api.yaml',
      text: `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    post: { security: ${ways} }
    get: { security: [{ oauth: [orders:read] }] }
`,
    },
  ];
  let store: Store;
  beforeAll(async () => {
    store = await openTemporaryStore();
    const folder = mkdtempSync(join(tmpdir(), 'scopelight-check-'));
    writeFileSync(join(folder, 'api.yaml'), api('[{ oauth: [orders:write] }]')[0]?.text ?? '');
    writeFileSync(
      join(folder, 'keys.csv'),
      'key_id,scopes\nshop,orders:read\ntill,orders:read orders:write\nmail,\n',
    );
    await ingestLogs({ store, now: () => worldSpan.to, onProgress: () => {} }, { paths: [folder] });
    rmSync(folder, { recursive: true });
  });
  afterAll(() => store.close());

  const gainersOf = async (ways: string) => {
    const known = httpNames();
    const { findings } = await checkChange({
      base: { name: 'before', files: api('[{ oauth: [orders:write] }]') },
      files: api(ways),
      data: {
        ctx: { store, now: () => worldSpan.to, onProgress: () => {} },
        window: { from: worldSpan.from, to: worldSpan.to },
      },
    });
    expect(httpNames()).toEqual(known);
    return findings.map(({ gainers, gainerCount }) => ({ gainers, gainerCount }));
  };
  const httpNames = () =>
    findProvider('http')
      .catalogue.permissions()
      .map(({ name }) => name);

  it('names the keys that gain by it, and learns nothing of what it reads', async () => {
    expect(await gainersOf('[{ oauth: [orders:read] }]')).toEqual([{ gainers: ['shop'], gainerCount: 1 }]);
    expect(await gainersOf('[{ oauth: [orders:new] }]')).toEqual([{ gainers: [], gainerCount: 0 }]);
    expect(await gainersOf('[]')).toEqual([{ gainers: null, gainerCount: null }]);
    expect(httpNames()).not.toContain('orders:new');
  });
});
