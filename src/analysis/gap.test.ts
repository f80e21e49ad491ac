import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PermissionSet } from '../model/permission-set.ts';
import type { Store } from '../store/store.ts';
import { openTemporaryStore } from '../store/temporary-store.ts';
import { permissionId } from './gap.test-support.ts';
import { fleetGap } from './gap.ts';
import type { TokenGap } from './judge.ts';
import { logSpan } from './log-span.ts';
import {
  dayAt,
  loadSmallWorlds,
  type SmallCall,
  type SmallWorld,
  worldSpan,
} from './small-world.test-support.ts';

const dayMs = 86_400_000;
const alice = 'arn:aws:iam::111122223333:user/alice';
const bob = 'arn:aws:iam::111122223333:user/team/bob';
const key = 'AKIAEXAMPLE000000001';
const otherKey = 'AKIAEXAMPLE000000002';

const granted = ['ec2:DescribeInstances', 'ec2:TerminateInstances', 'iam:CreateUser', 'rds:DeleteDBInstance'];
const simple: SmallWorld = {
  principals: [{ id: alice, granted }],
  tokens: [{ id: key, principalId: alice }],
  calls: [{ token: key, principal: alice, permission: 'ec2:DescribeInstances', day: 3 }],
};

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
});
afterAll(() => store.close());

async function judged(world: SmallWorld, span = worldSpan): Promise<readonly TokenGap[]> {
  await loadSmallWorlds(store, [world]);
  return (await fleetGap(store, span)).tokens;
}

async function gapOf(world: SmallWorld, id = key): Promise<TokenGap> {
  const gap = (await judged(world)).find((candidate) => candidate.token.id === id);
  if (!gap) throw new Error(`no token ${id}`);
  return gap;
}

function names(gap: TokenGap, state: 'used' | 'unused' | 'unknown' | 'denied' | 'usedNotGranted'): string[] {
  return ['s3:ListAllMyBuckets', ...granted].filter((name) => gap[state].has(permissionId(name)));
}

