import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldDocument, PermissionNeed, PolicyHolder } from '../../../../model/policy-proposal.ts';
import { awsCatalogue } from '../../catalogue/catalogue.ts';
import { actionExpander } from '../../inventory/action-expander.ts';
import { awsProposals } from './index.ts';
import { permissionNames } from './permission-names.ts';

const { write, compile } = awsProposals;
const rank = { denied: 0, open: 1, allowed: 2 };

function holderOf(...statements: readonly unknown[]): PolicyHolder {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return {
    account: '111122223333',
    principalId: 'arn:aws:iam::111122223333:role/web',
    principalKind: 'role',
    held: [{ id: 'p', kind: 'managed', name: 'p', document, path: ['policy/p'] }],
  };
}

const services = ['ec2', 's3', 'iam', 'rds', 'glue'];
const names = services.flatMap((service) =>
  awsCatalogue
    .permissions()
    .filter((permission) => permission.service === service)
    .map(({ name }) => name),
);

/** Every so-many-th permission of some services, and a permission on many queues. */
function needsOf({ every, from, queues, word }: Usage): readonly PermissionNeed[] {
  const resources = Array.from({ length: queues }, (_, i) => ({
    resource: `arn:aws:sqs:eu-central-1:111122223333:${word}${i}`,
    group: '',
    days: 30,
  }));
  return [
    ...names
      .filter((_, i) => i % every === from % every)
      .map((permission) => ({ permission, reason: 'kept' as const, resources: [] })),
    { permission: 'sqs:SendMessage', reason: 'used', resources },
  ];
}

interface Usage {
  readonly every: number;
  readonly from: number;
  readonly queues: number;
  readonly word: string;
}

const usages: fc.Arbitrary<Usage> = fc.record({
  every: fc.integer({ min: 1, max: 7 }),
  from: fc.integer({ min: 0, max: 6 }),
  queues: fc.integer({ min: 0, max: 150 }),
  word: fc.constantFrom('orders-', 'q', 'a.b/'),
});

const holders = fc
  .subarray(['ec2:*', 's3:*', 'iam:Get*', 'rds:D*', 'glue:*'], { minLength: 1 })
  .map((patterns) =>
    holderOf(
      { Effect: 'Allow', Action: patterns, Resource: '*' },
      { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:*' },
      { Effect: 'Deny', Action: 'iam:GetUser', Resource: '*' },
    ),
  );

const options = fc.record({ documentsMax: fc.integer({ min: 1, max: 3 }), exactMax: fc.constant(200) });

describe('what is made to fit', () => {
  it('keeps to the limits, gives all that is needed and held, and adds only what is held and told', () => {
    fc.assert(
      fc.property(usages, holders, options, (usage, holder, chosen) => {
        const needs = needsOf(usage);
        const proposal = write(needs, holder, chosen);
        const { documents, statements, size } = proposal;
        expect(size.fits).toBe(documents.length <= chosen.documentsMax);
        for (const { characters } of documents) expect(characters).toBeLessThanOrEqual(size.charactersMax);
        const held = compile(
          holder.held.map(({ document }) => document),
          holder.principalId,
        );
        const now = compile(
          documents.map(({ document }) => document),
          holder.principalId,
        );
        for (const { permission, resources } of needs) {
          for (const { resource } of resources.length > 0 ? resources : [{ resource: '' }]) {
            expect(now.decide({ permission, resource })).toBe(held.decide({ permission, resource }));
          }
        }
        for (const { effect, actions, permissions, adds } of statements) {
          if (effect === 'deny') continue;
          const given = actions.flatMap((action) => permissionNames(actionExpander().expand(action)));
          for (const permission of given.filter((name) => !permissions.includes(name))) {
            const request = { permission, resource: '' };
            expect(rank[now.decide(request)]).toBeLessThanOrEqual(rank[held.decide(request)]);
            expect(adds.join('\n')).toContain(permission);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('gives itself again for a holder of the result', () => {
    fc.assert(
      fc.property(usages, holders, options, (usage, holder, chosen) => {
        const needs = needsOf(usage);
        const first = write(needs, holder, chosen);
        const held = first.documents.map(
          ({ name, document }): HeldDocument => ({
            id: name,
            kind: 'managed',
            name,
            document: JSON.stringify(document),
            path: [`policy/${name}`],
          }),
        );
        expect(write(needs, { ...holder, held }, chosen).documents).toEqual(first.documents);
      }),
      { numRuns: 8 },
    );
  });

  it('adds actions only where nothing else is enough', () => {
    const needs = names
      .filter((_, i) => i % 2 === 0)
      .map((permission) => ({ permission, reason: 'kept' as const, resources: [] }));
    const holder = holderOf({ Effect: 'Allow', Action: '*', Resource: '*' });
    const enough = write(needs, holder);
    expect(enough.statements.flatMap(({ adds }) => adds)).toEqual([]);
    const little = write(needs, holder, { documentsMax: 1 });
    expect(little.size.fits).toBe(true);
    expect(little.notes.map(({ text }) => text).join('\n')).toContain('others that are held');
  });
});
