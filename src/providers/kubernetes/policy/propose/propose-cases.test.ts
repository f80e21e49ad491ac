import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { holderOf, needOf, runProposeCases } from '../../../shared/laws/run-propose-cases.test-support.ts';
import { kubernetesProposals } from './index.ts';

runProposeCases('kubernetes', kubernetesProposals);

const { write, render, diff } = kubernetesProposals;
const holder = holderOf({
  principalId: 'system:serviceaccount:shop:cart',
  principalKind: 'service account',
  held: [
    {
      kind: 'ClusterRole',
      document: {
        kind: 'ClusterRole',
        metadata: { name: 'wide' },
        rules: [{ apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['get', 'list'] }],
      },
    },
  ],
});

describe('a proposal', () => {
  const needs = [
    needOf({ permission: 'list pods', reason: 'used', on: ['shop/*', 'web/*'] }),
    needOf({ permission: 'get pods', reason: 'used', on: ['shop/a: b\n---\nkind: x'] }),
  ];

  it('has a role for each namespace, and YAML that reads back as what it is', () => {
    const proposal = write(needs, holder);
    expect(proposal.documents.map(({ name }) => name)).toEqual([
      'shop/scopelight-shop-cart',
      'web/scopelight-shop-cart',
    ]);
    const read = parseAllDocuments(render(proposal, holder, 'yaml'));
    const objects = Array.isArray(read) ? read.map((document): unknown => document.toJS()) : [];
    const items = proposal.documents.flatMap(({ document }) => document.items);
    expect(objects).toEqual(items);
    expect(JSON.parse(render(proposal, holder, 'json'))).toEqual({ apiVersion: 'v1', kind: 'List', items });
    expect(() => render(proposal, holder, 'terraform')).toThrow('cannot be written as terraform');
  });

  it('says what becomes of every permission', () => {
    const { totals, services } = diff(holder, write(needs, holder));
    expect(totals).toEqual({ removed: 2, narrowed: 2, kept: 0, added: 0 });
    expect(services).toMatchObject([
      {
        service: 'core',
        removed: ['get secrets', 'list secrets'],
        narrowed: [
          { permission: 'get pods', from: ['*'], to: ['shop/*'] },
          { permission: 'list pods', from: ['*'], to: ['shop/*', 'web/*'] },
        ],
      },
    ]);
  });

  it('takes all ways of reading together where that is asked for, and says so', () => {
    const [first, second] = write(needs, holder, { verbs: 'together' }).statements;
    expect(second).toMatchObject({ actions: ['get pods', 'list pods'], adds: ['get pods'] });
    expect(first).toMatchObject({
      // Nobody holds `watch`.
      actions: ['get pods', 'list pods'],
      adds: ['other objects of the same kind'],
    });
  });
});
