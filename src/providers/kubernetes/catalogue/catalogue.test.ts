import { describe, expect, it } from 'vitest';
import { runLookupCases } from '../../shared/laws/run-lookup-cases.test-support.ts';
import { kubernetes } from '../provider.ts';
import { find, kubernetesCatalogue, targets } from './index.ts';

runLookupCases(kubernetes);

const permissions = kubernetesCatalogue.permissions();

describe('the table of targets', () => {
  it('gives every target a number of its own', () => {
    expect(new Set(targets().map(({ number }) => number)).size).toBe(targets().length);
  });

  it('gives every permission an id and a name of its own, by which it is found', () => {
    expect(new Set(permissions.map(({ id }) => id)).size).toBe(permissions.length);
    expect(new Set(permissions.map(({ name }) => name)).size).toBe(permissions.length);
    for (const permission of permissions) expect(find(permission.name)).toBe(permission);
  });

  it('keeps ids: stored sets of permissions are made of them', () => {
    const ids = [
      'get pods',
      'create pods/exec',
      'impersonate users',
      'update deployments.apps/scale',
      'get /metrics',
    ];
    expect(ids.map((name) => find(name)?.id)).toEqual([32, 195, 1768, 1892, 26816]);
  });
});

describe('permissions', () => {
  it.each([
    ['list secrets', 'read'],
    ['list pods', 'list'],
    ['get nodes/proxy', 'write'],
    ['get pods/exec', 'write'],
    ['create subjectaccessreviews.authorization.k8s.io', 'read'],
    ['create rolebindings.rbac.authorization.k8s.io', 'permissions'],
    ['bind clusterroles.rbac.authorization.k8s.io', 'permissions'],
    ['impersonate users', 'permissions'],
    ['create serviceaccounts/token', 'permissions'],
    ['deletecollection configmaps', 'write'],
  ])('%s is of level %s', (name, level) => {
    expect(find(name)?.level).toBe(level);
  });

  it('are recorded by each way of reading, and by writing as a whole; some leave no record', () => {
    const kindOf = (name: string) => find(name)?.dataKind;
    expect(kindOf('watch pods')).toBe('watch pods');
    expect(kindOf('delete pods')).toBe('write pods');
    for (const silent of [
      'bind roles.rbac.authorization.k8s.io',
      'get /metrics',
      'update deployments.apps/finalizers',
      'get nodes/stats',
    ])
      expect(find(silent)?.recorded, silent).toBe('never');
  });

  it('common to all clusters are of the groups that Kubernetes itself serves', () => {
    const common = new Set(kubernetesCatalogue.common?.().map(({ name }) => name));
    for (const name of [
      'get pods',
      'delete deployments.apps',
      'create clusterrolebindings.rbac.authorization.k8s.io',
      'get /metrics',
    ])
      expect(common, name).toContain(name);
    const others = permissions.filter(({ name }) => !common.has(name));
    expect(others.map(({ service }) => service)).toContain('cert-manager.io');
  });

  it('bring companions that exist', () => {
    expect(kubernetesCatalogue.companions().get('list deployments.apps')).toEqual([
      'update deployments.apps/finalizers',
      'patch deployments.apps/finalizers',
    ]);
    for (const [name, companions] of kubernetesCatalogue.companions())
      for (const one of [name, ...companions]) expect(find(one), one).toBeDefined();
    expect(kubernetesCatalogue.companions().get('patch rolebindings.rbac.authorization.k8s.io')).toContain(
      'bind clusterroles.rbac.authorization.k8s.io',
    );
  });
});
