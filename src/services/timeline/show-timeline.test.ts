import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayAt, loadSmallWorlds, worldSpan } from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { showTimeline } from './show-timeline.ts';

const iam = 'arn:aws:iam::111122223333:';
const ann = `${iam}user/ann`;
const admin = { token: 'AKIAADMIN', principal: `${iam}user/admin`, kind: 'user' };
const everyDay = Array.from({ length: 90 }, (_, day) => day);

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [
    {
      principals: [
        { id: ann, granted: ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage'] },
        { id: `${iam}user/admin`, granted: ['iam:CreateUser'] },
        { id: `${iam}role/late`, kind: 'role', granted: ['sqs:SendMessage'], since: dayAt(50) },
      ],
      tokens: [
        { id: 'AKIAANN', principalId: ann, createdAt: dayAt(-100) },
        { id: 'AKIANEW', principalId: ann, createdAt: dayAt(40), expiresAt: dayAt(200) },
      ],
      calls: [
        ...everyDay.map((day) => ({
          token: 'AKIAANN',
          principal: ann,
          permission: 's3:GetObject',
          day,
          place: 'de',
          agent: 'boto3',
        })),
        {
          token: 'AKIAANN',
          principal: ann,
          permission: 's3:PutObject',
          day: 60,
          place: 'br',
          agent: 'aws-cli',
        },
        {
          token: 'AKIAANN',
          principal: ann,
          permission: 'iam:ListUsers',
          day: 61,
          place: 'br',
          agent: 'aws-cli',
          outcome: 'denied',
        },
        { token: 'AKIANEW', principal: ann, permission: 's3:GetObject', day: 45 },
      ],
      changes: [
        { change: 'create-token', subject: 'AKIANEW', object: ann, day: 40, actor: admin },
        { change: 'attach-role', subject: ann, object: `${ann}:policy/own`, day: -5, actor: admin },
        { change: 'mint', subject: `${iam}role/late`, object: '', day: 55, actor: admin },
        { change: 'attach-role', subject: `${iam}user/bob`, object: 'x', day: 21, actor: admin },
      ],
    },
  ]);
});
afterAll(() => store.close());

const ask = (id: string, asOf?: number) =>
  showTimeline({ store, now: () => worldSpan.to, onProgress: () => {} }, { id, asOf });

const kinds = (events: readonly { readonly kind: string }[]) => events.map(({ kind }) => kind);

describe('the timeline of a subject', () => {
  it('tells in order what was made, given, used, refused and strange, and by whom', async () => {
    const { events, subject, gaps } = await ask('user/ann');
    expect(subject).toMatchObject({ id: ann, principal: ann, provider: 'aws', kind: 'user' });
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort());
    const own = events.filter(({ kind }) => !['observed', 'content'].includes(kind));
    expect(own.map(({ kind, object }) => [kind, object])).toEqual(
      expect.arrayContaining([
        ['first-use', 's3:GetObject'],
        ['changed', `${ann}:policy/own`],
        ['made', ann],
        ['new-place', 'br'],
        ['new-agent', 'aws-cli'],
        ['denied', 'iam:ListUsers'],
        ['last-use', 's3:GetObject'],
      ]),
    );
    const given = events.find(({ kind }) => kind === 'changed');
    expect(given).toMatchObject({
      what: 'a role is given, 3 permissions',
      actor: { token: 'AKIAADMIN', principal: `${iam}user/admin` },
    });
    expect(JSON.stringify(events)).not.toContain('user/bob');
    expect(gaps).toEqual(['logs reach back to 2026-06-01: who did what before is not recorded here']);
  });

  it('tells of a token what is its own, and of others of its principal nothing they did', async () => {
    const { events } = await ask('AKIANEW');
    expect(events.find(({ kind }) => kind === 'first-use')?.time.slice(0, 10)).toBe('2026-07-16');
    expect(kinds(events)).not.toContain('new-place');
    const made = events.filter(({ kind, subject }) => kind === 'made' && subject === 'AKIANEW');
    // The record of the call stands for what the inventory says of the same.
    expect(made).toEqual([
      expect.objectContaining({ actor: expect.objectContaining({ token: 'AKIAADMIN' }) }),
    ]);
    expect(kinds(events)).toContain('expires');
  });

  it('tells who takes a role', async () => {
    const { events } = await ask('role/late');
    expect(events.find(({ kind }) => kind === 'taken')).toMatchObject({
      actor: { principal: `${iam}user/admin`, token: 'AKIAADMIN' },
      times: 1,
    });
  });

  it('does not take what began with the log for news', async () => {
    const { events } = await ask('AKIAANN');
    const news = events.filter(({ kind }) => kind === 'new-place' || kind === 'new-agent');
    expect(news.map(({ object }) => object).sort()).toEqual(['aws-cli', 'br']);
  });
});

