import { describe, expect, it } from 'vitest';
import type { Dormancy } from '../../../model/dormancy.ts';
import {
  everything,
  judgeSample,
  management,
  permissionId,
  sampleCoverage,
  sampleFleet,
  sampleSpan,
  sampleToken,
  sampleUsage,
  setOf,
} from '../../gap.test-support.ts';
import { holderFacts } from '../../toxic/holder-facts.ts';
import { judgeHolder } from '../../toxic/judge-holder.ts';
import { factsOf } from '../facts.test-support.ts';
import { noActs } from '../logged-acts.ts';
import type { FleetFacts, Rule } from '../rule.ts';
import { askedNotCalled } from './asked-not-called.ts';
import { leaverToken } from './leaver-token.ts';
import { loggingOff } from './logging-off.ts';
import { phantomPrincipal } from './phantom-principal.ts';
import { roleExplosion } from './role-explosion.ts';
import { tokenFlood } from './token-flood.ts';

const coverage = sampleCoverage(management);
const day = 86_400;
const { id, principalId } = sampleToken;

function told(rule: Rule, given: Partial<FleetFacts>, granted = everything(), token = {}): readonly string[] {
  const fleet = sampleFleet({ coverage, granted, token });
  const facts = factsOf(fleet, { holders: holderFacts(fleet.tokens).map(judgeHolder), ...given });
  return [...rule.find(facts)].map(({ severity, subject }) => `${severity} ${subject}`);
}

const born = (maker: string, agent: string, at = 100 * day) => ({
  provider: 'aws',
  account: '111122223333',
  change: 'create-principal',
  subjectKind: 'principal',
  subjectId: principalId,
  objectId: '',
  maker,
  makerToken: 'AKIAMAKER',
  agent,
  at,
  sample: 'e',
});
const bornBy = (...births: readonly ReturnType<typeof born>[]) => ({ acts: { ...noActs, born: births } });

describe('a principal that was made', () => {
  it('is a phantom when it has power and nobody made it who usually does', () => {
    expect(told(phantomPrincipal, bornBy(born('somebody', 'boto3')))).toEqual([`critical ${principalId}`]);
    expect(told(phantomPrincipal, bornBy(born('somebody', 'boto3')), setOf('iam:PutUserPolicy'))).toEqual([
      `high ${principalId}`,
    ]);
  });

  it.each([
    ['as code', bornBy(born('somebody', 'terraform'))],
    ['by an administrator', bornBy(born(principalId, 'aws-cli'))],
    [
      'by somebody who makes principals on several days',
      bornBy(...[100, 103, 107].map((at) => born('somebody', 'boto3', at * day))),
    ],
  ])('is none when it was made %s', (_name, given) => {
    expect(told(phantomPrincipal, given)).toEqual([]);
  });

  it('is none when it may do little', () => {
    expect(told(phantomPrincipal, bornBy(born('somebody', 'boto3')), setOf('ec2:DescribeInstances'))).toEqual(
      [],
    );
  });
});

describe('a token of somebody who left', () => {
  const owner = { owner: 'Ann@Example.com' };
  const people = (...all: readonly string[]) => ({ people: new Set(all) });

  it('is told when his domain is among the people and he is not', () => {
    expect(told(leaverToken, people('bob@example.com'), everything(), owner)).toEqual([`high ${id}`]);
  });

  it.each([
    ['he is there', people('ann@example.com'), owner],
    ['nobody of his domain is there', people('bob@elsewhere.org'), owner],
    ['no list was given', people(), owner],
    ['the address is a machine’s', people('bob@example.com'), { owner: 'svc-sync@example.com' }],
    ['the owner is a team', people('bob@example.com'), { owner: 'payments' }],
    ['it is switched off', people('bob@example.com'), { ...owner, status: 'inactive' }],
  ])('is not told when %s', (_name, given, token) => {
    expect(told(leaverToken, given, everything(), token)).toEqual([]);
  });
});

