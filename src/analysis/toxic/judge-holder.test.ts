import { describe, expect, it } from 'vitest';
import {
  judgeSample,
  management,
  permissionId,
  sampleCoverage,
  sampleUsage,
  setOf,
} from '../gap.test-support.ts';
import { holderFacts } from './holder-facts.ts';
import { cutOf, judgeHolder } from './judge-holder.ts';

const coverage = sampleCoverage(management);
const [secret, mail] = ['secretsmanager:GetSecretValue', 'ses:SendEmail'].map(permissionId) as [
  number,
  number,
];

function judged(used: readonly number[] = []) {
  const granted = setOf('secretsmanager:GetSecretValue', 'ses:SendEmail');
  const gap = judgeSample({ coverage, granted, own: sampleUsage({ used: [...used] }) });
  const [holder] = holderFacts([gap]).map(judgeHolder);
  if (!holder) throw new Error('somebody holds it');
  return holder;
}

describe('the cheapest cut of a holder', () => {
  it('takes what is least likely missed, by what is forecast', () => {
    const holder = judged();
    const cutWith = (likely: number) =>
      cutOf(holder, holder.paths, (permission) => (permission === likely ? 0.4 : 0.001)).removed;
    expect(cutWith(secret)).toEqual([mail]);
    expect(cutWith(mail)).toEqual([secret]);
  });

  it('never takes what is used for what is not, whatever is forecast', () => {
    const holder = judged([secret]);
    const cut = cutOf(holder, holder.paths, () => 0.9);
    expect(cut.removed).toEqual([mail]);
  });

  it('rests on the published chances where nothing is forecast', () => {
    const holder = judged([secret]);
    expect(cutOf(holder, holder.paths).chanceMissed).toBeLessThan(0.06);
  });
});
