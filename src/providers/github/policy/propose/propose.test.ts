import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PermissionSet } from '../../../../model/permission-set.ts';
import {
  needReasons,
  type PermissionNeed,
  type PolicyHolder,
  type PolicyProposal,
} from '../../../../model/policy-proposal.ts';
import { find, githubCatalogue, scopes } from '../../catalogue/index.ts';
import { workflowKeys } from '../workflow-keys.ts';
import { githubProposals } from './index.ts';
import { smallestScopes } from './smallest-scopes.ts';

const folder = new URL('../../cases/propose/', import.meta.url);
const { write, compile, diff, render } = githubProposals;

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      needs: z.array(
        z.strictObject({
          permission: z.string(),
          reason: z.enum(needReasons),
          on: z.array(z.string()).default([]),
        }),
      ),
      holder: z.strictObject({
        principalId: z.string().default('user/mira'),
        principalKind: z.string().default('user'),
        tokenKind: z.string().optional(),
        held: z.array(z.strictObject({ kind: z.string(), document: z.unknown() })),
      }),
      document: z.unknown(),
      unwritten: z.array(z.string()).default([]),
      leaves: z.array(z.string()).default([]),
      notes: z.array(z.string()).default([]),
    }),
  ),
});

for (const file of readdirSync(folder)) {
  const { topic, cases } = topicSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  describe(topic, () => {
    it.each(cases)('$name', ({ needs, holder, document, unwritten, leaves, notes }) => {
      const proposal = write(needs.map(needOf), holderOf(holder));
      expect(proposal.documents[0]?.document ?? null).toEqual(document);
      expect(proposal.unwritten.map(({ permission }) => permission)).toEqual(unwritten);
      expect(proposal.leaves).toEqual(leaves);
      expect(proposal.notes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(notes));
    });
  });
}

type CaseHolder = z.infer<typeof topicSchema>['cases'][number]['holder'];

function needOf({
  permission,
  reason,
  on,
}: {
  permission: string;
  reason: PermissionNeed['reason'];
  on: readonly string[];
}): PermissionNeed {
  return { permission, reason, resources: on.map((resource) => ({ resource, group: resource, days: 1 })) };
}

function holderOf({ held, ...holder }: CaseHolder): PolicyHolder {
  return {
    account: 'umbra',
    ...holder,
    held: held.map(({ kind, document }, index) => ({
      id: `held-${index}`,
      kind,
      name: `held ${index}`,
      document: JSON.stringify(document),
      path: [],
    })),
  };
}

const names = githubCatalogue.permissions().map(({ name }) => name);
const keys = [...new Set(names.map((name) => name.split(':')[0] ?? ''))];
const levels = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('read', 'write'), { maxKeys: 8 });
const repositories = fc.uniqueArray(fc.constantFrom('umbra/site', 'umbra/api', 'umbra/web', ''), {
  maxLength: 3,
});
const needLists = fc.uniqueArray(
  fc
    .record({
      permission: fc.constantFrom(...names),
      reason: fc.constantFrom(...needReasons),
      on: repositories,
    })
    .map(needOf),
  { maxLength: 8, selector: ({ permission }) => permission },
);
const scopeLists = fc.uniqueArray(fc.constantFrom(...scopes().map(({ name }) => name)), { maxLength: 4 });
const blocks = fc.dictionary(fc.constantFrom(...workflowKeys.keys()), fc.constantFrom('read', 'write'), {
  maxKeys: 6,
});
const holders: fc.Arbitrary<PolicyHolder> = fc.oneof(
  levels.map((permissions) =>
    holderOf({
      principalId: 'app/umbra/x',
      principalKind: 'app',
      held: [{ kind: 'app-permissions', document: { permissions } }],
    }),
  ),
  levels.map((repository) =>
    holderOf({
      principalId: 'user/mira',
      principalKind: 'user',
      tokenKind: 'fine-grained-pat',
      held: [{ kind: 'fine-grained-permissions', document: { permissions: { repository } } }],
    }),
  ),
  scopeLists.map((list) =>
    holderOf({
      principalId: 'user/mira',
      principalKind: 'user',
      tokenKind: 'classic-pat',
      held: [{ kind: 'classic-scopes', document: { scopes: list } }],
    }),
  ),
  blocks.map((permissions) =>
    holderOf({
      principalId: 'actions/umbra/site',
      principalKind: 'workflow',
      held: [{ kind: 'workflow-permissions', document: { permissions } }],
    }),
  ),
);

