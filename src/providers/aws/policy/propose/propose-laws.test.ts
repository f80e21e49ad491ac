import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldDocument, PolicyHolder, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { decide } from '../decide.ts';
import { parsePolicy } from '../parse.ts';
import { compilePolicies } from '../policy-set.ts';
import { awsProposals } from './index.ts';
import { limits } from './limits.ts';
import { actions, holders, needLists, resources } from './propose-laws.test-support.ts';

const { write, compile } = awsProposals;
const options = fc.record({ exactMax: fc.integer({ min: 0, max: 4 }) });

function decider(documents: readonly unknown[], { principalId }: PolicyHolder) {
  return compile(documents, principalId);
}

function documentsOf(proposal: PolicyProposal): readonly unknown[] {
  return proposal.documents.map(({ document }) => document);
}

/** What the holder has when the proposal is in place of what it replaces. */
function resultFor(holder: PolicyHolder, proposal: PolicyProposal): PolicyHolder {
  const left = holder.held.filter(({ id }) => proposal.leaves.includes(id));
  const fresh = proposal.documents.map(
    ({ name, document }): HeldDocument => ({
      id: name,
      kind: 'managed',
      name,
      document: JSON.stringify(document),
      path: [`policy/${name}`],
    }),
  );
  return { ...holder, held: [...left, ...fresh] };
}

const rank = { denied: 0, open: 1, allowed: 2 };

describe('write', () => {
  it('takes nothing away that is needed: what a need is on is decided as by the held documents', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const proposal = write(needs, holder, chosen);
        const before = decider(
          holder.held.map(({ document }) => document),
          holder,
        );
        const now = decider(
          resultFor(holder, proposal).held.map(({ document }) => document),
          holder,
        );
        for (const { permission, resources: on } of needs) {
          for (const { resource } of on) {
            const request = { permission, resource };
            expect(rank[now.decide(request)]).toBeGreaterThanOrEqual(rank[before.decide(request)]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives nothing that neither the held documents nor the wanted needs give', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const proposal = write(needs, holder, chosen);
        const wanted = needs.filter(({ reason }) => reason === 'wanted').map(({ permission }) => permission);
        const held = policies(holder.held.map(({ document }) => document));
        const now = policies(resultFor(holder, proposal).held.map(({ document }) => document));
        for (const action of actions.filter((name) => !wanted.includes(name))) {
          for (const resource of resources.filter((name) => name !== '')) {
            const context = { 'aws:SecureTransport': 'true', 'aws:PrincipalTag/team': 'x', 'k:a': '1' };
            const request = { principal: holder.principalId, action, resource, context };
            const isNow = decide(request, now, { side: 'principal' }).decision === 'allowed';
            const couldBe = decide(request, held, { side: 'principal' }).possible;
            if (isNow) expect(couldBe, `${action} ${resource}`).toContain('allowed');
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is the same whatever the order of needs, resources and held documents', () => {
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
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const first = write(needs, holder, chosen);
        const again = write(needs, resultFor(holder, first), chosen);
        expect(documentsOf(again)).toEqual(documentsOf(first));
        expect(again.leaves).toEqual(first.leaves);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps to the size of a managed policy, with names that are unique in their document', () => {
    fc.assert(
      fc.property(needLists, holders, options, (needs, holder, chosen) => {
        const { documents, statements, size } = write(needs, holder, chosen);
        for (const { document, characters } of documents) {
          expect(characters).toBe(JSON.stringify(document).length);
          expect(characters).toBeLessThanOrEqual(limits.charactersMax);
        }
        expect(size.fits).toBe(true);
        const names = statements.map(({ document, sid }) => `${document} ${sid}`);
        expect(new Set(names).size).toBe(names.length);
        for (const { sid } of statements) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
      }),
    );
  });
});

function policies(documents: readonly unknown[]) {
  return compilePolicies({
    identity: documents.map((document, i) => ({ name: String(i), policy: parsePolicy(document) })),
  });
}