describe('a record that was switched off', () => {
  const hiding = {
    provider: 'aws',
    account: '111122223333',
    tokenId: id,
    principalId,
    permission: 'cloudtrail:StopLogging',
    isAllowed: true,
    calls: 1,
    days: [100],
    resources: [],
    firstAt: 1,
    lastAt: 2,
    sample: 'e',
  };
  const acts = (...hidings: readonly (typeof hiding)[]) => ({ acts: { ...noActs, hidings } });

  it('is told by whether it was let through', () => {
    expect(told(loggingOff, acts(hiding))).toEqual([`critical ${id}`]);
    expect(told(loggingOff, acts({ ...hiding, isAllowed: false }))).toEqual([`medium ${id}`]);
  });

  it('is not told of who does that as his work', () => {
    expect(told(loggingOff, acts({ ...hiding, days: [10, 20, 30, 40, 50] }))).toEqual([]);
  });
});

describe('a flood of tokens', () => {
  it('is told of whoever made them', () => {
    const flood = {
      provider: 'aws',
      account: '1',
      actorToken: 'AKIAMAKER',
      actorPrincipal: 'maker',
      hour: 1000,
      count: 20,
      tokens: [],
      holders: [],
      sample: 'e',
      usualMax: 0,
    };
    expect(told(tokenFlood, { acts: { ...noActs, floods: [flood] } })).toEqual(['high maker']);
  });
});

describe('access that was asked for', () => {
  const holds = setOf('ec2:DescribeInstances', 'iam:PutUserPolicy', 'sqs:CreateQueue', 'sns:CreateTopic');
  const asked = (calls: Parameters<typeof sampleUsage>[0], holderId = `token#${id}`) => {
    const gap = judgeSample({ coverage, granted: holds, own: sampleUsage(calls) });
    const tokens = [{ ...gap, holderId, unused: gap.unused, unknown: gap.unknown }];
    const fleet = { ...sampleFleet({ coverage }), tokens };
    const inUse = { verdict: 'in-use' } as Dormancy;
    return [...askedNotCalled.find(factsOf(fleet, { dormancy: new Map([[tokens[0] ?? gap, inUse]]) }))];
  };
  const called = { used: [permissionId('ec2:DescribeInstances')] };

  it('is told where whole services of it were never called for', () => {
    expect(asked(called)).toMatchObject([
      { severity: 'medium', evidence: { services: ['iam', 'sns', 'sqs'] } },
    ]);
  });

  it('is not told of what a principal holds, nor where most of it was called for', () => {
    expect(asked(called, principalId)).toEqual([]);
    expect(asked({ used: [...holds] })).toEqual([]);
  });
});

describe('roles of an account', () => {
  const roles = (ages: readonly number[], isAlike = false) => {
    const names = ['DescribeInstances', 'StopInstances', 'StartInstances', 'RunInstances'].map(
      (name) => `ec2:${name}`,
    );
    return ages.map((age, index) => {
      const granted = setOf(
        'ec2:CreateTags',
        ...names.filter((_, bit) => isAlike || ((index + 1) >> bit) % 2 === 1),
      );
      const createdAt = sampleSpan.to / 1000 - age * day;
      const principal = `arn:aws:iam::111122223333:role/r${index}`;
      const gap = judgeSample({
        coverage,
        granted,
        token: { principalId: principal, principalKind: 'role', kind: 'session', createdAt },
      });
      return { ...gap, holderId: principal, unused: gap.unused, unknown: gap.unknown };
    });
  };
  const toldOf = (ages: readonly number[], isAlike = false): number => {
    const tokens = roles(ages, isAlike);
    const fleet = { ...sampleFleet({ coverage }), tokens };
    return [...roleExplosion.find(factsOf(fleet, { holders: holderFacts(tokens).map(judgeHolder) }))].length;
  };
  const old = (count: number): number[] => Array.from({ length: count }, () => 700);
  const young = (count: number): number[] => Array.from({ length: count }, () => 30);

  it('explode when they double within a year', () => {
    expect(toldOf([...young(10), ...old(20)])).toBe(1);
  });

  it.each<[string, number[], boolean]>([
    ['that are few', [...young(9), ...old(9)], false],
    ['that grow slowly', [...young(8), ...old(60)], false],
    ['of a young account', young(30), false],
    ['that were cloned', [...young(10), ...old(20)], true],
  ])('do not when they are such %s', (_name, ages, isAlike) => {
    expect(toldOf(ages, isAlike)).toBe(0);
  });
});