describe('as of a moment', () => {
  it('counts what was done before it and blocks only what came after', async () => {
    const before = await ask(ann, dayAt(30));
    expect(before.asOf?.did).toMatchObject({ permissions: 1, levels: { read: 1, write: 0 } });
    const { proposed } = before.asOf ?? {};
    expect(proposed?.blocked.map(({ permission, calls }) => [permission, calls])).toEqual([
      ['s3:PutObject', 1],
    ]);
    const after = await ask(ann, dayAt(80));
    expect(after.asOf?.did.permissions).toBe(2);
    expect(after.asOf?.proposed?.blocked).toEqual([]);
  });

  it('leaves out what was given later, and says so', async () => {
    const early = (await ask('role/late', dayAt(10))).asOf?.could;
    expect(early).toMatchObject({ permissions: 0 });
    expect(early?.caveats.join()).toContain('1 permission that it has now was given later');
    expect((await ask('role/late', dayAt(70))).asOf?.could).toMatchObject({ permissions: 1, caveats: [] });
  });

  it('loses no use between before and after', async () => {
    const whole = (await ask('AKIAANN', worldSpan.to)).asOf?.did.calls ?? 0;
    for (const day of [1, 20, 61, 88]) {
      const { did, proposed } = (await ask('AKIAANN', dayAt(day) - 12 * 3_600_000)).asOf ?? {};
      expect((did?.calls ?? 0) + (proposed?.calls ?? 0)).toBe(whole);
    }
  });

  it('refuses a day of which the logs hold nothing', async () => {
    await expect(ask(ann, Date.parse('2020-01-01'))).rejects.toMatchObject({ code: 'usage.invalid' });
  });
});

describe('as of a moment, by resource', () => {
  const role = `${iam}role/shop`;
  const [orders, pay] = ['arn:aws:s3:::orders', 'arn:aws:s3:::pay'];
  const called = (day: number, resource: string) => ({
    token: role,
    principal: role,
    permission: 's3:GetObject',
    day,
    resource: `${resource}/a`,
    group: `${resource}/*`,
  });
  beforeAll(() =>
    loadSmallWorlds(store, [
      {
        principals: [
          { id: role, kind: 'role', granted: ['s3:GetObject'], resources: [`${orders}/*`, `${pay}/*`] },
        ],
        calls: [...everyDay.map((day) => called(day, orders)), called(70, pay), called(71, pay)],
      },
      {
        observedAt: dayAt(20),
        principals: [
          {
            id: role,
            kind: 'role',
            granted: ['s3:GetObject', 's3:PutObject'],
            resources: [`${orders}/*`],
          },
        ],
      },
    ]),
  );

  it('says what it could reach by the export of that time, and by the last one before there was any', async () => {
    const then = (await ask(role, dayAt(30))).asOf?.could;
    expect(then?.exported).toBe(new Date(dayAt(20)).toISOString());
    expect(then?.resources).toMatchObject([{ resource: `${orders}/*`, permissions: 2 }]);
    expect(then?.levels).toMatchObject({ read: 1, write: 1 });
    const earlier = (await ask(role, dayAt(10))).asOf?.could;
    expect(earlier?.exported).toBe(new Date(worldSpan.to).toISOString());
    expect(earlier?.resources.map(({ resource }) => resource)).toEqual([`${orders}/*`, `${pay}/*`]);
  });

  it('says what it had used by resource', async () => {
    const did = async (day: number) => (await ask(role, dayAt(day))).asOf?.did;
    expect(await did(70)).toMatchObject({
      resourceCount: 1,
      resources: [{ resource: `${orders}/*`, permissions: ['s3:GetObject'], calls: 70 }],
    });
    expect((await did(80))?.resources).toMatchObject([
      { resource: `${orders}/*`, calls: 80 },
      { resource: `${pay}/*`, calls: 2 },
    ]);
  });

  it('blocks what the policy of that day leaves on other resources only', async () => {
    const blocked = async (day: number) => (await ask(role, dayAt(day))).asOf?.proposed?.blocked;
    expect(await blocked(60)).toMatchObject([
      { permission: 's3:GetObject', by: 'narrowed', resources: [`${pay}/a`], calls: 2 },
    ]);
    expect(await blocked(85)).toEqual([]);
  });
});
