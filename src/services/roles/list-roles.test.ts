import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, worldSpan } from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { listRoles } from './list-roles.ts';

const iam = 'arn:aws:iam::111122223333:user/';
const bundle = ['ec2:DescribeInstances', 'ec2:TerminateInstances', 'ec2:StartInstances', 'ec2:StopInstances'];
const wide = [
  'DescribeVpcs',
  'DescribeTags',
  'DescribeImages',
  'DescribeHosts',
  'DescribeSubnets',
  'CreateTags',
].map((name) => `ec2:${name}`);

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [
    {
      principals: [
        { id: `${iam}ann`, granted: bundle },
        { id: `${iam}bob`, granted: bundle },
        { id: `${iam}cid`, granted: [...bundle, ...wide] },
        { id: `${iam}dan`, granted: [...bundle, ...wide.slice(1)] },
        { id: `${iam}eve`, granted: ['s3:GetObject'] },
      ],
      tokens: ['ann', 'bob', 'cid', 'dan', 'eve'].map((name) => ({
        id: `AKIA${name}`,
        principalId: `${iam}${name}`,
      })),
      calls: Array.from({ length: 89 }, (_, day) => ({
        token: 'AKIAann',
        principal: `${iam}ann`,
        permission: 'ec2:DescribeInstances',
        day,
      })),
    },
  ]);
});
afterAll(() => store.close());

const roles = async (search?: string) => {
  const now = () => worldSpan.to;
  const list = await listRoles(
    { store, now, onProgress: () => {} },
    { window: { from: worldSpan.from, to: worldSpan.to }, ...(search !== undefined && { search }) },
  );
  return { ...list, of: (name: string) => list.roles.find(({ id }) => id.startsWith(`${iam}${name}`)) };
};

describe('roles', () => {
  it('tell how many there are, and how much speaks for an explosion', async () => {
    const { growth } = await roles();
    expect(growth.months.at(-1)?.roles).toBe(5);
    expect(growth.months.at(-1)).toMatchObject({ grants: 5, holders: 5 });
    expect(growth.perHolder).toBe(1);
    expect(growth.parts).toMatchObject({ single: 1, growth: 0 });
    expect(growth.index).toBe(Math.round((100 * (growth.parts.copies + 1 + growth.parts.idle)) / 4));
  });

  it('tell what any holder used, and what none did', async () => {
    const { of } = await roles();
    expect(of('ann')).toMatchObject({
      permissions: 4,
      holders: 1,
      activeHolders: 1,
      used: 1,
      unused: 3,
      unknown: 0,
    });
    expect(of('bob')).toMatchObject({ permissions: 4, activeHolders: 0, used: 0, unused: 4 });
    // Whether objects are read is not recorded in this world.
    expect(of('eve')).toMatchObject({ permissions: 1, used: 0, unused: 0, unknown: 1 });
  });

  it('name the role that gives the same, or nine tenths of it', async () => {
    const { of, totals } = await roles();
    expect(of('ann')?.copyOf).toMatchObject({ id: of('bob')?.id, similarity: 1 });
    expect(of('cid')?.copyOf).toMatchObject({ id: of('dan')?.id, similarity: 0.9 });
    expect(of('eve')).toMatchObject({ copyOf: null, copies: 0 });
    expect(totals).toEqual({
      roles: 5,
      unheld: 0,
      singleHolder: 5,
      unusedWhole: 4,
      nearCopies: 4,
      holders: 5,
      grants: 5,
      redundantGrants: 0,
    });
  });

  it('are searched by any part, and the totals stay those of all', async () => {
    const found = await roles('USER/EVE');
    expect(found.roles).toHaveLength(1);
    expect(found.totals.roles).toBe(5);
  });
});
