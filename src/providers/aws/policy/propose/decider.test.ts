import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeciderRequest } from '../../../../model/policy-proposal.ts';
import { decide } from '../decide.ts';
import { parsePolicy } from '../parse.ts';
import { compilePolicies } from '../policy-set.ts';
import { awsProposals } from './index.ts';
import { actions, holders, resources } from './propose-laws.test-support.ts';

const principal = 'arn:aws:iam::111122223333:user/ann';

function answer(statements: readonly unknown[], request: DeciderRequest): string {
  return awsProposals.compile([{ Version: '2012-10-17', Statement: statements }], principal).decide(request);
}

const allow = (action: string, resource: string, more = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});

const queue = 'arn:aws:sqs:eu-central-1:111122223333:orders';

describe('compile', () => {
  it.each([
    ['a resource that is named', allow('sqs:*', queue), 'sqs:SendMessage', queue, 'allowed'],
    ['another resource', allow('sqs:*', queue), 'sqs:SendMessage', `${queue}-2`, 'denied'],
    ['no resource, all allowed', allow('sqs:*', '*'), 'sqs:SendMessage', '', 'allowed'],
    ['no resource, some allowed', allow('sqs:*', queue), 'sqs:SendMessage', '', 'open'],
    ['no resource, none allowed', allow('sns:*', '*'), 'sqs:SendMessage', '', 'denied'],
    ['an action without resources', allow('sqs:*', '*'), 'sqs:ListQueues', '', 'allowed'],
    ['an action without resources, allowed on one', allow('ec2:*', queue), 'ec2:DescribeVpcs', '', 'open'],
    ['an action that nobody can deny', allow('sns:*', '*'), 'sts:GetCallerIdentity', '', 'allowed'],
    [
      'a secret whose ARN the log leaves open',
      allow('secretsmanager:*', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf'),
      'secretsmanager:GetSecretValue',
      'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db',
      'open',
    ],
    [
      'a role whose path the log leaves out',
      allow('iam:GetRole', 'arn:aws:iam::111122223333:role/*'),
      'iam:GetRole',
      'arn:aws:iam::111122223333:role/web',
      'allowed',
    ],
    [
      'a key by its alias',
      allow('kms:Decrypt', 'arn:aws:kms:eu-central-1:111122223333:key/1'),
      'kms:Decrypt',
      'arn:aws:kms:eu-central-1:111122223333:alias/a',
      'open',
    ],
  ])('%s', (_, statement, permission, resource, wanted) => {
    expect(answer([statement], { permission, resource })).toBe(wanted);
  });

  it('leaves open what depends on context that is not known', () => {
    const secure = allow('sqs:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } });
    const request = { permission: 'sqs:SendMessage', resource: queue };
    expect(answer([secure], request)).toBe('open');
    expect(answer([secure], { ...request, context: { 'aws:securetransport': 'true' } })).toBe('allowed');
    expect(answer([secure], { ...request, context: { 'aws:SecureTransport': 'false' } })).toBe('denied');
  });

  it('denies what is denied, and leaves it open where the deny may be about the resource', () => {
    const statements = [allow('sqs:*', '*'), { ...allow('sqs:*', queue), Effect: 'Deny' }];
    expect(answer(statements, { permission: 'sqs:SendMessage', resource: queue })).toBe('denied');
    expect(answer(statements, { permission: 'sqs:SendMessage', resource: '' })).toBe('open');
  });

  it('leaves open what a document that cannot be read may say', () => {
    const request = { permission: 'sqs:SendMessage', resource: queue };
    expect(answer([{ Effect: 'Allow' }], request)).toBe('open');
    expect(awsProposals.compile(['not JSON'], principal).decide(request)).toBe('open');
    expect(awsProposals.compile([], principal).decide(request)).toBe('denied');
  });
});

const contexts = fc.record(
  {
    'aws:SecureTransport': fc.constantFrom('true', 'false'),
    'aws:principaltag/TEAM': fc.constantFrom('x', 'z'),
    'k:a': fc.constantFrom('1', ['1', '2']),
    'k:never': fc.constantFrom('1', '2'),
  },
  { requiredKeys: [] },
);

const requests = fc.array(
  fc.record({
    permission: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    context: fc.option(contexts, { nil: undefined }),
  }),
  { minLength: 1, maxLength: 30 },
);

it('answers the same whatever was asked before', () => {
  fc.assert(
    fc.property(holders, requests, ({ held, principalId }, asked) => {
      const documents = held.map(({ document }) => document);
      const decider = awsProposals.compile(documents, principalId);
      for (const request of [...asked, ...asked]) {
        const fresh = awsProposals.compile(documents, principalId);
        expect(decider.decide(request)).toBe(fresh.decide(request));
      }
    }),
  );
});

it('answers as the engine explains, where a resource has one name', () => {
  const objects = resources.filter((resource) => /^arn:aws:s3:::.*\/.*[^*]$/s.test(resource));
  fc.assert(
    fc.property(holders, fc.constantFrom(...objects), contexts, (holder, resource, context) => {
      const policies = compilePolicies({
        identity: holder.held.map(({ document, name }) => ({ name, policy: parsePolicy(document) })),
      });
      const request = { principal: holder.principalId, action: 's3:GetObject', resource, context };
      const { possible } = decide(request, policies, { side: 'principal', missingKeys: 'unknown' });
      const wanted = !possible.includes('allowed') ? 'denied' : possible.length === 1 ? 'allowed' : 'open';
      const decider = awsProposals.compile(
        holder.held.map(({ document }) => document),
        holder.principalId,
      );
      expect(decider.decide({ permission: 's3:GetObject', resource, context })).toBe(wanted);
    }),
  );
});
