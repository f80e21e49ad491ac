import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permission } from '../../../model/permission.ts';
import type { PolicyRequest } from './call-context.ts';
import { decide, outcomeOf } from './decide.ts';
import { ActionExpander } from './expand.ts';
import { grantedSet } from './granted-set.ts';
import { parsePolicy } from './parse.ts';
import { compilePolicies, type NamedPolicy } from './policy-set.ts';

const names = ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'sts:AssumeRole'];
const permissions = names.map(
  (name, index): Permission => ({
    id: index + 1,
    name,
    service: name.split(':')[0] ?? '',
    level: 'read',
    resourceKinds: ['x'],
    recorded: 'always',
  }),
);
const expander = new ActionExpander(permissions);

const user = 'arn:aws:iam::111122223333:user/ann';
const session = 'arn:aws:sts::111122223333:assumed-role/web/i-1';
const principals = [user, session, 'arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:role/x'];
const resources = [
  'arn:aws:s3:::a/k',
  'arn:aws:s3:::b/ann',
  'arn:aws:kms:eu-west-1:111122223333:key/1',
  'arn:aws:iam::111122223333:role/r',
];
const variable = (key: string) => `\${${key}}`;

const conditions = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIfExists',
    'ForAllValues:StringLike',
    'ForAnyValue:StringNotLike',
    'NumericLessThan',
    'Null',
  ),
  fc.dictionary(
    fc.constantFrom('k:a', 'k:b'),
    fc.constantFrom('1', ['1', '2'], variable('k:b'), 'true', '2*'),
    {
      minKeys: 1,
      maxKeys: 2,
    },
  ),
  { maxKeys: 2 },
);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  Action: fc.constantFrom('*', 's3:*', 's3:Get*', 'kms:*', ['sts:*', 'kms:Decrypt']),
  Resource: fc.constantFrom('*', 'arn:aws:s3:::a/*', `arn:aws:s3:::b/${variable('k:a')}`, [
    resources[2],
    resources[3],
  ]),
  Condition: conditions,
  Principal: fc.constantFrom('*', { AWS: '111122223333' }, { AWS: [user, '444455556666'] }),
});
const statements = fc.array(statement, { maxLength: 4 });
const context = fc.dictionary(fc.constantFrom('k:a', 'k:b'), fc.constantFrom('1', '2', ['1', '2'], []), {
  maxKeys: 2,
});
const request: fc.Arbitrary<PolicyRequest> = fc.record({
  principal: fc.constantFrom(...principals),
  action: fc.constantFrom(...names),
  resource: fc.constantFrom(...resources),
  context,
});
const policySet = fc.record(
  { identity: statements, resource: statements, session: statements, boundary: statements, scp: statements },
  { requiredKeys: ['identity'] },
);

interface GivenStatements {
  readonly identity: readonly object[];
  readonly resource?: readonly object[];
  readonly session?: readonly object[];
  readonly boundary?: readonly object[];
  readonly scp?: readonly object[];
}

function named(list: readonly unknown[]): NamedPolicy {
  return { name: 'p', policy: parsePolicy({ Version: '2012-10-17', Statement: list }) };
}

function compile(given: GivenStatements) {
  const { identity, resource, session: passed, boundary, scp } = given;
  return compilePolicies({
    identity: [named(identity)],
    resource: resource && [named(resource)],
    session: passed && [named(passed)],
    boundary: boundary && named(boundary),
    serviceControl: scp && [[named(scp)]],
  });
}

const everything = { Action: '*', Resource: '*', Principal: '*' };

