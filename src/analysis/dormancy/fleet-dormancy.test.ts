import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dormancy } from '../../model/dormancy.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { fleetGap } from '../gap.ts';
import { dayAt, loadSmallWorlds, type SmallWorld, worldSpan } from '../small-world.test-support.ts';
import { fleetDormancy } from './fleet-dormancy.ts';

const alice = 'arn:aws:iam::111122223333:user/alice';
const [old, fresh] = ['AKIAOLD', 'AKIAFRESH'] as const;
const dayMs = 86_400_000;

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
});
afterAll(() => store.close());

function uses(token: string, from: number, to: number, permission = 'ec2:DescribeInstances') {
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    token,
    principal: alice,
    permission,
    day: from + i,
  }));
}

function world(given: Partial<SmallWorld> = {}): SmallWorld {
  return {
    principals: [{ id: alice, granted: ['ec2:DescribeInstances', 'ec2:TerminateInstances'] }],
    tokens: [{ id: old, principalId: alice }],
    calls: uses(old, 0, 20),
    ...given,
  };
}

async function dormancyOf(given: SmallWorld, id: string = old, span = worldSpan): Promise<Dormancy> {
  await loadSmallWorlds(store, [given]);
  const verdicts = await fleetDormancy(store, await fleetGap(store, span));
  const [found] = [...verdicts].filter(([gap]) => gap.token.id === id);
  if (!found) throw new Error(`no token ${id}`);
  return found[1];
}

