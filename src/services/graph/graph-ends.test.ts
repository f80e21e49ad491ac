import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, worldSpan } from '../../analysis/small-world.test-support.ts';
import type { Graph } from '../../model/graph.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { findNodes } from './find-nodes.ts';
import { type ShowGraphInput, showGraph } from './show-graph.ts';

const account = '555555555555';
const iam = (name: string) => `arn:aws:iam::${account}:${name}`;
const ledger = 'arn:aws:s3:::ledger';
const [ann, bob, etl] = [iam('user/ann'), iam('user/bob'), iam('role/etl')];

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [
    {
      account,
      principals: [
        { id: ann, granted: ['s3:GetObject'] },
        { id: bob, granted: [] },
        { id: etl, kind: 'role', granted: [] },
      ],
      tokens: [
        { id: 'AKIAANN', principalId: ann },
        { id: 'AKIABOB', principalId: bob },
      ],
      links: [
        { target: etl, from: { kind: 'principal', id: bob } },
        { target: etl, from: { kind: 'principal', id: ann } },
      ],
      calls: [
        {
          token: '',
          principal: etl,
          permission: 's3:GetObject',
          day: 40,
          resource: `${ledger}/1`,
          group: ledger,
        },
        { token: 'AKIABOB', principal: bob, permission: 's3:ListBucket', day: 41, resource: ledger },
      ],
    },
  ]);
});
afterAll(() => store.close());

const ctx = () => ({ store, now: () => worldSpan.to, onProgress: () => {} });
const ask = (input: Partial<ShowGraphInput>): Promise<Graph> =>
  showGraph(ctx(), {
    steps: 8,
    limit: 100,
    isUsedOnly: false,
    window: { from: worldSpan.from, to: worldSpan.to },
    ...input,
  });
const steps = ({ nodes, edges }: Graph) =>
  edges.map(({ from, to, kind }) => [nodes[from]?.id, kind, nodes[to]?.id].join(' ')).sort();

describe('a question that ends with a resource or a role', () => {
  it('finds who called a resource, who holds a role that names it, and who can become those', async () => {
    const { nodes, edges, to } = await ask({ to: ledger, isWhole: true });
    expect(nodes[to ?? -1]).toMatchObject({ kind: 'resource', provider: 'aws', id: ledger });
    const found = steps({ nodes, edges } as Graph);
    expect(found).toContain(`${etl} reaches ${ledger}`);
    expect(found).toContain(`AKIABOB reaches ${ledger}`);
    expect(found).toContain(`${bob} assumes ${etl}`);
    expect(found.some((step) => step.endsWith(` gives ${ledger}`))).toBe(true);
    expect(found.some((step) => step.startsWith(`${ann} holds `))).toBe(true);
    const calls = edges.filter(({ kind }) => kind === 'reaches');
    expect(calls.every(({ state, uses }) => state === 'used' && uses > 0)).toBe(true);
  });

  it('finds every way to a resource, whoever called it first', async () => {
    const { paths, edges, nodes } = await ask({ from: 'AKIABOB', to: ledger });
    const ways = paths.map((path) => path.edges.map((at) => nodes[edges[at]?.to ?? -1]?.id));
    expect(ways[0]).toEqual([ledger]);
    expect(ways).toContainEqual([bob, etl, ledger]);
  });

  it('finds who holds a role', async () => {
    const { nodes, edges } = await ask({ to: ledger, isWhole: true });
    const role = nodes[edges.find(({ kind, from }) => kind === 'holds' && nodes[from]?.id === ann)?.to ?? -1];
    const holders = await ask({ to: role?.id });
    expect(steps(holders).some((step) => step === `${ann} holds ${role?.id}`)).toBe(true);
    expect(steps(holders)).toContain(`AKIAANN acts-as ${ann}`);
    for (const graph of [holders, await ask({ from: ann, isWhole: true })]) {
      const held = graph.edges.find(({ kind, from }) => kind === 'holds' && graph.nodes[from]?.id === ann);
      expect(held?.evidence).toMatchObject([{ what: expect.stringMatching(/, 1 permission$/) }]);
    }
  });

  it('says that nothing has an id', async () => {
    await expect(ask({ to: 'arn:aws:s3:::nowhere' })).rejects.toMatchObject({ code: 'subject.not-found' });
  });
});

describe('the whole of what is shown', () => {
  it('holds steps that are on none of the best ways', async () => {
    const [brief, whole] = await Promise.all([ask({ to: ledger }), ask({ to: ledger, isWhole: true })]);
    expect(whole.nodes).toEqual(brief.nodes);
    expect(steps(whole)).toEqual(expect.arrayContaining(steps(brief)));
    // The best way of bob's is its token's own call; that it may also become the role is on none.
    expect(steps(whole).length).toBeGreaterThan(steps(brief).length);
  });
});

describe('looking for where to begin', () => {
  it('finds tokens, principals, roles and resources by a part of their names, in letters of any case', async () => {
    const { nodes, isMore } = await findNodes(ctx(), { text: 'ANN', limit: 10 });
    expect(nodes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(
      expect.arrayContaining(['token AKIAANN', `principal ${ann}`]),
    );
    expect(isMore).toBe(false);
    expect((await findNodes(ctx(), { text: 'ledger', limit: 10 })).nodes).toContainEqual(
      expect.objectContaining({ kind: 'resource', id: ledger }),
    );
  });

  it('names each once, and says when there are more', async () => {
    const all = await findNodes(ctx(), { text: account, limit: 100 });
    const ids = all.nodes.map(({ kind, id }) => `${kind} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
    const some = await findNodes(ctx(), { text: account, limit: 2 });
    expect(some.nodes).toHaveLength(2);
    expect(some.isMore).toBe(true);
  });

  it('takes marks of patterns for letters', async () => {
    expect((await findNodes(ctx(), { text: '%', limit: 5 })).nodes).toEqual([]);
    expect((await findNodes(ctx(), { text: "' OR 1=1 --", limit: 5 })).nodes).toEqual([]);
  });
});
