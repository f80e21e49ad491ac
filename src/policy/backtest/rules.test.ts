import { describe, expect, it } from 'vitest';
import { PermissionSet } from '../../model/permission-set.ts';
import { namesOf } from '../derive/sample-holder.test-support.ts';
import type { HolderFacts } from './fold-facts.ts';
import { type Rule, rules } from './rules.ts';
import { holderOf, type SampleUse, sampleFold, samplePool, setOf } from './sample-days.test-support.ts';
import { trainingOf } from './training.ts';

const known: HolderFacts = {
  granted: setOf(samplePool),
  young: PermissionSet.empty,
  late: PermissionSet.empty,
  recorded: setOf(samplePool),
  isJudged: true,
  isNewcomer: false,
  unmappedServices: undefined,
};

function kept(id: Rule['id'], uses: readonly SampleUse[], facts = known): string[] {
  const rule = rules.find((one) => one.id === id);
  return rule ? namesOf(rule.kept(trainingOf(holderOf(uses), facts, sampleFold))) : [];
}

function use(permission: string, daysBefore: number, outcome: SampleUse['outcome'] = 'allowed'): SampleUse {
  return { token: 'T1', permission, outcome, day: sampleFold.cut - daysBefore };
}

describe('a rule', () => {
  it('of a fixed window forgets what came before it', () => {
    const uses = [use('sqs:DeleteQueue', 31), use('kms:Decrypt', 30), use('s3:GetObject', 1, 'failed')];
    expect(kept('window-30', uses)).toEqual(['kms:Decrypt', 's3:GetObject']);
    expect(kept('window-60', uses)).toEqual(['kms:Decrypt', 's3:GetObject', 'sqs:DeleteQueue']);
  });

  it('of whole services keeps all that is granted of a service in use, and no other', () => {
    expect(kept('service-level', [use('sqs:SendMessage', 5)])).toEqual([
      'sqs:CreateQueue',
      'sqs:DeleteQueue',
      'sqs:SendMessage',
    ]);
  });

  it('of guessing adds other verbs for the same thing', () => {
    expect(kept('sibling-guess', [use('sqs:CreateQueue', 5)])).toEqual([
      'sqs:CreateQueue',
      'sqs:DeleteQueue',
    ]);
  });

  it('of the product keeps young grants, companions, and everything while the log cannot tell', () => {
    const uses = [use('s3:GetObject', 5)];
    expect(kept('derived', uses)).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']);
    expect(kept('derived', uses, { ...known, young: setOf(['kms:Decrypt']) })).toContain('kms:Decrypt');
    expect(kept('derived', uses, { ...known, isJudged: false })).toHaveLength(samplePool.length);
  });

  it('keeps nothing for a refused call', () => {
    for (const { id } of rules) expect(kept(id, [use('kms:Decrypt', 5, 'denied')])).toEqual([]);
  });
});
