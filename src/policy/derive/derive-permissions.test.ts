import { describe, expect, it } from 'vitest';
import { everything } from '../../analysis/gap.test-support.ts';
import { derivePermissions } from './derive-permissions.ts';
import { inputOf, namesOf, type SampleHolder } from './sample-holder.test-support.ts';

const every = namesOf(everything());

function derive(holder: SampleHolder) {
  return derivePermissions(inputOf(holder));
}

describe('the smallest safe set of permissions', () => {
  it('leaves an administrator who made two kinds of call exactly these two', () => {
    const { derived, unknowable, removed } = derive({
      granted: every,
      used: ['ec2:DescribeInstances', 'cloudwatch:GetMetricData'],
    });
    expect(namesOf(derived)).toEqual(['cloudwatch:GetMetricData', 'ec2:DescribeInstances']);
    expect(namesOf(unknowable)).toContain('s3:GetObject');
    expect(removed.size + unknowable.size).toBe(every.length - 2);
  });

  it('never grants for a refused call, unless asked to, and then says so', () => {
    const holder = { granted: ['s3:ListBucket'], denied: ['kms:Decrypt'] };
    expect(namesOf(derive(holder).derived)).toEqual([]);
    const needed = derive({ ...holder, mode: 'needed' });
    expect(namesOf(needed.derived)).toEqual(['kms:Decrypt']);
    expect(namesOf(needed.wanted)).toEqual(['kms:Decrypt']);
  });

  it('keeps what a used permission may need without a record of its own', () => {
    const { derived, signs } = derive({
      granted: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      used: ['s3:GetObject'],
    });
    expect(namesOf(derived)).toEqual(['s3:GetObject', 's3:GetObjectVersion']);
    expect(namesOf(signs.companion)).toEqual(['s3:GetObjectVersion']);
  });

  it('keeps object-level permissions next to bucket-level activity while data events are off', () => {
    const granted = ['s3:GetBucketLocation', 's3:GetObject', 's3:PutObject', 's3:DeleteBucket'];
    const holder = { granted, used: ['s3:GetBucketLocation'] };
    expect(namesOf(derive(holder).signs.neighbour)).toEqual(['s3:GetObject', 's3:PutObject']);
    expect(namesOf(derive(holder).removed)).toEqual(['s3:DeleteBucket']);
    const on = { ...holder, dataRecorded: ['s3:GetObject', 's3:PutObject'] };
    expect(namesOf(derive(on).derived)).toEqual(['s3:GetBucketLocation']);
  });

  it('takes a list of all buckets for no activity on one of them', () => {
    const { derived } = derive({
      granted: ['s3:ListAllMyBuckets', 's3:GetObject'],
      used: ['s3:ListAllMyBuckets'],
    });
    expect(namesOf(derived)).toEqual(['s3:ListAllMyBuckets']);
  });

  it('keeps what would leave no record of a service that the provider saw tried, when no call explains that', () => {
    const tries = { services: ['sqs'], permissions: [], untried: [] };
    const holder = { granted: ['sqs:SendMessage', 'sqs:DeleteQueue', 'sns:Publish'], tries };
    expect(namesOf(derive(holder).derived)).toEqual(['sqs:SendMessage']);
    expect(namesOf(derive({ ...holder, denied: ['sqs:DeleteQueue'] }).derived)).toEqual([]);
  });

  it('keeps what a sibling token of the same principal used', () => {
    const { derived, signs } = derive({
      granted: ['ec2:RunInstances', 'ec2:StopInstances'],
      siblings: ['ec2:StopInstances'],
    });
    expect(namesOf(derived)).toEqual(['ec2:StopInstances']);
    expect(namesOf(signs.sibling)).toEqual(['ec2:StopInstances']);
  });

  it('keeps young grants, and all grants while the log has a hole that matters', () => {
    const granted = ['rds:DeleteDBInstance', 'sqs:DeleteQueue'];
    expect(namesOf(derive({ granted, young: ['sqs:DeleteQueue'] }).young)).toEqual(['sqs:DeleteQueue']);
    expect(namesOf(derive({ granted, isJudged: false }).unjudged)).toEqual(granted);
    expect(namesOf(derive({ granted, isNewcomer: true }).young)).toEqual(granted);
  });

  it('lists what nothing can show, and keeps it on request', () => {
    const holder = { granted: ['s3:GetObject', 's3:DeleteBucket'] };
    expect(namesOf(derive(holder).unknowable)).toEqual(['s3:GetObject']);
    const kept = derive({ ...holder, keep: every.filter((name) => name.startsWith('s3:')) });
    expect(namesOf(kept.asked)).toEqual(['s3:GetObject']);
    expect(namesOf(kept.derived)).toEqual(['s3:GetObject']);
    expect(namesOf(kept.removed)).toEqual(['s3:DeleteBucket']);
  });

  it('shows what only a suspicious episode used, and grants it in no mode', () => {
    const holder: SampleHolder = {
      granted: ['iam:CreateUser', 'ec2:DescribeInstances'],
      used: ['iam:CreateUser', 'ec2:DescribeInstances'],
      denied: ['iam:CreateAccessKey'],
      excluded: ['iam:CreateUser', 'iam:CreateAccessKey'],
      mode: 'needed',
    };
    expect(namesOf(derive(holder).derived)).toEqual(['ec2:DescribeInstances']);
    expect(namesOf(derive(holder).excluded)).toEqual(['iam:CreateAccessKey', 'iam:CreateUser']);
    expect(namesOf(derive(holder).removed)).toEqual([]);
  });

  it('marks what was used and is granted by something else', () => {
    const { derived, elsewhere } = derive({ granted: ['ec2:DescribeInstances'], used: ['s3:GetObject'] });
    expect(namesOf(derived)).toEqual(['s3:GetObject']);
    expect(namesOf(elsewhere)).toEqual(['s3:GetObject']);
  });

  it('grants nothing for a call that failed where nothing granted it', () => {
    expect(namesOf(derive({ granted: [], failed: ['s3:GetObject'] }).derived)).toEqual([]);
  });

  it('gives what was used where no inventory tells what is granted', () => {
    expect(namesOf(derive({ granted: null, used: ['s3:GetObject'] }).derived)).toEqual(['s3:GetObject']);
  });
});
