import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permission } from '../../../model/permission.ts';
import { ActionExpander } from './expand.ts';

const names = [
  's3:GetObject',
  's3:GetBucketAcl',
  's3:PutObject',
  'ec2:DescribeInstances',
  'ec2:RunInstances',
];
const permissions = [...names, 'iam:PassRole', 'iam:GetRole'].map(
  (name, index): Permission => ({
    id: index + 1,
    name,
    service: name.split(':')[0] ?? '',
    level: 'read',
    resourceKinds: name.startsWith('ec2:Describe') ? [] : ['x'],
    recorded: 'always',
  }),
);
const expander = new ActionExpander(permissions);
const namesOf = (ids: Iterable<number>) => [...ids].map((id) => permissions[id - 1]?.name);

describe('ActionExpander', () => {
  it.each([
    ['*', 7],
    ['*:*', 7],
    ['s3:*', 3],
    ['S3:gEt*', 2],
    ['s3:GetObject', 1],
    ['s3:Get?ucketAcl', 1],
    ['s3:GetObject?', 0],
    ['*:Get*', 3],
    ['?3:*', 3],
    ['iam:*Role', 2],
    ['sqs:*', 0],
    ['s3', 0],
    ['', 0],
    ['s3:get*o*', 1],
  ])('expands %s to %i permissions', (pattern, count) => {
    expect(expander.expand(pattern).size).toBe(count);
  });

  it('selects everything but the exceptions of NotAction', () => {
    const selected = expander.select({ kind: 'except', patterns: ['iam:*', 's3:*'] });
    expect(namesOf(selected)).toEqual(['ec2:DescribeInstances', 'ec2:RunInstances']);
  });

  it('names the patterns that match nothing, and no exceptions', () => {
    const patterns = ['s3:*', 's3:NewThing'];
    expect(expander.unmatched({ kind: 'only', patterns })).toEqual(['s3:NewThing']);
    expect(expander.unmatched({ kind: 'except', patterns })).toEqual([]);
  });

  it('expands a union of patterns to the union of the expansions, and its negation to the rest', () => {
    const pattern = fc.stringMatching(/^(s3|ec2|iam|\*):[a-zA-Z*?]{0,6}$/);
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 5 }), (patterns) => {
        const only = expander.select({ kind: 'only', patterns });
        const ids = new Set(patterns.flatMap((one) => expander.expand(one).toSortedIds()));
        expect(new Set(only)).toEqual(ids);
        const except = expander.select({ kind: 'except', patterns });
        expect(except.intersects(only)).toBe(false);
        expect(except.union(only).equals(expander.all)).toBe(true);
      }),
    );
  });
});
