import { describe, expect, it } from 'vitest';
import { PermissionSet } from '../../../model/permission-set.ts';
import { findNewAgent } from './new-agent.ts';

const origin = (agent: string, from: number, to: number, place = 'aws de') => ({
  place,
  agent,
  days: Array.from({ length: to - from + 1 }, (_, index) => from + index),
  calls: to - from + 1,
  used: PermissionSet.empty,
  sample: 'e',
  isOfPerson: false,
});

describe('a new program of a token', () => {
  it('is one that it was never used with, at its usual place', () => {
    expect(findNewAgent([origin('boto3', 0, 99), origin('curl', 95, 96)])).toMatchObject({
      agent: 'curl',
      days: [95, 96],
      usual: ['boto3'],
    });
  });

  it.each([
    ['a deployment of another library', [origin('boto3', 0, 49), origin('aws-sdk-go', 50, 99)]],
    ['there from the beginning', [origin('boto3', 0, 99), origin('curl', 3, 4)]],
    ['a person’s token', [origin('aws-cli', 0, 99), origin('curl', 95, 96)]],
    ['a place that is new too', [origin('boto3', 0, 99), origin('curl', 95, 96, 'elsewhere')]],
    [
      'one of many',
      [origin('boto3', 0, 99), origin('go', 1, 99), origin('java', 2, 99), origin('curl', 95, 96)],
    ],
  ])('is none: %s', (_name, origins) => {
    expect(findNewAgent(origins)).toBeUndefined();
  });
});
