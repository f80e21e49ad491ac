import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needReasons, type PolicyHolder } from '../../../../model/policy-proposal.ts';
import {
  documentsOf,
  holderOf,
  needOf,
  resultFor,
  runProposeCases,
} from '../../../run-propose-cases.test-support.ts';
import { customPermissions, find, oktaCatalogue, scopes, standardRoles } from '../../catalogue/index.ts';
import { oktaProposals } from './index.ts';

const { write, compile, diff, render } = oktaProposals;

runProposeCases('okta', oktaProposals);

const names = oktaCatalogue.permissions().map(({ name }) => name);
const resources = fc.uniqueArray(fc.constantFrom('group/00g1', 'group/00g2', 'app/0oa9', 'user/00u2', ''), {
  maxLength: 3,
});
const needLists = fc.uniqueArray(
  fc
    .record({ permission: fc.constantFrom(...names), reason: fc.constantFrom(...needReasons), on: resources })
    .map(needOf),
  { maxLength: 8, selector: ({ permission }) => permission },
);
const some = (list: readonly { readonly name: string }[]) =>
  fc.uniqueArray(fc.constantFrom(...list.map(({ name }) => name)), { maxLength: 4 });
const holders: fc.Arbitrary<PolicyHolder> = fc.oneof(
  some(scopes()).map((list) =>
    holderOf({
      principalId: 'app/0oa1svc',
      principalKind: 'app',
      held: list.map((scope) => ({ kind: 'scope', document: { scopes: [scope] } })),
    }),
  ),
  fc.tuple(some(standardRoles()), some(customPermissions())).map(([roles, permissions]) =>
    holderOf({
      principalId: 'user/00u1',
      principalKind: 'user',
      held: [
        ...roles.map((role) => ({ kind: 'standard-role', document: { roles: [role] } })),
        { kind: 'custom-role', document: { permissions } },
      ],
    }),
  ),
);

describe('write', () => {
  it('takes nothing away that is needed', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        const before = compile(documentsOf(holder), holder.principalId);
        const now = compile(documentsOf(resultFor(holder, write(needs, holder))), holder.principalId);
        for (const { permission, resources: on } of needs)
          for (const { resource } of on.length === 0 ? [{ resource: '' }] : on) {
            const request = { permission, resource };
            if (before.decide(request) === 'allowed') expect(now.decide(request), permission).toBe('allowed');
          }
      }),
      { numRuns: 400 },
    );
  });

  it('gives nothing that neither the holder nor a need gives', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        fc.pre(needs.every(({ reason }) => reason !== 'wanted'));
        const { services } = diff(holder, write(needs, holder));
        expect(services.flatMap(({ added }) => added)).toEqual([]);
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

  it('says of every statement what it is for and what it gives beyond', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        for (const { permissions, adds } of write(needs, holder).statements) {
          expect(permissions.length).toBeGreaterThan(0);
          expect(permissions.filter((name) => adds.includes(name))).toEqual([]);
          for (const name of [...permissions, ...adds]) expect(find(name)?.name).toBe(name);
        }
      }),
    );
  });
});

describe('compile', () => {
  it('leaves open what a set of resources that is not known may reach', () => {
    const document = { permissions: ['okta.groups.manage'], 'resource-set': 'iamo1' };
    const decider = compile([JSON.stringify(document)], 'user/00u1');
    expect(decider.decide({ permission: 'okta.groups.manage', resource: 'group/00g1' })).toBe('open');
    expect(decider.decide({ permission: 'okta.users.read', resource: '' })).toBe('denied');
  });
});

describe('render', () => {
  it('gives JSON, and refuses what Okta has nothing for', () => {
    const holder = holderOf({ principalId: 'app/0oa1svc', principalKind: 'app', held: [] });
    const proposal = write([needOf({ permission: 'okta.users.read', reason: 'wanted', on: [] })], holder);
    expect(JSON.parse(render(proposal, holder, 'json'))).toEqual({ scopes: ['okta.users.read'] });
    expect(() => render(proposal, holder, 'terraform')).toThrow('cannot be written as terraform');
  });
});