describe('fleetGap', () => {
  it('splits what is granted into used and unused', async () => {
    const gap = await gapOf(simple);
    expect(names(gap, 'used')).toEqual(['ec2:DescribeInstances']);
    expect(names(gap, 'unused')).toEqual(granted.slice(1));
    expect(gap).toMatchObject({ calls: 1, firstSeen: dayAt(3) / 1000, lastSeen: dayAt(3) / 1000 });
  });

  it('counts failures for other reasons as uses, and refusals not', async () => {
    const gap = await gapOf({
      ...simple,
      calls: [
        { token: key, principal: alice, permission: 'iam:CreateUser', outcome: 'error', day: 1 },
        { token: key, principal: alice, permission: 'rds:DeleteDBInstance', outcome: 'denied', day: 1 },
        {
          token: key,
          principal: alice,
          permission: 'ec2:DescribeInstances',
          outcome: 'authn_failed',
          day: 1,
        },
        { token: key, principal: alice, permission: 's3:ListAllMyBuckets', day: 1 },
      ],
    });
    expect(names(gap, 'used')).toEqual(['iam:CreateUser']);
    expect(names(gap, 'denied')).toEqual(['rds:DeleteDBInstance']);
    expect(names(gap, 'usedNotGranted')).toEqual(['s3:ListAllMyBuckets']);
    expect(names(gap, 'unused')).toEqual([
      'ec2:DescribeInstances',
      'ec2:TerminateInstances',
      'rds:DeleteDBInstance',
    ]);
    expect(gap.turnedAway).toBe(1);
  });

  it('counts calls of the principal alone for each of its tokens, and calls of one token as doubts about the others', async () => {
    const world: SmallWorld = {
      ...simple,
      tokens: [
        { id: key, principalId: alice },
        { id: otherKey, principalId: alice },
      ],
      calls: [
        { token: '', principal: alice, permission: 'iam:CreateUser', day: 1 },
        { token: otherKey, principal: alice, permission: 'rds:DeleteDBInstance', day: 1 },
        { token: alice, principal: alice, permission: 'ec2:TerminateInstances', day: 1 },
      ],
    };
    const gap = await gapOf(world);
    expect(names(gap, 'used')).toEqual(['iam:CreateUser']);
    expect(names(gap, 'unknown')).toEqual(['ec2:TerminateInstances', 'rds:DeleteDBInstance']);
    expect(names(gap, 'unused')).toEqual(['ec2:DescribeInstances']);
    expect(names(await gapOf(world, alice), 'used')).toEqual(['ec2:TerminateInstances', 'iam:CreateUser']);
  });

  it('gives a call with a dead key to whom the inventory says it belongs', async () => {
    const calls: SmallCall[] = [
      {
        token: key,
        principal: 'unknown',
        permission: 'ec2:DescribeInstances',
        outcome: 'authn_failed',
        day: 1,
      },
      { token: key, principal: alice, permission: 'ec2:DescribeInstances', day: 1 },
    ];
    const gaps = await judged({ ...simple, calls });
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ calls: 2, turnedAway: 1, token: { principalId: alice } });
  });

  it('takes no grant for unused that is younger than the span', async () => {
    const gap = await gapOf({ ...simple, principals: [{ id: alice, granted, since: dayAt(2) }] });
    expect(names(gap, 'unused')).toEqual([]);
    expect(names(gap, 'used')).toEqual(['ec2:DescribeInstances']);
  });

  it.each([
    ['attach-role', alice, `${alice}:policy/own`],
    ['attach-role', 'arn:aws:iam::111122223333:user/alice', 'arn:aws:iam::aws:policy/own'],
    ['modify-role', `${alice}:policy/own`, ''],
    ['unlimit', alice, ''],
  ])('takes no grant for unused that the log shows to be young: %s', async (change, subject, object) => {
    const gap = await gapOf({ ...simple, changes: [{ change, subject, object, day: 50 }] });
    expect(names(gap, 'unused')).toEqual([]);
  });

  it('finds the change of a principal whatever its path', async () => {
    const world: SmallWorld = {
      ...simple,
      principals: [{ id: bob, granted }],
      tokens: [{ id: key, principalId: bob }],
      changes: [
        {
          change: 'attach-role',
          subject: 'arn:aws:iam::111122223333:user/bob',
          object: 'arn:aws:iam::aws:policy/own',
          day: 50,
        },
      ],
    };
    expect(names(await gapOf(world), 'unused')).toEqual([]);
  });

  it('takes nothing for unused of a principal all of whose tokens are younger than the span', async () => {
    const young = await gapOf({ ...simple, tokens: [{ id: key, principalId: alice, createdAt: dayAt(30) }] });
    expect(names(young, 'unused')).toEqual([]);
    const rotated = await gapOf({
      ...simple,
      tokens: [
        { id: key, principalId: alice, createdAt: dayAt(30) },
        { id: otherKey, principalId: alice },
      ],
    });
    expect(names(rotated, 'unused')).toEqual(granted.slice(1));
  });

  it('keeps what the provider saw tried and no call explains', async () => {
    const tried = (day: number | undefined, permission?: string) =>
      gapOf({
        ...simple,
        tried: [{ principal: alice, service: 'rds', ...(permission && { permission }), day }],
      });
    expect(names(await tried(40), 'unused')).not.toContain('rds:DeleteDBInstance');
    expect(names(await tried(95), 'unused')).not.toContain('rds:DeleteDBInstance');
    expect(names(await tried(-5), 'unused')).toContain('rds:DeleteDBInstance');
    expect(names(await tried(undefined), 'unused')).toContain('rds:DeleteDBInstance');
    expect(names(await tried(40, 'rds:DeleteDBInstance'), 'unused')).not.toContain('rds:DeleteDBInstance');
  });

  it('keeps a service whose operations no permission is known for', async () => {
    const gap = await gapOf({
      ...simple,
      unmapped: [{ principal: alice, source: 'rds.amazonaws.com', day: 40 }],
    });
    expect(names(gap, 'unused')).toEqual(['ec2:TerminateInstances', 'iam:CreateUser']);
  });

  it('takes nothing for unused without a log, in a log of other kinds, or in one with a recent hole', async () => {
    for (const world of [
      { ...simple, hasLog: false },
      { ...simple, kinds: ['data:AWS::S3::Object'] },
      { ...simple, silent: [{ from: 60 * 24, to: 62 * 24 }] },
      { ...simple, silent: [{ from: 0, to: 70 * 24 }] },
    ]) {
      expect(names(await gapOf(world), 'unused')).toEqual([]);
    }
  });

  it('judges by what follows an old hole, and by reads where only reads are recorded', async () => {
    const holed = await gapOf({ ...simple, silent: [{ from: 240, to: 290 }] });
    expect(names(holed, 'unused')).toEqual(granted.slice(1));
    const calls: SmallCall[] = [];
    expect(names(await gapOf({ ...simple, calls, kinds: ['management-read'] }), 'unused')).toEqual([
      'ec2:DescribeInstances',
    ]);
  });

  it('looks only at the days of the span', async () => {
    const calls: SmallCall[] = [
      { token: key, principal: alice, permission: 'iam:CreateUser', day: 3 },
      { token: key, principal: alice, permission: 'rds:DeleteDBInstance', day: 40 },
    ];
    const [gap] = await judged({ ...simple, calls }, { from: worldSpan.from, to: dayAt(20) });
    expect(gap && names(gap, 'used')).toEqual(['iam:CreateUser']);
    expect(gap?.calls).toBe(1);
  });

  it('calls nothing unused in a span without calls', async () => {
    await loadSmallWorlds(store, [{ ...simple, hasLog: false, calls: [] }]);
    expect(await logSpan(store)).toBeUndefined();
    const { tokens } = await fleetGap(store, { from: dayAt(1), to: dayAt(1) });
    expect(tokens.every((gap) => gap.unused.isEmpty)).toBe(true);
  });
});

