import { afterEach, describe, expect, it } from 'vitest';
import { documentsOf, readInventory } from '../inventory/index.ts';
import { find, kubernetesCatalogue, learn } from './index.ts';

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.acme.example' },
  spec: {
    group: 'acme.example',
    scope: 'Cluster',
    names: { plural: 'gadgets' },
    versions: [{ name: 'v1', subresources: { status: {} } }],
  },
};
const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'r' },
  rules: [
    { apiGroups: ['acme.example'], resources: ['widgets', 'widgets/finalizers'], verbs: ['update', 'use'] },
    { apiGroups: ['', '*'], resources: ['pods', '*'], verbs: ['get'] },
  ],
};

function filesOf(...objects: readonly object[]) {
  return objects.map((one, index) => ({ path: `${index}.json`, text: JSON.stringify(one) }));
}

const learnt = (...objects: readonly object[]) => learn(documentsOf(filesOf(...objects), 0), new Map());
afterEach(() => learn([], new Map()));

describe('custom resources', () => {
  it('become permissions by their definitions and by the roles that name them, and by no wildcard', () => {
    const before = kubernetesCatalogue.permissions().length;
    learnt(definition, role);
    expect(find('list gadgets.acme.example')).toMatchObject({
      level: 'list',
      resourceKinds: ['gadgets'],
      recorded: 'shown',
      dataKind: 'list gadgets.acme.example',
    });
    expect(find('patch gadgets.acme.example/status')?.level).toBe('write');
    expect(find('use widgets.acme.example')?.recorded).toBe('never');
    expect(find('update widgets.acme.example/finalizers')?.recorded).toBe('never');
    // Gadgets and their status, widgets with a verb of their own and their finalizers.
    expect(kubernetesCatalogue.permissions().length - before).toBe(8 + 3 + 9 + 4);
  });

  it('keep the ids under which they are stored, whatever else is learnt', () => {
    learnt(role);
    const ids = new Map(kubernetesCatalogue.permissions().map(({ name, id }) => [name, id]));
    learn(documentsOf(filesOf(definition, role), 0), ids);
    for (const [name, id] of ids) expect(find(name)?.id, name).toBe(id);
    const all = kubernetesCatalogue.permissions().map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  });

  it('are granted like any others once they are known', () => {
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'b' },
      roleRef: { kind: 'ClusterRole', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'n' }],
    };
    const other = {
      ...binding,
      kind: 'RoleBinding',
      metadata: { name: 'other', namespace: 'n' },
      subjects: [{ kind: 'User', name: 'other' }],
    };
    learnt(role);
    const effective = readInventory(filesOf(role, binding, other), 0).effective.find(
      ({ principalId }) => principalId === 'system:serviceaccount:n:a',
    );
    expect(effective).toMatchObject({ unmatched: [], isComplete: true });
    expect(effective?.allowed.has(find('update widgets.acme.example')?.id ?? 0)).toBe(true);
  });

  it('are forgotten with the store that remembered them', () => {
    learnt(role);
    learn([], new Map());
    expect(find('update widgets.acme.example')).toBeUndefined();
  });
});
