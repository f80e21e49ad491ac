import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AccountName } from '../../src/ingest/account-names.ts';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { proposePolicy } from '../../src/services/policy/propose-policy.ts';
import { listTokens } from '../../src/services/tokens/list-tokens.ts';
import { openStore } from '../../src/store/open-store.ts';
import { inFolder, now, writeFiles } from '../robustness/loaded-store.ts';

const hourMs = 3_600_000;
const account = { name: 'api', namespace: 'web' };
const caller = 'system:serviceaccount:web:api';
const rbac = 'rbac.authorization.k8s.io';

/** One month of a cluster: its objects, its audit policy, and the log of an account that may look, list and delete. */
function cluster(uid: string, created: string, used: readonly string[]): Readonly<Record<string, string>> {
  const object = (kind: string, metadata: object, more: object): object => ({
    apiVersion: kind === 'ServiceAccount' ? 'v1' : `${rbac}/v1`,
    kind,
    metadata: { uid: `${uid}-${kind}`, creationTimestamp: created, ...metadata },
    ...more,
  });
  const items = [
    object(
      'ClusterRole',
      { name: 'system:basic-user', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
      { rules: [] },
    ),
    object(
      'ClusterRoleBinding',
      { name: 'cluster-admin' },
      {
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'Group', name: 'system:masters' }],
      },
    ),
    object('Role', account, {
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'delete'] }],
    }),
    object('RoleBinding', account, {
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'api' },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    }),
    object('ServiceAccount', account, {}),
  ];
  const lines = Array.from({ length: 30 * 12 }, (_, index) => {
    const requestReceivedTimestamp = new Date(now - (index + 1) * 2 * hourMs).toISOString();
    return used.map((verb) =>
      JSON.stringify({
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        // Ids of requests may be anybody's choice: two clusters may have one.
        auditID: `${verb}-${index}`,
        stage: 'ResponseComplete',
        requestURI: '/api/v1/namespaces/web/pods',
        verb,
        user: { username: caller, extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${uid}`] } },
        objectRef: { resource: 'pods', namespace: 'web', apiVersion: 'v1' },
        responseStatus: { code: 200 },
        requestReceivedTimestamp,
        annotations: { 'authorization.k8s.io/decision': 'allow' },
      }),
    );
  });
  return {
    'objects.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    'policy.yaml': 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: Metadata\n',
    'audit.log': `${lines.flat().join('\n')}\n`,
  };
}

const clusters = {
  shop: cluster('11111111-aaaa-4aaa-8aaa-111111111111', '2025-01-01T00:00:00Z', ['list']),
  data: cluster('22222222-bbbb-4bbb-8bbb-222222222222', '2025-02-02T00:00:00Z', ['get', 'delete']),
};

interface Run {
  readonly names: readonly (keyof typeof clusters)[];
  readonly accounts?: readonly AccountName[];
}

/** Loads clusters in some runs into one store, and asks it. */
function loaded<T>(
  runs: (folder: string) => readonly Run[],
  ask: (ctx: Parameters<typeof ingestLogs>[0], summary: Awaited<ReturnType<typeof ingestLogs>>) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    for (const [name, files] of Object.entries(clusters)) writeFiles(folder, name, files);
    const store = await openStore(join(folder, 'store'));
    try {
      const ctx = { store, now: () => now, onProgress: () => {} };
      let summary: Awaited<ReturnType<typeof ingestLogs>> | undefined;
      for (const { names, accounts = [] } of runs(folder))
        summary = await ingestLogs(ctx, { paths: names.map((name) => join(folder, name)), accounts });
      if (summary === undefined) throw new Error('nothing was loaded');
      return await ask(ctx, summary);
    } finally {
      await store.close();
    }
  });
}

const rowsOf = async (ctx: Parameters<typeof ingestLogs>[0]) =>
  (await listTokens(ctx))
    .map(({ id, account: of, granted, used, unused, unknown, calls }) => [
      id,
      of,
      granted,
      used,
      unused,
      unknown,
      calls,
    ])
    .sort();

describe('two clusters in one store', () => {
  const jti = { shop: '11111111-aaaa-4aaa-8aaa-111111111111', data: '22222222-bbbb-4bbb-8bbb-222222222222' };
  const apart = [
    [`data/${jti.data}`, 'data', 3, 2, 1, 0, 720],
    [`data/${caller}`, 'data', 3, 0, 1, 2, 0],
    [`shop/${jti.shop}`, 'shop', 3, 1, 2, 0, 360],
    [`shop/${caller}`, 'shop', 3, 0, 2, 1, 0],
  ];

  it('are kept apart by the names given to them, in one run or two, in any order', async () => {
    const [shop, data] = (['shop', 'data'] as const).map(
      (name): Run => ({ names: [name], accounts: [{ name }] }),
    );
    const together = (folder: string): readonly Run[] => [
      {
        names: ['data', 'shop'],
        accounts: (['shop', 'data'] as const).map((name) => ({ name, path: join(folder, name) })),
      },
    ];
    for (const runs of [together, () => [shop, data] as Run[], () => [data, shop, data] as Run[]])
      expect(await loaded(runs, rowsOf)).toEqual(apart);
  });

  it('are told apart where nobody names them, as far as their objects are held', async () => {
    await loaded(
      () => [{ names: ['shop'] }, { names: ['data'] }],
      async (ctx, { sources }) => {
        expect(sources[0]?.unreadable.map(({ reason }) => reason)).toEqual([
          'beside objects of another cluster than those loaded before without a name: load each with --account NAME',
          'objects of another cluster than those loaded before without a name: load each with --account NAME',
        ]);
        expect(await rowsOf(ctx)).toEqual([
          [jti.shop, 'cluster', 3, 1, 2, 0, 360],
          [caller, 'cluster', 3, 0, 2, 1, 0],
        ]);
      },
    );
  });

  it('are told of where only one of them has a name', async () => {
    await loaded(
      () => [{ names: ['shop'] }, { names: ['data'], accounts: [{ name: 'data' }] }],
      async (_, { notes }) => {
        expect(notes).toEqual([
          'kubernetes: 3 files are of a cluster that nobody named, and counted apart from those of data: load into new data with --account NAME=PATH for each',
        ]);
      },
    );
  });

  it('are acted on by the names that each itself knows', async () => {
    const named = (folder: string): readonly Run[] => [
      { names: ['data'], accounts: [{ name: 'data', path: join(folder, 'data') }] },
    ];
    await loaded(named, async (ctx) => {
      const { answer } = await proposePolicy(ctx, { id: `data/${jti.data}` });
      expect(answer.account).toBe('data');
      const acts = JSON.stringify([answer.policy, answer.commands]);
      expect(acts).not.toContain('data/');
      expect(acts).toContain('"subjects":[{"kind":"ServiceAccount","name":"api","namespace":"web"}]');
    });
  });
});