describe('decide', () => {
  it('gives the same decision with and without reasons, and with keys left open', () => {
    fc.assert(
      fc.property(request, policySet, (asked, given) => {
        const policies = compile(given);
        const decision = decide(asked, policies);
        const open = decide(asked, policies, { missingKeys: 'unknown' });
        expect(outcomeOf(asked, policies)).toBe(decision.decision);
        expect(open.decision).toBe(decision.decision);
        expect(open.possible).toContain(decision.decision);
        expect(decision.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts every outcome that some value of an open key leads to as possible', () => {
    const completions = ['1', '2', ['1', '2'], [], 'x'];
    fc.assert(
      fc.property(request, policySet, (asked, given) => {
        const policies = compile(given);
        const { possible } = decide(asked, policies, { missingKeys: 'unknown' });
        for (const a of completions) {
          for (const b of completions) {
            const whole = { ...asked, context: { 'k:a': a, 'k:b': b, ...asked.context } };
            expect(possible).toContain(outcomeOf(whole, policies));
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('lets any added deny win', () => {
    fc.assert(
      fc.property(request, policySet, (asked, given) => {
        for (const part of ['identity', 'session', 'boundary', 'scp', 'resource'] as const) {
          const denied = { ...given, [part]: [...(given[part] ?? []), { ...everything, Effect: 'Deny' }] };
          expect(outcomeOf(asked, compile(denied))).toBe('explicitly-denied');
        }
      }),
    );
  });

  it('never refuses what it allowed when an allow is added', () => {
    fc.assert(
      fc.property(request, policySet, statement, (asked, given, added) => {
        if (outcomeOf(asked, compile(given)) !== 'allowed') return;
        for (const part of ['identity', 'session', 'boundary', 'scp', 'resource'] as const) {
          const before = given[part];
          if (before === undefined) continue;
          const more = { ...given, [part]: [...before, { ...added, Effect: 'Allow' }] };
          expect(outcomeOf(asked, compile(more))).toBe('allowed');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('allows the principal only what its granted set holds', () => {
    fc.assert(
      fc.property(request, policySet, (asked, { identity, boundary, scp }) => {
        fc.pre(!asked.principal?.endsWith(':root'));
        const held = (list: readonly object[]) => ({ ...named(list), roleId: 'r', path: [] });
        const granted = grantedSet(
          {
            identity: [held(identity)],
            ...(boundary === undefined ? {} : { boundary: held(boundary) }),
            ...(scp === undefined ? {} : { serviceControl: [[held(scp)]] }),
          },
          expander,
        );
        const parts = { identity, ...(boundary && { boundary }), ...(scp && { scp }) };
        const outcome = outcomeOf(asked, compile(parts), { side: 'principal' });
        const id = names.indexOf(asked.action) + 1;
        if (outcome === 'allowed') expect(granted.allowed.has(id)).toBe(true);
        const isOutright = [granted.conditional, granted.scoped, granted.restricted].every(
          (set) => !set.has(id),
        );
        if (granted.allowed.has(id) && isOutright) expect(outcome).toBe('allowed');
      }),
      { numRuns: 1000 },
    );
  });

  it('is total on arbitrary JSON and arbitrary text', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('Allow', 'Deny', '*', variable('aws:x'), null, 1),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'Effect',
            'Action',
            'Resource',
            'Principal',
            'Condition',
            'Bool',
            '__proto__',
            'AWS',
          ),
          tie('tree'),
          { maxKeys: 6 },
        ),
      ),
    }));
    const text = fc.oneof(fc.string(), fc.constantFrom('*', user, session, 's3:GetObject', '${', 'arn:::::'));
    fc.assert(
      fc.property(fc.array(tree), tree, text, text, text, (list, whole, principal, action, resource) => {
        const arbitrary = { name: 'p', policy: parsePolicy(whole) };
        const policies = compilePolicies({
          identity: [named(list), arbitrary],
          resource: [named(list)],
          boundary: arbitrary,
          serviceControl: [[arbitrary], []],
        });
        const hostile = {
          principal,
          action,
          resource,
          context: { [action]: resource, __proto__: principal },
        };
        for (const missingKeys of ['absent', 'unknown'] as const) {
          expect(decide(hostile, policies, { missingKeys }).possible.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads no context key from a prototype', () => {
    const policies = compile({
      identity: [{ ...everything, Effect: 'Allow', Condition: { Null: { constructor: 'true' } } }],
    });
    expect(outcomeOf({ action: 's3:GetObject', resource: '*', context: {} }, policies)).toBe('allowed');
  });
});
