import fc from 'fast-check';
import { describe, it } from 'vitest';
import { PermissionSet } from '../../model/permission-set.ts';
import { type Derivation, derivedSet, derivePermissions } from './derive-permissions.ts';
import { inputOf, namesOf, type SampleHolder } from './sample-holder.test-support.ts';

/** Permissions with companions, neighbours, data events and without any record. */
const pool = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:ListBucket',
  's3:GetBucketLocation',
  's3:ListAllMyBuckets',
  'sqs:SendMessage',
  'sqs:DeleteQueue',
  'ec2:RunInstances',
  'ec2:CreateTags',
  'ec2:DescribeInstances',
  'iam:PassRole',
  'iam:CreateUser',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'lambda:CreateFunction',
  'lambda:InvokeFunction',
  'logs:PutLogEvents',
];
const names = fc.subarray(pool);
const services = fc.subarray(['s3', 'sqs', 'ec2', 'kms', 'logs']);

const holders: fc.Arbitrary<SampleHolder> = fc.record(
  {
    mode: fc.constantFrom('used', 'needed'),
    granted: fc.option(names, { nil: null }),
    young: names,
    used: names,
    failed: names,
    denied: names,
    siblings: names,
    tries: fc.record({ services, permissions: names, untried: names }),
    unmappedServices: fc.subarray(['s3', 'sqs']),
    excluded: fc.subarray(pool, { maxLength: 3 }),
    keep: fc.subarray(pool, { maxLength: 5 }),
    dataRecorded: fc.subarray(['s3:GetObject', 's3:PutObject', 'sqs:SendMessage']),
    isJudged: fc.boolean(),
    isNewcomer: fc.boolean(),
  },
  { requiredKeys: [] },
);

function parts(derivation: Derivation): PermissionSet[] {
  const { used, elsewhere, signed, young, unjudged, asked } = derivation;
  return [used, elsewhere, signed, young, unjudged, asked];
}

describe('every derivation', () => {
  it('lies between what was used and what was granted or used', () => {
    fc.assert(
      fc.property(holders, (holder) => {
        const input = inputOf({ ...holder, mode: 'used' });
        const { derived } = derivePermissions(input);
        const granted = input.granted ?? PermissionSet.empty;
        const passed = (input.granted ? input.allowed : input.used).subtract(input.excluded);
        return passed.isSubsetOf(derived) && derived.isSubsetOf(granted.union(passed));
      }),
    );
  });

  it('gives every permission one place, and each that is given a reason', () => {
    fc.assert(
      fc.property(holders, (holder) => {
        const input = inputOf(holder);
        const derivation = derivePermissions(input);
        const { derived, wanted, removed, unknowable, excluded } = derivation;
        const given = parts(derivation);
        const all = [...given, removed, unknowable, excluded];
        const whole = PermissionSet.unionOf(all);
        const expected = [input.granted ?? PermissionSet.empty, derived, excluded];
        return (
          PermissionSet.unionOf([...given, wanted]).equals(derived) &&
          derivedSet(input).equals(derived) &&
          PermissionSet.unionOf(given).size === given.reduce((sum, set) => sum + set.size, 0) &&
          whole.union(wanted).equals(PermissionSet.unionOf(expected)) &&
          ![removed, unknowable, excluded].some((set) => set.intersects(derived))
        );
      }),
    );
  });

  it('never loses a permission to more calls, unless they explain what only the provider had seen', () => {
    fc.assert(
      fc.property(holders, names, names, (holder, more, moreOfSiblings) => {
        const before = derivePermissions(inputOf(holder));
        const after = derivePermissions(
          inputOf({
            ...holder,
            used: [...(holder.used ?? []), ...more],
            siblings: [...(holder.siblings ?? []), ...moreOfSiblings],
          }),
        );
        const explained = before.signs.tried;
        return before.derived.subtract(explained).subtract(before.wanted).isSubsetOf(after.derived);
      }),
    );
  });

  it('of a holder of its result is its result', () => {
    fc.assert(
      fc.property(holders, (holder) => {
        const { derived } = derivePermissions(inputOf(holder));
        const again = derivePermissions(inputOf({ ...holder, granted: namesOf(derived) }));
        return again.derived.equals(derived);
      }),
    );
  });

  it('grants nothing that only a suspicious episode did, as if it had never been', () => {
    fc.assert(
      fc.property(holders, (holder) => {
        const without = (given: readonly string[] = []) =>
          given.filter((name) => !holder.excluded?.includes(name));
        const spared = derivePermissions(
          inputOf({
            ...holder,
            used: without(holder.used),
            failed: without(holder.failed),
            denied: without(holder.denied),
            excluded: [],
          }),
        );
        return spared.derived.equals(derivePermissions(inputOf(holder)).derived);
      }),
    );
  });
});
