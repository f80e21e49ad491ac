import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, worldSpan } from '../analysis/small-world.test-support.ts';
import type { Store } from '../store/store.ts';
import { openTemporaryStore } from '../store/temporary-store.ts';
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
