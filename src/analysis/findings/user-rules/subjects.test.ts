import { describe, expect, it } from 'vitest';
import type { PermissionSet } from '../../../model/permission-set.ts';
import {
  judgeSample,
  management,
  permissionId,
  sampleCoverage,
  sampleFleet,
  sampleUsage,
  setOf,
} from '../../gap.test-support.ts';
import { judgeRoles } from '../../roles/judge-roles.ts';
import type { RoleRecord } from '../../roles/role-records.ts';
import { holderFacts } from '../../toxic/holder-facts.ts';
import { judgeHolder } from '../../toxic/judge-holder.ts';
import { drawFindings } from '../draw-findings.ts';
import { factsOf } from '../facts.test-support.ts';
import { readRules } from './read-rules.ts';

const iam = 'arn:aws:iam::111122223333:user/';
const coverage = sampleCoverage(management);
const reads = setOf('ec2:DescribeInstances', 'ec2:DescribeVpcs');
const powerful = setOf('iam:PutUserPolicy', 'ec2:DescribeInstances');

/** Ann has two keys that may read, one of them used; bob may give himself more. */
const tokens = [
  {
    id: 'AKIAANN1',
    principalId: `${iam}ann`,
    granted: reads,
    own: sampleUsage({ used: [permissionId('ec2:DescribeInstances')] }),
  },
  { id: 'AKIAANN2', principalId: `${iam}ann`, granted: reads },
  { id: 'AKIABOB', principalId: `${iam}bob`, granted: powerful },
].map(({ id, principalId, granted, own }) =>
  judgeSample({
    coverage,
    granted,
    grants: { principalId },
    token: { id, principalId, owner: 'x' },
    ...(own && { own }),
  }),
);

function role(name: string, permissions: PermissionSet, holders: readonly string[]): RoleRecord {
  return {
    ...{ provider: 'aws', account: '111122223333', id: `role/${name}`, kind: 'managed', name },
    ...{ createdAt: 1, changedAt: undefined, permissions, isComplete: true, holders },
  };
}

const facts = factsOf(
  { ...sampleFleet({ coverage }), tokens },
  {
    holders: holderFacts(tokens).map((holder) => judgeHolder(holder)),
    roles: judgeRoles(
      [
        role('readers', reads, [`${iam}ann`]),
        role('spare', reads, []),
        role('power', powerful, [`${iam}bob`]),
      ],
      tokens,
    ),
  },
);

function told(of: string, when: string, fix = 'look at it'): readonly string[] {
  const text = `rules:\n  - { id: mine, of: ${of}, what: w, why: y, severity: low, title: "{name}", fix: ${fix}, when: { ${when} } }`;
  return drawFindings(facts, readRules(text, 'rules.yaml')).map(
    ({ subjectKind, subject, title, fix: { commands } }) =>
      `${subjectKind} ${subject} ${title} ${commands.length}`,
  );
}

describe('rules about principals', () => {
  it.each<[string, readonly string[]]>([
    ['tokens: 2', ['ann']],
    ['waysUp: "> 0"', ['bob']],
    ['did: "ec2:*"', ['ann']],
    ['neverDid: "ec2:DescribeVpcs"', ['ann']],
    ['may: changes-access, calls: 0', ['bob']],
    ['found: never-rotated', ['ann', 'bob']],
    ['owner: y', []],
    ['expiresInDays: 1', []],
  ])('take all tokens together: %s', (when, names) => {
    const run = () => told('principal', when);
    if (when.startsWith('expiresInDays'))
      expect(run).toThrow('there is nothing called `expiresInDays` to ask of a principal');
    else expect(run()).toEqual(names.map((name) => `principal ${iam}${name} ${name} 0`));
  });

  it('switch off every good token', () => {
    expect(told('principal', 'name: ann', 'retire')).toEqual([`principal ${iam}ann ann 2`]);
  });
});

describe('rules about roles', () => {
  it.each<[string, readonly string[]]>([
    ['holders: 0', ['spare']],
    ['copies: "> 0"', ['readers', 'spare']],
    ['copyOf: spare', ['readers']],
    ['neverDid: changes-access', ['power']],
    ['did: "ec2:Describe*"', ['readers']],
    ['ageDays: "> 365", activeHolders: 0', ['power', 'spare']],
    ['changedDays: ">= 0"', []],
  ])('ask what is given, who holds it and what of it is used: %s', (when, names) => {
    expect(told('role', when)).toEqual(names.map((name) => `role role/${name} ${name} 0`));
  });

  it('cannot retire one, and say so', () => {
    expect(() => told('role', 'holders: 0', 'retire')).toThrow('a role cannot be retired');
  });

  it('are asked of nothing else', () => {
    expect(() => told('team', 'holders: 0')).toThrow('line 2 of `rules.yaml`: a rule is not about that');
  });
});
