import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds, type SmallWorld, worldSpan } from '../../analysis/small-world.test-support.ts';
import { storeInventory } from '../../ingest/store-inventory.ts';
import type { Graph } from '../../model/graph.ts';
import type { LinkFrom } from '../../model/inventory.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { type ShowGraphInput, showGraph } from './show-graph.ts';

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
});
afterAll(() => store.close());

const ask = (input: Partial<ShowGraphInput>): Promise<Graph> =>
  showGraph(
    { store, now: () => worldSpan.to, onProgress: () => {} },
    {
      steps: 12,
      limit: 10_000,
      isUsedOnly: false,
      window: { from: worldSpan.from, to: worldSpan.to },
      ...input,
    },
  );

/** Ids at the far ends of the paths. */
function farEnds({ nodes, edges, paths, from }: Graph): string[] {
  return paths
    .map((path) => {
      const edge = edges[(from === null ? path.edges[0] : path.edges.at(-1)) ?? -1];
      return nodes[(from === null ? edge?.from : edge?.to) ?? -1]?.id ?? '';
    })
    .sort();
}

const iam = (account: string, name: string) => `arn:aws:iam::${account}:${name}`;
const names = ['user/ann', 'user/bob', 'role/red', 'role/blue', 'role/green'] as const;
const roles = ['role/red', 'role/blue', 'role/green'] as const;
type Name = (typeof names)[number];

/** What may lead from identity to identity in one account, as small as it can be written. */
interface Drawn {
  readonly granted: Readonly<Record<Name, readonly string[]>>;
  readonly trusts: readonly { readonly target: (typeof roles)[number]; readonly from: string }[];
  readonly mints: readonly { readonly actor: Name; readonly target: (typeof roles)[number] }[];
}

