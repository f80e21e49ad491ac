import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../policy/index.ts';
import { bundledPolicy } from './bundled-policies.ts';

const arn = (name: string, partition = 'aws') => `arn:${partition}:iam::aws:policy/${name}`;

describe('bundledPolicy', () => {
  it.each([
    'AdministratorAccess',
    'PowerUserAccess',
    'ReadOnlyAccess',
    'SecurityAudit',
    'job-function/ViewOnlyAccess',
  ])('has %s, readable in full', (name) => {
    const policy = bundledPolicy(arn(name));
    expect(policy?.changedAt).toBeGreaterThanOrEqual(policy?.createdAt ?? Number.POSITIVE_INFINITY);
    expect(parsePolicy(policy?.document).problems).toEqual([]);
    expect(parsePolicy(policy?.document).statements.length).toBeGreaterThan(0);
  });

  it('has them for other partitions, with their ARNs', () => {
    const policy = bundledPolicy(arn('service-role/AWSLambdaVPCAccessExecutionRole', 'aws-us-gov'));
    expect(policy?.arn).toContain('aws-us-gov');
    expect(JSON.stringify(policy?.document)).not.toContain('arn:aws:');
  });

  it('has nothing under other names', () => {
    expect(bundledPolicy(arn('NoSuchPolicy'))).toBeUndefined();
    expect(bundledPolicy('arn:aws:iam::111122223333:policy/AdministratorAccess')).toBeUndefined();
    expect(bundledPolicy('__proto__')).toBeUndefined();
  });
});
