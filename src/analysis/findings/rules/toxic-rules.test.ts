import { describe, expect, it } from 'vitest';
import type { PermissionSet } from '../../../model/permission-set.ts';
import {
  judgeSample,
  management,
  permissionId,
  type SampleWorld,
  sampleCoverage,
  sampleFleet,
  sampleToken,
  sampleUsage,
  setOf,
} from '../../gap.test-support.ts';
import { holderFacts } from '../../toxic/holder-facts.ts';
import { judgeHolder } from '../../toxic/judge-holder.ts';
import { drawFindings } from '../draw-findings.ts';
import { factsOf } from '../facts.test-support.ts';
import { privilegeEscalation } from './privilege-escalation.ts';
import { toxicCombination } from './toxic-combination.ts';

const coverage = sampleCoverage([...management, 'data:AWS::S3::Object']);
const rules = [privilegeEscalation, { ...toxicCombination, yieldsTo: ['privilege-escalation'] }].map(
  (rule) => ({
    ...rule,
    yieldsTo: rule.yieldsTo.filter((id) => id === 'privilege-escalation'),
  }),
);

function found(worlds: readonly SampleWorld[]) {
  const tokens = worlds.map((world, index) => {
    const principalId = `${sampleToken.principalId}${index}`;
    const gap = judgeSample({
      coverage,
      ...world,
      token: { ...world.token, id: `AKIA${index}`, principalId },
    });
    return { ...gap, holderId: principalId, unused: gap.unused, unknown: gap.unknown };
  });
  const fleet = { ...sampleFleet({ coverage }), tokens };
  return drawFindings(factsOf(fleet, { holders: holderFacts(tokens).map(judgeHolder) }), rules);
}

const used = (...names: readonly string[]): { own: ReturnType<typeof sampleUsage> } => ({
  own: sampleUsage({ used: names.map(permissionId) }),
});
const session = { token: { kind: 'session' } } as const;
const limited = (set: PermissionSet) => ({ granted: set, grants: { limited: set } });
const reader = setOf('dynamodb:Query', 's3:GetObject', 'ec2:ModifySnapshotAttribute');

describe('rules about combinations', () => {
  it.each<[string, SampleWorld, string[]]>([
    [
      'a key that may give itself more',
      { granted: setOf('iam:PutUserPolicy') },
      ['privilege-escalation high'],
    ],
    [
      'a role that may give itself more',
      { granted: setOf('iam:PutUserPolicy'), ...session },
      ['privilege-escalation medium'],
    ],
    [
      'a way that needs a function that is there',
      { granted: setOf('lambda:UpdateFunctionCode') },
      ['privilege-escalation low'],
    ],
    [
      'a role handed to code, of which one part is idle',
      { granted: setOf('iam:PassRole', 'ec2:RunInstances'), ...used('ec2:RunInstances') },
      ['privilege-escalation high'],
    ],
    [
      'data that could leave, though nothing was ever sent',
      { granted: reader, ...used('dynamodb:Query') },
      ['toxic-combination medium'],
    ],
    [
      'the same in a session',
      { granted: reader, ...used('dynamodb:Query'), ...session },
      ['toxic-combination low'],
    ],
  ])('find %s', (_name, world, expected) => {
    expect(found([world]).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(expected);
  });

  it.each<[string, SampleWorld]>([
    ['whose way is limited to some resources', limited(setOf('iam:PutUserPolicy'))],
    ['with half of a way', { granted: setOf('ec2:RunInstances', 's3:GetObject') }],
    [
      'that changes access as its work',
      { granted: setOf('iam:PutUserPolicy'), ...used('iam:PutUserPolicy') },
    ],
    [
      'whose session needs something that is there',
      { granted: setOf('lambda:UpdateFunctionCode'), ...session },
    ],
    [
      'that reads and sends as its work',
      { granted: reader, ...used('dynamodb:Query', 'ec2:ModifySnapshotAttribute') },
    ],
    ['that does neither half', { granted: reader, ...used('ec2:DescribeInstances') }],
    ['that is switched off', { granted: setOf('iam:PutUserPolicy'), token: { status: 'inactive' } }],
  ])('spare a token %s', (_name, world) => {
    expect(found([world])).toEqual([]);
  });

  it('cut the idle half, never the one in use, with a deny and what undoes it', () => {
    const [finding] = found([{ granted: reader, ...used('dynamodb:Query') }]);
    expect(finding?.evidence).toMatchObject({ cut: ['ec2:ModifySnapshotAttribute'] });
    expect(finding?.fix.commands).toEqual([
      expect.stringContaining('"Effect":"Deny","Action":["ec2:ModifySnapshotAttribute"]'),
    ]);
    expect(finding?.fix.rollback).toEqual([expect.stringContaining('delete-user-policy')]);
    expect(finding?.breaks).toEqual(['chance that something of it is missed: below 1 %']);
  });

  it('tell a policy that was copied once', () => {
    const findings = found(Array.from({ length: 5 }, () => ({ granted: setOf('iam:PutUserPolicy') })));
    expect(findings).toMatchObject([
      { subjectKind: 'account', title: expect.stringContaining('5 principals') },
    ]);
    expect(findings[0]?.fix.commands).toHaveLength(5);
    expect(found(Array.from({ length: 2 }, () => ({ granted: setOf('iam:PutUserPolicy') })))).toHaveLength(2);
  });
});