const powers = ['sts:AssumeRole', 'iam:CreateAccessKey', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole'];
const grantedTo = fc.subarray(powers, { maxLength: 1 });
const drawnWorld: fc.Arbitrary<Drawn> = fc.record({
  granted: fc.record({
    'user/ann': grantedTo,
    'user/bob': grantedTo,
    'role/red': grantedTo,
    'role/blue': grantedTo,
    'role/green': grantedTo,
  }),
  trusts: fc.array(
    fc.record({
      target: fc.constantFrom(...roles),
      from: fc.constantFrom(...names, 'account', 'lambda.amazonaws.com'),
    }),
    { maxLength: 4 },
  ),
  mints: fc.array(fc.record({ actor: fc.constantFrom(...names), target: fc.constantFrom(...roles) }), {
    maxLength: 2,
  }),
});

/** All steps of a drawn world, by the rules as a person would state them. */
function stepsOf({ granted, trusts, mints }: Drawn): readonly (readonly [from: string, to: string])[] {
  const steps: [string, string][] = [
    ['key-ann', 'user/ann'],
    ['key-bob', 'user/bob'],
    ...mints.map(({ actor, target }): [string, string] => [actor, target]),
  ];
  for (const { target, from } of trusts) {
    if (from !== 'account') steps.push([from, target]);
    else for (const name of names) if (granted[name].includes('sts:AssumeRole')) steps.push([name, target]);
  }
  for (const name of names) {
    for (const target of names) {
      const isRole = target.startsWith('role/');
      const lets = (permission: string) => granted[name].includes(permission);
      const isOpen = trusts.some((trust) => trust.target === target && trust.from.includes('.'));
      if (
        isRole
          ? lets('iam:UpdateAssumeRolePolicy') || (lets('iam:PassRole') && isOpen)
          : lets('iam:CreateAccessKey')
      )
        steps.push([name, target]);
    }
  }
  return steps;
}

function reachable(steps: readonly (readonly [string, string])[], start: string): string[] {
  const found = new Set([start]);
  for (const at of found) for (const [from, to] of steps) if (from === at) found.add(to);
  found.delete(start);
  return [...found].sort();
}

function worldOf(drawn: Drawn, account: string): SmallWorld {
  const idOf = (name: string) => iam(account, name);
  const fromOf = (from: string): LinkFrom => {
    if (from === 'account') return { kind: 'account', id: account, permission: 'sts:AssumeRole' };
    return from.includes('.') ? { kind: 'service', id: from } : { kind: 'principal', id: idOf(from) };
  };
  return {
    account,
    principals: names.map((name) => ({
      id: idOf(name),
      kind: name.startsWith('user') ? 'user' : 'role',
      granted: drawn.granted[name],
    })),
    tokens: ['ann', 'bob'].map((name) => ({
      id: `${account}-key-${name}`,
      principalId: idOf(`user/${name}`),
    })),
    links: drawn.trusts.map(({ target, from }) => ({ target: idOf(target), from: fromOf(from) })),
    changes: drawn.mints.map(({ actor, target }, index) => ({
      change: 'mint',
      subject: idOf(target),
      object: '',
      day: index + 1,
      actor: { token: '', principal: idOf(actor), kind: actor.startsWith('user') ? 'user' : 'role' },
    })),
  };
}

describe('the graph of an account', () => {
  const worlds = fc
    .sample(drawnWorld, { numRuns: 12, seed: 5 })
    .map((drawn, index) => ({ drawn, account: String(111111111100 + index) }));
  beforeAll(() =>
    loadSmallWorlds(
      store,
      worlds.map(({ drawn, account }) => worldOf(drawn, account)),
    ),
  );

  it('leads precisely to whom somebody could become, and from whoever could', {
    timeout: 240_000,
  }, async () => {
    for (const { drawn, account } of worlds) {
      const steps = stepsOf(drawn);
      const full = (name: string) =>
        name.includes('.') ? name : name.startsWith('key') ? `${account}-${name}` : iam(account, name);
      const reach = await ask({ from: full('key-ann') });
      expect(farEnds(reach), JSON.stringify(drawn)).toEqual(reachable(steps, 'key-ann').map(full).sort());
      const back = steps.map(([from, to]) => [to, from] as const);
      const become = await ask({ to: full('role/red') });
      expect(farEnds(become), JSON.stringify(drawn)).toEqual(reachable(back, 'role/red').map(full).sort());
      const ways = await ask({ from: full('key-ann'), to: full('role/blue') });
      expect(ways.paths.length > 0).toBe(reachable(steps, 'key-ann').includes('role/blue'));
      for (const { edges } of ways.paths) {
        expect(ways.edges[edges[0] ?? -1]?.from).toBe(ways.from);
        expect(ways.edges[edges.at(-1) ?? -1]?.to).toBe(ways.to);
        for (const [index, at] of edges.slice(1).entries())
          expect(ways.edges[at]?.from).toBe(ways.edges[edges[index] ?? -1]?.to);
      }
    }
  });
});

describe('the graph over accounts and systems', () => {
  const home = '222222222222';
  const away = '333333333333';
  const deploy = iam(home, 'role/deploy');
  const reader = iam(home, 'role/reader');
  const issuer = 'token.actions.githubusercontent.com';
  const caller = `arn:aws:iam::${home}:oidc-provider/${issuer}:repo:acme/shop:ref:refs/heads/main`;
  beforeAll(() =>
    loadSmallWorlds(store, [
      {
        account: home,
        principals: [
          { id: deploy, kind: 'role', granted: [] },
          { id: reader, kind: 'role', granted: ['s3:GetObject'] },
        ],
        links: [
          {
            target: deploy,
            from: { kind: 'subject', issuer, subjects: ['repo:acme/*:ref:refs/heads/main'] },
            conditions: ['StringEquals aud: sts.amazonaws.com'],
          },
          { target: reader, from: { kind: 'principal', id: deploy } },
          {
            target: reader,
            from: { kind: 'principal', id: iam(away, 'role/spy'), permission: 'sts:AssumeRole' },
          },
          { target: reader, from: { kind: 'account', id: '444444444444', permission: 'sts:AssumeRole' } },
        ],
        changes: [2, 3].map((day) => ({
          change: 'mint',
          subject: deploy,
          object: '',
          day,
          actor: { token: '', principal: caller, kind: 'federated' },
        })),
      },
      {
        account: away,
        principals: [
          { id: iam(away, 'role/spy'), kind: 'role', granted: [] },
          { id: iam(away, 'user/eve'), granted: ['iam:CreateAccessKey'] },
          { id: iam(away, 'user/mal'), granted: ['sts:AssumeRole'] },
        ],
        tokens: [
          { id: 'AKIAOLD', principalId: iam(away, 'user/mal'), status: 'inactive' },
          { id: 'AKIANEW', principalId: iam(away, 'user/mal') },
        ],
        changes: [
          {
            change: 'create-token',
            subject: 'AKIANEW',
            object: iam(away, 'user/mal'),
            day: 5,
            actor: { token: 'AKIAEVE', principal: iam(away, 'user/eve'), kind: 'user' },
          },
        ],
      },
    ]),
  );

  it('names the repository whose workflows took a role, and what it leads to', async () => {
    const become = await ask({ to: reader });
    expect(farEnds(become)).toContain('actions/acme/shop');
    const ways = await ask({ from: deploy, to: reader });
    expect(ways.paths).toEqual([{ edges: [0], isUsed: false, uses: 0 }]);
    const { nodes, edges } = await ask({ to: deploy });
    const workflow = nodes.findIndex(({ id }) => id === 'actions/acme/shop');
    expect(nodes[workflow]).toMatchObject({ provider: 'github', kind: 'principal', what: 'workflow' });
    const edge = edges.find(({ from }) => from === workflow);
    expect(edge).toMatchObject({ kind: 'assumes', state: 'used', uses: 2 });
    expect(edge?.evidence.map(({ kind }) => kind)).toEqual(['calls']);
  });

  it('asks of a caller of another account that its own grants allow it', async () => {
    expect(farEnds(await ask({ to: reader }))).not.toContain(iam(away, 'role/spy'));
  });

  it('ends at accounts of which nothing is held', async () => {
    const { nodes } = await ask({ to: reader });
    expect(nodes).toContainEqual(
      expect.objectContaining({ kind: 'outside', what: 'account', id: 'account 444444444444' }),
    );
  });

  it('counts who made a key among those who have it, and leaves out keys that are switched off', async () => {
    const become = await ask({ to: iam(away, 'user/mal') });
    expect(farEnds(become)).toEqual(['AKIANEW', iam(away, 'user/eve')].sort());
    const ways = await ask({ from: iam(away, 'user/eve'), to: iam(away, 'user/mal') });
    const kinds = ways.paths.map(({ edges }) => edges.map((at) => ways.edges[at]?.kind));
    expect(kinds).toEqual([['takes-over'], ['makes', 'acts-as']]);
    expect(ways.cut?.edges).toHaveLength(2);
  });

  it('follows only what was done, when asked to', async () => {
    expect(farEnds(await ask({ to: reader, isUsedOnly: true }))).toEqual([]);
    expect(farEnds(await ask({ to: deploy, isUsedOnly: true }))).toEqual(['actions/acme/shop']);
  });

  it('joins service accounts of a cluster, to what they say themselves too, and people of a directory to the roles that let them in', async () => {
    const observedAt = worldSpan.to;
    const base = { observedAt, tags: {}, trusts: [] };
    const empty = {
      files: [],
      tokens: [],
      roles: [],
      grants: [],
      effective: [],
      lastAccessed: [],
      recordings: [],
      problems: [],
      ignored: [],
    };
    const pod = 'system:serviceaccount:shop:web';
    const abroad = 'web@shop.iam.gserviceaccount.com';
    await storeInventory(store, 'kubernetes', {
      ...empty,
      principals: [{ ...base, id: pod, kind: 'service account', name: 'shop/web', account: 'cluster' }],
      links: [
        {
          account: 'cluster',
          observedAt,
          statedBy: pod,
          target: abroad,
          from: { kind: 'principal' as const, id: pod },
          conditions: ['Google Cloud lets it'],
          document: 'annotation iam.gke.io/gcp-service-account',
        },
      ],
    });
    await storeInventory(store, 'okta', {
      ...empty,
      principals: [{ ...base, id: 'user/00u1', kind: 'user', name: 'ann@acme.example', account: 'acme' }],
    });
    const [eks, pods, sso] = [iam(home, 'role/eks'), iam(home, 'role/pods'), iam(home, 'role/sso')];
    await storeInventory(store, 'aws', {
      ...empty,
      principals: [eks, pods, sso].map((id) => ({ ...base, id, kind: 'role', name: id, account: home })),
      links: [
        {
          target: eks,
          from: {
            kind: 'subject' as const,
            issuer: 'oidc.eks.eu-central-1.amazonaws.com/id/A',
            subjects: ['system:serviceaccount:shop:*'],
          },
        },
        {
          target: pods,
          from: { kind: 'subject' as const, issuer: 'pods.eks.amazonaws.com', subjects: [pod] },
        },
        {
          target: sso,
          from: {
            kind: 'subject' as const,
            issuer: `arn:aws:iam::${home}:saml-provider/okta`,
            subjects: ['*'],
          },
        },
      ].map((link) => ({
        ...link,
        account: home,
        observedAt,
        statedBy: link.target,
        conditions: [],
        document: 'trust policy',
      })),
    });
    await store.insert('changes_v1', [
      {
        provider: 'aws',
        account: home,
        event_id: 'sso',
        call_id: 'sso',
        time: worldSpan.from + 1000,
        change: 'mint',
        subject_kind: 'token',
        subject_id: sso,
        actor_principal_id: `arn:aws:iam::${home}:saml-provider/okta:ann@acme.example`,
        actor_principal_kind: 'federated',
        outcome: 'allowed',
      },
    ]);
    expect(farEnds(await ask({ from: pod }))).toEqual([eks, pods, abroad].sort());
    expect(farEnds(await ask({ to: eks }))).toEqual([pod]);
    expect(farEnds(await ask({ to: pods }))).toEqual([pod]);
    expect(farEnds(await ask({ from: 'user/00u1' }))).toEqual([sso]);
    expect(farEnds(await ask({ to: sso, isUsedOnly: true }))).toEqual(['user/00u1']);
  });

  it('takes a secret that was set right after a key was made for that key, and says how sure that is', async () => {
    const workflow = 'actions/umbra/site';
    const observed = { observedAt: worldSpan.to, tags: {}, trusts: [] };
    const principals = [{ ...observed, id: workflow, kind: 'workflow', name: 'site', account: 'umbra' }];
    await storeInventory(store, 'github', {
      ...{ files: [], tokens: [], roles: [], grants: [], effective: [], lastAccessed: [], recordings: [] },
      ...{ problems: [], ignored: [], principals },
    });
    const made = (id: string, minutes: number) => ({
      provider: 'aws',
      account: home,
      event_id: id,
      call_id: id,
      time: worldSpan.from + 86_400_000 + minutes * 60_000,
      change: 'create-token',
      subject_kind: 'token',
      subject_id: id,
      actor_principal_id: iam(home, 'user/root-of-ci'),
      actor_principal_kind: 'user',
      outcome: 'allowed',
    });
    const set = {
      provider: 'github',
      account: 'umbra',
      event_id: 'set',
      call_id: 'set',
      time: worldSpan.from + 86_400_000 + 60 * 60_000,
      principal_id: 'user/mira',
      source: 'audit',
      operation: 'repo.update_actions_secret',
      resource: 'umbra/site',
      outcome: 'allowed',
    };
    await store.insert('changes_v1', [made('AKIACI', 51), made('AKIAEARLY', -5)]);
    await store.insert('calls_v1', [set]);
    const keeps = async (input: Partial<ShowGraphInput>) => {
      const { nodes, edges } = await ask(input);
      return edges
        .filter(({ kind }) => kind === 'keeps')
        .map(({ from, to, state }) => [nodes[from]?.id, nodes[to]?.id, state]);
    };
    expect(await keeps({ from: workflow })).toEqual([[workflow, 'AKIACI', 'unknown']]);
    const holder = iam(home, 'user/ci-runner');
    await storeInventory(store, 'aws', {
      ...{ files: [], roles: [], grants: [], effective: [], lastAccessed: [], recordings: [] },
      ...{ problems: [], ignored: [] },
      principals: [{ ...observed, id: holder, kind: 'user', name: 'ci-runner', account: home }],
      tokens: [
        {
          ...{ id: 'AKIACI', kind: 'access-key', principalId: holder, account: home },
          ...{ observedAt: worldSpan.to, status: 'active' as const },
        },
      ],
    });
    expect(await keeps({ to: holder })).toEqual([[workflow, 'AKIACI', 'unknown']]);
    const { edges } = await ask({ from: workflow });
    const said = JSON.stringify(edges.find(({ kind }) => kind === 'keeps')?.evidence);
    expect(said).toContain('user/mira set a secret 9 minutes after');
    expect(said).toContain('no other token was made in that hour');
    await store.insert('changes_v1', [made('AKIA1', 10), made('AKIA2', 20), made('AKIA3', 30)]);
    expect(await keeps({ from: workflow })).toEqual([]);
  });
});
