import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { inPlace } from './held.ts';
import { kubernetesProposals } from './index.ts';
import { holders, needLists, options, permissions, resources } from './propose-laws.test-support.ts';

const { write, compile } = kubernetesProposals;

function documentsOf({ documents }: PolicyProposal): readonly unknown[] {
  return documents.map(({ document }) => document);
}

/** What decides once the proposal is in place of what it replaces. */
function result(holder: PolicyHolder, proposal: PolicyProposal): readonly unknown[] {
  const staying = holder.held.filter(({ id }) => proposal.leaves.includes(id));
  return [...documentsOf(proposal), ...staying.map(inPlace)];
}

/** The holder, once a proposal has taken the place of what it stands in for. */
function holderOfResult(holder: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyHolder {
  const fresh = documents.map(({ name, document }) => ({
    id: name,
    kind: 'List',
    name,
    document: JSON.stringify(document),
    path: [],
  }));
  return { ...holder, held: [...fresh, ...holder.held.filter(({ id }) => leaves.includes(id))] };
}

describe('write', () => {
  it('takes nothing away that is needed and held', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const before = compile(holder.held.map(inPlace), holder.principalId);
        const after = compile(result(holder, write(needs, holder, chosen)), holder.principalId);
        for (const { permission, resources: on } of needs)
          for (const { resource } of on)
            if (before.decide({ permission, resource }) === 'allowed')
              expect(after.decide({ permission, resource }), `${permission} ${resource}`).toBe('allowed');
      }),
      { numRuns: 500 },
    );
  });

  it('gives what is wanted, wherever it was asked for', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const after = compile(result(holder, write(needs, holder, chosen)), holder.principalId);
        for (const { permission, reason, resources: on } of needs)
          for (const { resource } of on)
            if (reason === 'wanted') expect(after.decide({ permission, resource })).toBe('allowed');
      }),
      { numRuns: 300 },
    );
  });

  it('gives nothing that neither the held roles nor the wanted needs give', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const wanted = new Set(
          needs.filter(({ reason }) => reason === 'wanted').map(({ permission }) => permission),
        );
        const before = compile(holder.held.map(inPlace), holder.principalId);
        const after = compile(result(holder, write(needs, holder, chosen)), holder.principalId);
        for (const permission of permissions.filter((name) => !wanted.has(name)))
          for (const resource of resources)
            if (after.decide({ permission, resource }) === 'allowed')
              expect(before.decide({ permission, resource }), `${permission} ${resource}`).toBe('allowed');
      }),
      { numRuns: 500 },
    );
  });

  it('is the same whatever the order of needs, resources and held roles', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const turned = needs.map((need) => ({ ...need, resources: [...need.resources].reverse() })).reverse();
        const held = [...holder.held].reverse();
        expect(write(turned, { ...holder, held }, chosen)).toEqual(write(needs, holder, chosen));
      }),
    );
  });

  it('gives itself again for a holder of the result', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, given) => {
        // What is wanted is held afterwards, so that more verbs may then come together.
        const chosen = { ...given, verbs: 'exact' } as const;
        const first = write(needs, holder, chosen);
        const again = write(needs, holderOfResult(holder, first), chosen);
        expect(documentsOf(again)).toEqual(documentsOf(first));
        expect(again.leaves).toEqual(first.leaves);
      }),
      { numRuns: 300 },
    );
  });
});
