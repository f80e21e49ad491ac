import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSample, management, sampleCoverage, sampleUsage, setOf } from './gap.test-support.ts';
import { holderScores } from './holder-score.ts';

const coverage = sampleCoverage(management);
const names = [
  'ec2:DescribeInstances',
  'ec2:RunInstances',
  'ec2:StopInstances',
  'iam:CreateUser',
  's3:ListAllMyBuckets',
  's3:GetObject',
];
const granted = setOf(...names);

/** A token that used some permissions, beside a sibling that used others. */
function token(id: string, used: readonly string[], bySibling: readonly string[] = []) {
  return judgeSample({
    coverage,
    granted,
    token: { id },
    own: sampleUsage({ token_id: id, used: [...setOf(...used)] }),
    sibling: sampleUsage({ token_id: 'sibling', used: [...setOf(...bySibling)] }),
  });
}

describe('holderScores', () => {
  it('gives a holder with one token the score and the counts of that', () => {
    const gap = token('a', ['ec2:DescribeInstances']);
    const [holder, ...others] = holderScores([gap]);
    expect(others).toEqual([]);
    expect(holder).toMatchObject({
      score: gap.score,
      granted: gap.granted.size,
      used: gap.used.size,
      unused: gap.unusedCount,
      unknown: gap.unknownCount,
    });
  });

  it('does not double what a principal with two keys holds, and takes the use of either for a use', () => {
    const [x, y] = [['ec2:DescribeInstances'], ['ec2:RunInstances', 's3:ListAllMyBuckets']];
    const [holder, ...others] = holderScores([token('a', x, y), token('b', y, x)]);
    expect(others).toEqual([]);
    expect(holder).toMatchObject({ granted: 6, used: 3 });
  });

  it('has for each holder as many used, unused and unknown as are granted', () => {
    fc.assert(
      fc.property(fc.subarray(names), fc.subarray(names), (x, y) => {
        for (const one of holderScores([token('a', x, y), token('b', y, x)]))
          expect(one.used + one.unused + one.unknown).toBe(one.granted);
      }),
    );
  });

  it('has a floor only for used permissions that the provider ties to no resource', () => {
    const floorOf = (...used: string[]) => holderScores([token('a', used)])[0]?.floor;
    expect(floorOf()).toBe(0);
    expect(floorOf('s3:GetObject', 'ec2:StopInstances')).toBe(0);
    expect(floorOf('ec2:DescribeInstances')).toBeGreaterThan(0);
    expect(floorOf('ec2:DescribeInstances', 'ec2:StopInstances')).toBeLessThan(
      floorOf('ec2:DescribeInstances') ?? 0,
    );
    const unknown = judgeSample({
      coverage,
      own: sampleUsage({ used: [...setOf('ec2:DescribeInstances')] }),
    });
    expect(holderScores([unknown])[0]?.floor).toBeUndefined();
  });
});
