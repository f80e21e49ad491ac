import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needReasons, type PolicyHolder } from '../../../../model/policy-proposal.ts';
import {
  documentsOf,
  holderOf,
  needOf,
  resultFor,
  runProposeCases,
} from '../../../shared/laws/run-propose-cases.test-support.ts';
import {
  explainsStatements,
  isStable,
  keepsWhatIsNeeded,
} from '../../../shared/laws/run-propose-laws.test-support.ts';
import { find, objectAccess, permissions } from '../../catalogue/index.ts';
import { accessNames, readDocument } from '../../metadata/document.ts';
import { salesforceProposals } from './index.ts';

const { write, compile, diff, render } = salesforceProposals;

runProposeCases('salesforce', salesforceProposals);

const objects = ['Account', 'Contact', 'Invoice__c', 'Order__c', 'NovelThing'];
const users = ['ApiEnabled', 'ViewAllData', 'ModifyAllData', 'AuthorApex', 'NovelPermission'];
const names = [
  ...permissions()
    .map(({ name }) => name)
    .filter((name) =>
      /^(Account|Contact|CustomObject|StandardObject):|^(ApiEnabled|ViewAllData|AuthorApex|OtherUserPermission)$/.test(
        name,
      ),
    ),
];
const needLists = fc.uniqueArray(
  fc
    .record({
      permission: fc.constantFrom(...names),
      reason: fc.constantFrom(...needReasons),
      on: fc.uniqueArray(fc.constantFrom(...objects, 'novelthing', 'NovelPermission', ''), { maxLength: 3 }),
    })
    .map(needOf),
  { maxLength: 8, selector: ({ permission }) => permission },
);
const objectPermissions = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...objects), fc.subarray([...objectAccess])), {
    selector: ([object]) => object,
    maxLength: 4,
  })
  .map((entries) =>
    entries.map(([object, held]) => ({
      object,
      ...Object.fromEntries(held.map((access) => [accessNames[access], true])),
    })),
  );
const userPermissions = fc.subarray(users).map((given) => given.map((name) => ({ name, enabled: true })));
const holders: fc.Arbitrary<PolicyHolder> = fc
  .array(fc.tuple(fc.constantFrom('PermissionSet', 'Profile'), objectPermissions, userPermissions), {
    maxLength: 3,
  })
  .map((list) =>
    holderOf({
      principalId: '005Gg000000xyz1',
      principalKind: 'user',
      held: list.map(([kind, given, by]) => ({
        kind: kind === 'Profile' ? 'profile' : 'permission-set',
        document: { [kind]: { objectPermissions: given, userPermissions: by } },
      })),
    }),
  );

const world = { language: salesforceProposals, needLists, holders, numRuns: 600 };

describe('write', () => {
  keepsWhatIsNeeded(world);
  isStable(world);
  explainsStatements(world, find);

  it('gives nothing that neither the holder nor a need gives, on any object', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        fc.pre(needs.every(({ reason }) => reason !== 'wanted'));
        const proposal = write(needs, holder);
        expect(diff(holder, proposal).services.flatMap(({ added }) => added)).toEqual([]);
        const before = compile(documentsOf(holder), holder.principalId);
        const now = compile(documentsOf(resultFor(holder, proposal)), holder.principalId);
        for (const permission of names)
          for (const resource of [...objects, 'Other__c', 'NovelPermission'])
            if (now.decide({ permission, resource }) === 'allowed')
              expect(before.decide({ permission, resource }), `${permission} ${resource}`).toBe('allowed');
      }),
      { numRuns: 200 },
    );
  });
});

describe('render', () => {
  it('gives metadata that reads back as what was proposed', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        const proposal = write(needs, holder);
        const read = readDocument(render(proposal, holder, 'xml'));
        expect(read).toEqual(readDocument(proposal.documents[0]?.document));
        expect(read).toEqual(readDocument(render(proposal, holder, 'json')));
      }),
    );
  });

  it('lets no name break out of its element', () => {
    const holder = holderOf({
      principalId: '005</label><userPermissions><name>ModifyAllData</name></userPermissions>\u0000&]]>',
      principalKind: 'user',
      held: [],
    });
    const proposal = write([needOf({ permission: 'ApiEnabled', reason: 'wanted', on: [] })], holder);
    const read = readDocument(render(proposal, holder, 'xml'));
    expect(read?.users).toEqual(['ApiEnabled']);
    expect(read?.label).toContain('</label>');
  });

  it('refuses what Salesforce has nothing for', () => {
    const holder = holderOf({ principalId: '005Gg000000xyz1', principalKind: 'user', held: [] });
    expect(() => render(write([], holder), holder, 'terraform')).toThrow('cannot be written as terraform');
  });
});
