import { describe, expect, it } from 'vitest';
import {
  everything,
  management,
  sampleCoverage,
  sampleFleet,
  sampleToken,
  setOf,
} from '../../gap.test-support.ts';
import { holderFacts } from '../../toxic/holder-facts.ts';
import { judgeHolder } from '../../toxic/judge-holder.ts';
import { factsOf } from '../facts.test-support.ts';
import { noActs } from '../logged-acts.ts';
import type { FleetFacts, Rule } from '../rule.ts';
import { leaverToken } from './leaver-token.ts';
import { loggingOff } from './logging-off.ts';
import { phantomPrincipal } from './phantom-principal.ts';
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
  principalId,
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
