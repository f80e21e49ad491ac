import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needReasons, type PolicyHolder } from '../../../../model/policy-proposal.ts';
import { holderOf, needOf, runProposeCases } from '../../../shared/laws/run-propose-cases.test-support.ts';
import {
  addsNothing,
  explainsStatements,
  isStable,
  keepsWhatIsNeeded,
} from '../../../shared/laws/run-propose-laws.test-support.ts';
import { customPermissions, find, oktaCatalogue, scopes, standardRoles } from '../../catalogue/index.ts';
import { oktaProposals } from './index.ts';

const { write, compile, render } = oktaProposals;

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

const world = { language: oktaProposals, needLists, holders, numRuns: 400 };

describe('write', () => {
  keepsWhatIsNeeded(world);
  addsNothing(world);
  isStable(world);
  explainsStatements(world, find);
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
