import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermissionSet } from '../../../../model/permission-set.ts';
import { needReasons, type PolicyHolder } from '../../../../model/policy-proposal.ts';
import { holderOf, needOf, runProposeCases } from '../../../shared/laws/run-propose-cases.test-support.ts';
import { isStable, keepsWhatIsNeeded } from '../../../shared/laws/run-propose-laws.test-support.ts';
import { smallestBundles } from '../../../shared/policy/smallest-bundles.ts';
import { find, githubCatalogue, scopes } from '../../catalogue/index.ts';
import { workflowKeys } from '../workflow-keys.ts';
import { githubProposals } from './index.ts';

const { write, diff, render } = githubProposals;

runProposeCases('github', githubProposals);

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

const world = { language: githubProposals, needLists, holders, numRuns: 400 };

describe('write', () => {
  keepsWhatIsNeeded({ ...world, anywhere: 'umbra/site' });
  isStable(world);

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
});

describe('the smallest scopes', () => {
  const lists = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 });

  it('leave out none that is needed, and hold none that could be left out or exchanged for less', () => {
    fc.assert(
      fc.property(lists, (some) => {
        const wanted = PermissionSet.of(some.flatMap((name) => find(name)?.id ?? []));
        const { chosen, missing } = smallestBundles(scopes(), wanted);
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
