import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permission } from '../../../model/permission.ts';
import { ActionExpander } from './expand.ts';
import type { HeldPolicy } from './granted-row.ts';
import { type GrantedSet, grantedSet } from './granted-set.ts';
import { parsePolicy } from './parse.ts';

const names = ['s3:GetObject', 's3:PutObject', 's3:ListAllMyBuckets', 'ec2:RunInstances', 'iam:PassRole'];
const permissions = names.map(
  (name, index): Permission => ({
    id: index + 1,
    name,
    service: name.split(':')[0] ?? '',
    level: 'read',
    resourceKinds: name === 's3:ListAllMyBuckets' ? [] : ['x'],
    recorded: 'always',
  }),
);
const expander = new ActionExpander(permissions);

const bucket = 'arn:aws:s3:::a/*';
const isMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

function held(...statements: unknown[]): HeldPolicy {
  return { policy: parsePolicy({ Statement: statements }), roleId: 'p', path: ['policy/p'] };
}

const allow = (Action: unknown, rest: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...rest });
const deny = (Action: unknown, rest: object = {}) => ({ Effect: 'Deny', Action, Resource: '*', ...rest });

function named(set: GrantedSet) {
  const of = (ids: Iterable<number>) => [...ids].map((id) => names[id - 1]);
  return {
    allowed: of(set.allowed),
    conditional: of(set.conditional),
    scoped: of(set.scoped),
    restricted: of(set.restricted),
    ineffective: of(set.ineffective),
  };
}

const nothing = { allowed: [], conditional: [], scoped: [], restricted: [], ineffective: [] };

describe('grantedSet', () => {
  it('grants what any statement allows and no full deny takes away', () => {
    const set = grantedSet(
      { identity: [held(allow('s3:*'), deny('s3:Put*')), held(allow('iam:*'))] },
      expander,
    );
    expect(named(set)).toEqual({
      ...nothing,
      allowed: ['s3:GetObject', 's3:ListAllMyBuckets', 'iam:PassRole'],
    });
  });

  it('marks conditional and scoped grants instead of dropping them', () => {
    const set = grantedSet(
      { identity: [held(allow('s3:*', { Resource: bucket }), allow('iam:*', { Condition: isMfa }))] },
      expander,
    );
    expect(named(set)).toEqual({
      allowed: ['s3:GetObject', 's3:PutObject', 's3:ListAllMyBuckets', 'iam:PassRole'],
      conditional: ['iam:PassRole'],
      scoped: ['s3:GetObject', 's3:PutObject', 's3:ListAllMyBuckets'],
      restricted: [],
      ineffective: ['s3:ListAllMyBuckets'],
    });
  });

  it('does not mark a permission that another statement grants outright', () => {
    const set = grantedSet(
      { identity: [held(allow('s3:GetObject', { Resource: bucket, Condition: isMfa }), allow('s3:Get*'))] },
      expander,
    );
    expect(named(set)).toEqual({ ...nothing, allowed: ['s3:GetObject'] });
  });

  it('marks what a deny takes away in part', () => {
    const set = grantedSet(
      {
        identity: [
          held(
            allow('*'),
            deny('s3:PutObject', { Resource: bucket }),
            deny('iam:*', { Condition: isMfa }),
            deny('ec2:*', { Resource: undefined, NotResource: bucket }),
          ),
        ],
      },
      expander,
    );
    expect(named(set).allowed).toEqual(names);
    expect(named(set).restricted).toEqual(['s3:PutObject', 'ec2:RunInstances', 'iam:PassRole']);
  });

  it('grants only what the boundary and every organisation level allow too', () => {
    const set = grantedSet(
      {
        identity: [held(allow('*'))],
        boundary: held(allow(['s3:*', 'ec2:*'])),
        serviceControl: [
          [held(allow('*'))],
          [held(allow('s3:*', { Condition: isMfa })), held(allow('iam:*')), held(deny('s3:Put*'))],
        ],
      },
      expander,
    );
    expect(named(set)).toEqual({
      ...nothing,
      allowed: ['s3:GetObject', 's3:ListAllMyBuckets'],
      conditional: ['s3:GetObject', 's3:ListAllMyBuckets'],
    });
    expect(set.rows.map((row) => row.effect)).toEqual(['allow', 'limit', 'limit', 'limit', 'limit', 'deny']);
  });

  it('grants nothing under an organisation level without policies', () => {
    expect(named(grantedSet({ identity: [held(allow('*'))], serviceControl: [[]] }, expander))).toEqual(
      nothing,
    );
  });

  it('does not let a limit it cannot read hide grants, and says that it is uncertain', () => {
    const broken: HeldPolicy = { ...held(), policy: parsePolicy('{') };
    const set = grantedSet({ identity: [held(allow('s3:*'))], boundary: broken }, expander);
    expect(set.allowed.size).toBe(3);
    expect(set.isUncertain).toBe(true);
    const partly = grantedSet({ identity: [held(allow('s3:*'), { Effect: 'Deny' })] }, expander);
    expect(partly.isUncertain).toBe(true);
  });

  it('names allowed actions the catalogue does not know', () => {
    const set = grantedSet(
      { identity: [held(allow(['s3:New', 's3:Get*']), deny('s3:Old'), { ...allow('x:y') })] },
      expander,
    );
    expect(set.unmatchedActions).toEqual(['s3:New', 'x:y']);
  });

  it('explains each statement with its resources', () => {
    const { rows } = grantedSet(
      { identity: [held({ ...allow('s3:*'), Sid: 'A', Resource: undefined, NotResource: [bucket] })] },
      expander,
    );
    expect(rows).toMatchObject([
      {
        statement: 'Statement[0] A',
        effect: 'allow',
        resources: [`!${bucket}`],
        isConditional: false,
        roleId: 'p',
        path: ['policy/p'],
      },
    ]);
  });

  const statements = fc.array(
    fc.record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      Action: fc.subarray(['s3:*', 's3:Get*', 'iam:*', 'ec2:*', '*'], { minLength: 1 }),
      Resource: fc.constantFrom('*', bucket),
      Condition: fc.constantFrom({}, isMfa),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it('never shrinks by an added allow, never grows by an added deny, and keeps its parts inside', () => {
    fc.assert(
      fc.property(statements, statements, (before, after) => {
        const base = grantedSet({ identity: [held(...before)] }, expander);
        const more = held(...before, ...after.map((statement) => ({ ...statement, Effect: 'Allow' })));
        const less = held(...before, ...after.map((statement) => ({ ...statement, Effect: 'Deny' })));
        expect(base.allowed.isSubsetOf(grantedSet({ identity: [more] }, expander).allowed)).toBe(true);
        expect(grantedSet({ identity: [less] }, expander).allowed.isSubsetOf(base.allowed)).toBe(true);
        const capped = grantedSet({ identity: [held(...before)], boundary: held(...after) }, expander);
        expect(capped.allowed.isSubsetOf(base.allowed)).toBe(true);
        for (const part of [base.conditional, base.scoped, base.restricted, base.ineffective]) {
          expect(part.isSubsetOf(base.allowed)).toBe(true);
        }
      }),
    );
  });
});