function resultFor(holder: PolicyHolder, proposal: PolicyProposal): PolicyHolder {
  const [kind = ''] = holder.held.map((one) => one.kind);
  const fresh = proposal.documents.map(({ name, document }) => ({
    id: name,
    kind,
    name,
    document: JSON.stringify(document),
    path: [],
  }));
  const staying = holder.held.filter(({ id }) => proposal.leaves.includes(id));
  return { ...holder, held: [...fresh, ...staying] };
}

const documentsOf = (holder: PolicyHolder) => holder.held.map(({ document }) => document);

describe('write', () => {
  it('takes nothing away that is needed', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        const proposal = write(needs, holder);
        const before = compile(documentsOf(holder), holder.principalId);
        const now = compile(documentsOf(resultFor(holder, proposal)), holder.principalId);
        for (const { permission, resources } of needs) {
          const on = resources.length === 0 ? ['umbra/site'] : resources.map(({ resource }) => resource);
          for (const resource of on) {
            const request = { permission, resource };
            if (before.decide(request) === 'allowed') expect(now.decide(request), permission).toBe('allowed');
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives a token nothing that neither it nor a wanted need gives, but the metadata that all may read', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        const isClassic = holder.tokenKind === 'classic-pat';
        const wanted = needs.filter(({ reason }) => reason === 'wanted');
        // A classic scope for what is wanted brings others along, and says so.
        fc.pre(!(isClassic && wanted.length > 0));
        const { totals, services } = diff(holder, write(needs, holder));
        const keysWanted = new Set(wanted.map(({ permission }) => permission.split(':')[0]));
        const added = services.flatMap((service) => service.added);
        expect(totals.added).toBe(added.length);
        expect(
          added.filter((name) => name !== 'metadata:read' && !keysWanted.has(name.split(':')[0])),
        ).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same for any order of needs, and itself again for a holder of the result', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        const first = write(needs, holder);
        expect(write([...needs].reverse(), holder)).toEqual(first);
        const again = write(needs, resultFor(holder, first));
        expect(again.documents.map(({ document }) => document)).toEqual(
          first.documents.map(({ document }) => document),
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe('the smallest scopes', () => {
  const lists = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 });

  it('leave out none that is needed, and hold none that could be left out or exchanged for less', () => {
    fc.assert(
      fc.property(lists, (some) => {
        const wanted = PermissionSet.of(some.flatMap((name) => find(name)?.id ?? []));
        const { scopes: chosen, missing } = smallestScopes(wanted);
        const given = PermissionSet.unionOf(chosen.map(({ full }) => full));
        const reachable = wanted.subtract(missing);
        expect(reachable.isSubsetOf(given)).toBe(true);
        for (const scope of chosen) {
          const others = PermissionSet.unionOf(
            chosen.filter((other) => other !== scope).map(({ full }) => full),
          );
          expect(reachable.isSubsetOf(others)).toBe(false);
          for (const below of scopes().filter(({ name }) => name !== scope.name && scope.covers.has(name)))
            expect(reachable.isSubsetOf(others.union(below.full))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('render', () => {
  it('gives JSON, and refuses what GitHub has nothing for', () => {
    const holder = holderOf({ principalId: 'actions/umbra/site', principalKind: 'workflow', held: [] });
    const proposal = write([needOf({ permission: 'contents:read', reason: 'wanted', on: [] })], holder);
    expect(JSON.parse(render(proposal, holder, 'json'))).toEqual({ permissions: { contents: 'read' } });
    expect(() => render(proposal, holder, 'terraform')).toThrow('cannot be written as terraform');
  });
});