describe('dormancy of a fleet', () => {
  it('finds the key that fell silent', async () => {
    expect(await dormancyOf(world())).toMatchObject({
      verdict: 'dormant',
      idleDays: 69,
      lastUsed: new Date(dayAt(20)).toISOString(),
      lastUsedSource: 'log',
      pauses: { count: 20, longestDays: 1 },
    });
  });

  it('looks back beyond the window', async () => {
    const span = { from: worldSpan.to - 30 * dayMs, to: worldSpan.to };
    expect(await dormancyOf(world(), old, span)).toMatchObject({ verdict: 'dormant', idleDays: 69 });
  });

  it('counts a refused call as use, and one with a refused credential not', async () => {
    const denied = { ...uses(old, 80, 80)[0], outcome: 'denied' } as const;
    const knock = { ...uses(old, 80, 80)[0], outcome: 'authn_failed' } as const;
    const calls = uses(old, 0, 20);
    expect(
      await dormancyOf(world({ calls: [...calls, denied] as SmallWorld['calls'] & object })),
    ).toMatchObject({
      verdict: 'in-use',
    });
    expect(
      await dormancyOf(world({ calls: [...calls, knock] as SmallWorld['calls'] & object })),
    ).toMatchObject({
      verdict: 'dormant',
      knocks: 1,
    });
  });

  it('takes a call that names only the principal for a use of each of its tokens', async () => {
    const calls = [...uses(old, 0, 20), ...uses('', 80, 80)];
    expect(await dormancyOf(world({ calls }))).toMatchObject({ verdict: 'in-use' });
  });

  it('finds who took over, whatever else the principal does', async () => {
    const rotated = world({
      tokens: [
        { id: old, principalId: alice },
        { id: fresh, principalId: alice, createdAt: dayAt(19) },
      ],
      calls: [...uses(old, 0, 20), ...uses(fresh, 20, 89)],
    });
    expect(await dormancyOf(rotated)).toMatchObject({ verdict: 'taken-over', takenOverBy: fresh });
    const another = {
      ...rotated,
      calls: [...uses(old, 0, 20), ...uses(fresh, 20, 89, 'ec2:TerminateInstances')],
    };
    expect(await dormancyOf(another)).toMatchObject({ verdict: 'dormant', takenOverBy: null });
  });

  it('believes the provider where it saw a later use, of the token or of its only principal', async () => {
    const tokens = [{ id: old, principalId: alice, lastUsedAt: dayAt(70) }];
    expect(await dormancyOf(world({ tokens }))).toMatchObject({
      verdict: 'in-use',
      lastUsedSource: 'provider',
    });
    const tried = [{ principal: alice, service: 's3', day: 75 }];
    expect(await dormancyOf(world({ tried }))).toMatchObject({
      verdict: 'in-use',
      lastUsedSource: 'provider',
    });
  });

  it('does not forget a use that an earlier export tells of, nor believes it of the time after', async () => {
    const bob = 'arn:aws:iam::444455556666:user/bob';
    const elsewhere: SmallWorld = {
      account: '444455556666',
      principals: [{ id: bob, granted: ['ec2:DescribeInstances'] }],
      calls: uses(fresh, 0, 89).map((call) => ({ ...call, principal: bob })),
    };
    const dormancyAfter = async (day: number, lastUsedAt: number): Promise<Dormancy> => {
      const listed = { id: old, principalId: alice };
      const taken = (at: number, tokens: SmallWorld['tokens'] & object): SmallWorld => ({
        ...world({ calls: [], hasLog: false }),
        observedAt: at,
        tokens: tokens.map((token) => ({ ...token, observedAt: at })),
      });
      await loadSmallWorlds(store, [
        elsewhere,
        taken(dayAt(day), [{ ...listed, lastUsedAt }]),
        // It lists both keys, says when the other was used, and of this one nothing.
        taken(dayAt(89), [listed, { id: fresh, principalId: `${alice}-2`, lastUsedAt: dayAt(89) }]),
      ]);
      const verdicts = await fleetDormancy(store, await fleetGap(store, worldSpan));
      const [found] = [...verdicts].filter(([gap]) => gap.token.id === old);
      if (!found) throw new Error('the key is not listed');
      return found[1];
    };
    expect(await dormancyAfter(86, dayAt(80))).toMatchObject({
      verdict: 'in-use',
      lastUsed: new Date(dayAt(80)).toISOString(),
      lastUsedSource: 'provider',
    });
    expect(await dormancyAfter(20, dayAt(10))).toMatchObject({
      verdict: 'cannot-tell',
      lastUsed: new Date(dayAt(10)).toISOString(),
      idleDays: null,
    });
  });

  it('calls never used only what somebody says was never used', async () => {
    const longAgo = dayAt(-500);
    const granted = [{ id: alice, granted: ['s3:GetObject'] }];
    const silent = world({
      principals: granted,
      calls: [],
      tokens: [{ id: old, principalId: alice, createdAt: longAgo }],
    });
    expect(await dormancyOf(silent)).toMatchObject({ verdict: 'cannot-tell' });
    const told = (others: SmallWorld['tokens'] = []) =>
      world({
        principals: granted,
        calls: [],
        tokens: [{ id: old, principalId: alice, createdAt: longAgo, isNeverUsed: true }, ...others],
      });
    const bob = 'arn:aws:iam::111122223333:user/bob';
    const used = (day: number) => [{ id: fresh, principalId: bob, lastUsedAt: dayAt(day) }];
    expect(await dormancyOf(told(used(88)))).toMatchObject({ verdict: 'never-used', lastUsed: null });
    // Nothing in such an export is from after the day that it was made, whatever the date of its file.
    expect(await dormancyOf(told(used(-100)))).toMatchObject({ verdict: 'cannot-tell' });
    expect(await dormancyOf(told())).toMatchObject({ verdict: 'cannot-tell' });
  });

  it('says nothing where the log has a hole or is short', async () => {
    const hole = [{ from: 30 * 24, to: 40 * 24 }];
    expect(await dormancyOf(world({ silent: hole }))).toMatchObject({ verdict: 'cannot-tell' });
    expect(await dormancyOf(world({ hasLog: false, calls: [] }))).toMatchObject({ verdict: 'cannot-tell' });
  });
});
