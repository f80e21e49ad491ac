import { describe, expect, it } from 'vitest';
import { fieldLabels, fileLabel, labelOf, SpelledIds } from './labels.ts';

describe('fileLabel', () => {
  it.each([
    ['a/b/keys.json', 'keys'],
    ['a/arn%3Aaws%3Aiam%3A%3A111122223333%3Auser%2Fann.json', 'arn:aws:iam::111122223333:user/ann'],
    ['a\\b\\report.csv.gz', 'report'],
    ['100%.json', '100%'],
  ])('of %s is %s', (path, label) => {
    expect(fileLabel(path)).toBe(label);
  });
});

describe('labelOf', () => {
  it.each([
    ['last-used-AKIAIOSFODNN7EXAMPLE', 'access-key', 'AKIAIOSFODNN7EXAMPLE'],
    ['policies-for-target-111122223333', 'account', '111122223333'],
    ['policies-for-ou-ab12-workload', 'organisation-unit', 'ou-ab12-workload'],
    ['children_of_r-ab12', 'organisation-root', 'r-ab12'],
    ['targets-p-FullAWSAccess', 'organisation-policy', 'p-FullAWSAccess'],
  ] as const)('finds in %s the %s', (label, kind, expected) => {
    expect(labelOf([label], kind)).toBe(expected);
  });

  it('does not take part of a longer number or word for an identifier', () => {
    expect(labelOf(['backup-20260101120000'], 'account')).toBeUndefined();
    expect(labelOf(['for-account'], 'organisation-root')).toBeUndefined();
    expect(labelOf(['scp-policies'], 'organisation-policy')).toBeUndefined();
  });

  it('takes the nearest of several', () => {
    expect(labelOf(['111122223333', '444455556666'], 'account')).toBe('111122223333');
  });
});

describe('fieldLabels', () => {
  it('reads only identifiers, and only from fields that are labels', () => {
    const arn = 'arn:aws:iam::111122223333:role/ci';
    expect(fieldLabels({ PrincipalArn: arn, AccountId: 'none', Note: '111122223333' })).toEqual([arn]);
  });
});

describe('SpelledIds', () => {
  const ci = 'arn:aws:iam::111122223333:role/x/ci';
  const ids = new SpelledIds([
    ci,
    'arn:aws:iam::111122223333:user/a.b',
    'arn:aws:iam::111122223333:user/a-b',
  ]);

  it('finds an ARN whose punctuation a file name replaced', () => {
    expect(ids.find('arn_aws_iam__111122223333_role_x_ci')).toBe(ci);
    expect(ids.find('last-accessed arn-aws-iam--111122223333-role-x-ci')).toBe(ci);
  });

  it('finds nothing where two ARNs are spelled alike', () => {
    expect(ids.find('arn-aws-iam-111122223333-user-a-b')).toBeUndefined();
  });
});
