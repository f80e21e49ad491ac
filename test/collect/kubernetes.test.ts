import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { collect } from '../../src/ingest/collect/collect.ts';
import { fakeClock } from '../../src/ingest/collect/live-system.test-support.ts';
import { kubernetes } from '../../src/providers/kubernetes/provider.ts';
import { clusterToken, type FakeCluster, openFakeCluster } from './fake-cluster.test-support.ts';

let cluster: FakeCluster;
let folder: string;
const start = Date.parse('2026-03-02T00:00:00Z');

beforeEach(async () => {
  cluster = await openFakeCluster();
  folder = mkdtempSync(join(tmpdir(), 'scopelight-cluster-'));
});
afterEach(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(settings: Readonly<Record<string, string>> = {}) {
  const clock = fakeClock(start);
  const values = new Map(
    Object.entries({ KUBE_SERVER: cluster.address, KUBE_TOKEN: clusterToken, ...settings }),
  );
  const plan = await kubernetes.collector?.plan(values);
  if (plan === undefined) throw new Error('nothing is fetched of Kubernetes');
  const collected = await collect({
    provider: 'kubernetes',
    plan,
    target: join(folder, 'fetched'),
    parts: ['log', 'inventory'],
    since: undefined,
    clock,
    onProgress: () => {},
  });
  return { ...collected, slept: clock.slept };
}

function filesIn(name: string): readonly { readonly path: string; readonly text: string }[] {
  const root = join(folder, 'fetched', name);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** A configuration of `kubectl` in the folder, as a value of `KUBECONFIG`. */
function configured(cluster: object, user: object): string {
  const path = join(folder, 'config');
  writeFileSync(
    path,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'shop',
      contexts: [{ name: 'shop', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster }],
      users: [{ name: 'u', user }],
    }),
  );
  return path;
}

function planOf(settings: Readonly<Record<string, string>>) {
  return Promise.resolve().then(() => kubernetes.collector?.plan(new Map(Object.entries(settings))));
}

describe('fetching a cluster', () => {
  it('takes every list chunk by chunk, into files that the inventory reads', async () => {
    const { inventory, log } = await run();
    expect(log).toBeUndefined();
    expect(inventory).toMatchObject({
      lists: 5,
      files: 8,
      lacking: [{ list: 'customresourcedefinitions', reason: expect.stringContaining('answers 403') }],
    });
    const files = filesIn(inventory?.folder ?? '');
    for (const { path, text } of files.filter(({ text }) => text.includes('"metadata":{"name"')))
      expect(kubernetes.recognise({ path, text, bytes: text.length, isCompressed: false })?.kind).toBe(
        'inventory',
      );
    const read = kubernetes.inventory.read(files, start);
    expect(read.problems).toEqual([]);
    expect(read.grants).toContainEqual(
      expect.objectContaining({ principalId: 'system:serviceaccount:shop:sync', resources: ['shop/*'] }),
    );
  });

  it('begins a list again whose place has expired, and leaves nothing of the first time', async () => {
    cluster.faults.push(undefined, undefined);
    const expired = run();
    while (cluster.asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
    cluster.expire();
    const { inventory } = await expired;
    expect(inventory).toMatchObject({ lists: 5, files: 8 });
    const names = filesIn(`${inventory?.folder}/clusterroles`).flatMap(({ text }) =>
      JSON.parse(text).items.map(({ metadata }: { metadata: { name: string } }) => metadata.name),
    );
    expect(names).toEqual(['a', 'b', 'c', 'd', 'reader']);
  });

  it('waits where the server is busy, and tries again where it fails', async () => {
    cluster.faults.push({ status: 429, headers: { 'retry-after': '9' } }, { status: 503 }, undefined, {
      status: 500,
    });
    const { inventory, slept } = await run();
    expect(slept).toEqual([9000, 1000, 1000]);
    expect(inventory).toMatchObject({ lists: 5, files: 8 });
  });

  it('stops where the token is not taken', async () => {
    await expect(run({ KUBE_TOKEN: 'wrong' })).rejects.toMatchObject({ code: 'system.refused' });
  });
});

describe('signing in', () => {
  it('is as the configuration of kubectl says', async () => {
    const path = configured({ server: 'https://10.0.0.1:6443/clusters/a' }, { token: 't-1' });
    const plan = await planOf({ KUBECONFIG: path });
    expect(plan).toMatchObject({ origin: 'https://10.0.0.1:6443', headers: { authorization: 'Bearer t-1' } });
    expect(plan?.lists[0]?.request).toBe(
      '/clusters/a/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=500',
    );
    expect((await planOf({ KUBECONFIG: path, KUBE_TOKEN: 't-2' }))?.headers).toMatchObject({
      authorization: 'Bearer t-2',
    });
  });

  it.each([
    ['a program that signs in', {}, { exec: { command: 'aws' } }, 'runs `aws`'],
    ['a server that is not checked', { 'insecure-skip-tls-verify': true }, { token: 't' }, 'unchecked'],
    ['a file that is not there', { 'certificate-authority': 'none.pem' }, { token: 't' }, 'none.pem'],
  ])('is refused with %s, and says what to do', async (_, more, user, said) => {
    const path = configured({ server: 'https://10.0.0.1:6443', ...more }, user);
    const error = await planOf({ KUBECONFIG: path }).then(
      () => new Error('it was taken'),
      (reason: { message: string; hint?: string }) => reason,
    );
    expect(`${error.message} ${'hint' in error ? error.hint : ''}`).toContain(said);
  });

  it('sends a token to no server that is neither encrypted nor on this machine', async () => {
    await expect(planOf({ KUBE_SERVER: 'http://10.0.0.1:8080', KUBE_TOKEN: 't' })).rejects.toMatchObject({
      code: 'usage.invalid',
    });
  });

  it.skipIf(spawnSync('openssl', ['version']).error !== undefined)(
    'trusts the certificate that the configuration names, and no other',
    async () => {
      const file = (name: string): string => join(folder, name);
      execFileSync('openssl', [
        'ecparam',
        '-name',
        'prime256v1',
        '-genkey',
        '-noout',
        '-out',
        file('key.pem'),
      ]);
      const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
      execFileSync('openssl', [
        'req',
        '-x509',
        '-new',
        '-key',
        file('key.pem'),
        '-days',
        '9',
        ...subject,
        '-out',
        file('cert.pem'),
      ]);
      const cert = readFileSync(file('cert.pem'), 'utf8');
      const secure = await openFakeCluster({ key: readFileSync(file('key.pem'), 'utf8'), cert });
      const ca = { 'certificate-authority-data': Buffer.from(cert).toString('base64') };
      const known = configured({ server: secure.address, ...ca }, { token: clusterToken });
      const settings = { KUBE_SERVER: secure.address, KUBECONFIG: known };
      await expect(run(settings)).rejects.toMatchObject({ code: 'system.unreachable' });
      const { inventory } = await run({ KUBE_SERVER: secure.address, KUBE_CA: file('cert.pem') });
      expect(inventory?.lists).toBe(5);
      await secure.close();
    },
  );
});
