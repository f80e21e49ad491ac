import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grantsByPrincipal } from '../../src/analysis/granted.ts';
import { kubernetesCatalogue } from '../../src/providers/kubernetes/catalogue/index.ts';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openStore } from '../../src/store/open-store.ts';
import { inFolder, now, writeFiles } from './loaded-store.ts';

const span = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-06-01T00:00:00Z') };
const created = { creationTimestamp: '2025-01-01T00:00:00Z' };
const group = 'rbac.authorization.k8s.io';

/** What each role of the cluster lets do. */
const roles = { look: 'get', watch: 'watch', wipe: 'delete' } as const;
type Role = keyof typeof roles;

/** The files of one export, in which one account holds some roles. */
function exportOf(held: readonly Role[]): Readonly<Record<string, string>> {
  const list = (items: readonly object[]): string =>
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  return {
    'accounts.json': list([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'cart', namespace: 'shop', ...created } },
    ]),
    'cluster-bindings.json': list([binding('ClusterRoleBinding', 'admins', 'cluster-admin', 'admin')]),
    'roles.json': list(
      Object.entries(roles).map(([name, verb]) => ({
        apiVersion: `${group}/v1`,
        kind: 'ClusterRole',
        metadata: { name, ...created },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }],
      })),
    ),
    'bindings.json': list(held.map((role) => binding('RoleBinding', `cart-${role}`, role))),
  };
}

function binding(kind: string, name: string, role: string, user?: string): object {
  const subject =
    user === undefined
      ? { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }
      : { kind: 'User', apiGroup: group, name: user };
  return {
    apiVersion: `${group}/v1`,
    kind,
    metadata: { name, ...(kind === 'RoleBinding' && { namespace: 'shop' }), ...created },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
    subjects: [subject],
  };
}

/** What the account may do after some runs, each of which loads everything below some folders. */
async function grantedAfter(location: string, runs: readonly (readonly string[])[]) {
  const store = await openStore(location);
  try {
    for (const paths of runs) await ingestLogs({ store, now: () => now, onProgress: () => {} }, { paths });
    const grants = (await grantsByPrincipal(store, span)).get('system:serviceaccount:shop:cart');
    const names = kubernetesCatalogue.permissions().filter(({ id }) => grants?.granted.has(id));
    return { granted: names.map(({ name }) => name).sort(), isComplete: grants?.isComplete };
  } finally {
    await store.close();
  }
}

const wanted = (held: readonly Role[]) => ({
  granted: held.map((role) => `${roles[role]} pods`).sort(),
  isComplete: true,
});

describe('inventories of several days', () => {
  const some = fc.subarray(Object.keys(roles).filter((name): name is Role => name in roles));

  it('say what the last one says, loaded day by day or at once, although most files stay the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 2, maxLength: 3 }), async (days) => {
        await inFolder(async (folder) => {
          const paths = days.map((held, day) =>
            writeFiles(folder, `inventory/2026-05-0${day + 1}T081530Z`, exportOf(held)),
          );
          const last = wanted(days.at(-1) ?? []);
          const whole = [join(folder, 'inventory')];
          const daily = paths.map((_, day) => paths.slice(0, day + 1));
          expect(await grantedAfter(join(folder, 'daily'), daily)).toEqual(last);
          expect(await grantedAfter(join(folder, 'at-once'), [whole])).toEqual(last);
          expect(
            await grantedAfter(
              join(folder, 'backwards'),
              [...paths].reverse().map((path) => [path]),
            ),
          ).toEqual(last);
        });
      }),
      { numRuns: 3, examples: [[[['look', 'watch'], ['look']]]] },
    );
  }, 120_000);

  it('never call complete what a damaged file lacks', async () => {
    const whole = exportOf(['look', 'wipe']);
    const names = Object.keys(whole);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.double({ min: 0.2, max: 0.99, noNaN: true }),
        fc.boolean(),
        async (name, share, isPacked) => {
          const content = Buffer.from(whole[name] ?? '');
          const bytes = isPacked ? gzipSync(content) : content;
          const cut = bytes.subarray(0, Math.floor(bytes.length * share));
          await inFolder(async (folder) => {
            const path = writeFiles(folder, 'cluster', { ...whole, [name]: cut });
            const { granted, isComplete } = await grantedAfter(join(folder, 'data'), [[path]]);
            expect(isComplete).not.toBe(true);
            expect(wanted(['look', 'wipe']).granted).toEqual(expect.arrayContaining(granted));
          });
        },
      ),
      { numRuns: 6 },
    );
  }, 120_000);

  it('are read together with the files beside them, when one of these is exported anew', async () => {
    await inFolder(async (folder) => {
      const path = writeFiles(folder, 'cluster', exportOf(['look']));
      await grantedAfter(join(folder, 'data'), [[path]]);
      const file = join(path, 'bindings.json');
      writeFileSync(file, exportOf(['look', 'wipe'])['bindings.json'] ?? '');
      const later = Date.now() / 1000 + 7 * 86_400;
      utimesSync(file, later, later);
      expect(await grantedAfter(join(folder, 'data'), [[path]])).toEqual(wanted(['look', 'wipe']));
    });
  }, 60_000);
});