describe('laws of small worlds', () => {
  /** Many worlds are judged in one go: loading is what takes time. */
  const runs = { numRuns: 1 };
  const worldsMin = 20;
  const call = fc.record({
    token: fc.constantFrom('', key, otherKey, 'session'),
    permission: fc.constantFrom(...granted, 's3:ListAllMyBuckets'),
    outcome: fc.constantFrom('allowed' as const, 'denied' as const, 'error' as const),
    day: fc.integer({ min: 0, max: 89 }),
  });
  type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never;
  const calls = fc.array(call, { maxLength: 10 });

  /** The world of one user in account `index`, who has a session and two keys. */
  function worldOf(index: number, some: readonly Call[], changed: Partial<SmallWorld> = {}): SmallWorld {
    const account = String(100_000_000_000 + index);
    const principal = `arn:aws:iam::${account}:user/u`;
    const idOf = (token: string): string =>
      token === 'session' ? principal : token && `${token}-${account}`;
    return {
      account,
      principals: [{ id: principal, granted }],
      tokens: [key, otherKey].map((id) => ({ id: idOf(id), principalId: principal })),
      calls: some.map((one) => ({ ...one, token: idOf(one.token), principal })),
      ...changed,
    };
  }

  /** The gaps of every world, in order. */
  async function judgedWorlds(worlds: readonly SmallWorld[]): Promise<readonly (readonly TokenGap[])[]> {
    await loadSmallWorlds(store, worlds);
    const { tokens } = await fleetGap(store, worldSpan);
    return worlds.map(({ account }) => tokens.filter((gap) => gap.token.account === account));
  }

  function expectSubset(some: PermissionSet | undefined, all: PermissionSet | undefined): void {
    expect(some && all && some.isSubsetOf(all)).toBe(true);
  }

  it('more calls turn nothing used into unused, and nothing unused that was not', async () => {
    const pairs = fc.array(fc.tuple(calls, calls), { minLength: worldsMin, maxLength: worldsMin });
    await fc.assert(
      fc.asyncProperty(pairs, async (pairs) => {
        const before = await judgedWorlds(pairs.map(([some], index) => worldOf(index, some)));
        const after = await judgedWorlds(
          pairs.map(([some, more], index) => worldOf(index, [...some, ...more])),
        );
        for (const [index, gaps] of before.entries()) {
          for (const gap of gaps) {
            const later = after[index]?.find((other) => other.token.id === gap.token.id);
            expectSubset(gap.used, later?.used);
            expectSubset(later?.unused, gap.unused);
          }
        }
      }),
      runs,
    );
  });

  it('a hole turns unused into unknown, and never the reverse', async () => {
    const hole = fc.record({
      from: fc.integer({ min: 24, max: 80 * 24 }),
      length: fc.integer({ min: 24, max: 200 }),
    });
    const worlds = fc.array(fc.tuple(calls, hole), { minLength: worldsMin, maxLength: worldsMin });
    await fc.assert(
      fc.asyncProperty(worlds, async (worlds) => {
        const whole = worlds.map(([some], index) => worldOf(index, some));
        const holed = worlds.map(([some, { from, length }], index) =>
          worldOf(1000 + index, some, { silent: [{ from, to: from + length }] }),
        );
        const gaps = await judgedWorlds([...whole, ...holed]);
        for (const [index, [, { from, length }]] of worlds.entries()) {
          const [more, less] = [gaps[index]?.[0], gaps[worlds.length + index]?.[0]];
          expectSubset(less?.unused, more?.unused);
          expectSubset(more?.used, less?.used);
          if (from + length > 30 * 24) expect(less?.unused.isEmpty).toBe(true);
        }
      }),
      runs,
    );
  });

  it('what any token of a principal used is unused for none, and all that is granted has one state', async () => {
    const worlds = fc.array(calls, { minLength: worldsMin, maxLength: worldsMin });
    await fc.assert(
      fc.asyncProperty(worlds, async (worlds) => {
        const judgedOnes = await judgedWorlds(worlds.map((some, index) => worldOf(index, some)));
        for (const [index, gaps] of judgedOnes.entries()) {
          const needed = (worlds[index] ?? []).filter(({ outcome }) => outcome !== 'denied');
          for (const gap of gaps) {
            for (const { permission } of needed) expect(gap.unused.has(permissionId(permission))).toBe(false);
            expect(gap.used.size + gap.unused.size + gap.unknown.size).toBe(gap.granted.size);
          }
        }
      }),
      runs,
    );
  });

  it('judges a principal alone as among all others, in any span', async () => {
    const strange = fc.record({
      token: fc.constantFrom(key, otherKey, 'gone'),
      principal: fc.constantFrom('unknown', 'next', 'own'),
      permission: fc.constantFrom(...granted),
      outcome: fc.constantFrom('allowed' as const, 'authn_failed' as const),
      day: fc.integer({ min: 0, max: 89 }),
    });
    const oneWorld = fc.record({
      some: calls,
      others: fc.array(strange, { maxLength: 4 }),
      isUnmapped: fc.boolean(),
      isTried: fc.boolean(),
      isAttached: fc.boolean(),
      since: fc.option(fc.integer({ min: 0, max: 89 }), { nil: undefined }),
    });
    const worlds = fc.array(oneWorld, { minLength: worldsMin, maxLength: worldsMin });
    const days = fc.tuple(fc.integer({ min: 0, max: 45 }), fc.integer({ min: 1, max: 45 }));
    await fc.assert(
      fc.asyncProperty(worlds, fc.array(days, { minLength: 3, maxLength: 3 }), async (worlds, spans) => {
        const ids = worlds.map((_, index) => worldOf(index, []).principals[0]?.id ?? '');
        await loadSmallWorlds(
          store,
          worlds.map(({ some, others, isUnmapped, isTried, isAttached, since }, index) => {
            const principal = ids[index] ?? '';
            const plain = worldOf(index, some);
            const next = ids[(index + 1) % ids.length] ?? '';
            const names = { unknown: 'unknown', next, own: principal };
            const strangers = others.map((one) => ({
              ...one,
              token: `${one.token}-${plain.account}`,
              principal: names[one.principal],
            }));
            return {
              ...plain,
              calls: [...(plain.calls ?? []), ...strangers],
              principals: [{ id: principal, granted, ...(since !== undefined && { since: dayAt(since) }) }],
              unmapped: isUnmapped ? [{ principal, source: 'rds.amazonaws.com', day: 40 }] : [],
              tried: isTried ? [{ principal, service: 'iam', day: 20 }] : [],
              changes: isAttached
                ? [{ change: 'attach-role', subject: principal, object: 'policy/own', day: 30 }]
                : [],
            };
          }),
        );
        for (const [from, length] of spans) {
          const span = { from: worldSpan.from + from * dayMs, to: worldSpan.from + (from + length) * dayMs };
          const fleet = (await fleetGap(store, span)).tokens.map(plainly);
          for (const id of [...ids.slice(0, 4), 'unknown']) {
            const alone = (await fleetGap(store, span, { principalIds: [id] })).tokens.map(plainly);
            const among = fleet.filter(({ token }) => token.principalId === id);
            expect(sortedById(alone)).toEqual(sortedById(among));
          }
          const some = await fleetGap(store, span, { principalIds: ids.slice(0, 3) });
          const among = fleet.filter(({ token }) => ids.slice(0, 3).includes(token.principalId));
          expect(sortedById(some.tokens.map(plainly))).toEqual(sortedById(among));
        }
      }),
      runs,
    );
  });
});

/** A gap with its sets as lists. */
function plainly(gap: TokenGap) {
  const listed = <Value extends object>(value: Value) =>
    Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, part instanceof PermissionSet ? [...part] : part]),
    );
  const { token, grants, doubts, ...rest } = gap;
  return { ...listed(rest), token, grants: grants && listed(grants), doubts: listed(doubts) };
}

function sortedById(gaps: readonly ReturnType<typeof plainly>[]) {
  return [...gaps].sort((a, b) =>
    `${a.token.id} ${a.token.principalId}` < `${b.token.id} ${b.token.principalId}` ? -1 : 1,
  );
}
