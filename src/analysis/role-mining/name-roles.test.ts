import { describe, expect, it } from 'vitest';
import { nameRoles } from './name-roles.ts';

describe('names of mined roles', () => {
  it.each([
    [['s3:GetObject', 's3:ListBucket', 'sqs:GetQueueUrl'], 's3-sqs-reader'],
    [['ec2:RunInstances', 'ec2:DescribeInstances'], 'ec2-operator'],
    [['contents:read', 'issues:write'], 'contents-issues-operator'],
    [['a:Get', 'b:Get', 'c:Get', 'd:Get'], 'a-b-and-2-more-reader'],
  ])('say what they are for: %s', (permissions, name) => {
    expect(nameRoles([{ permissions }])).toEqual([name]);
  });

  it('are never the same twice', () => {
    const roles = [['s3:GetObject'], ['s3:ListBucket'], ['s3:GetObjectAcl']].map((permissions) => ({
      permissions,
    }));
    expect(nameRoles(roles)).toEqual(['s3-reader', 's3-reader-2', 's3-reader-3']);
  });
});
