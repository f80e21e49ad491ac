import fc from 'fast-check';
import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { HolderFacts } from './fold-facts.ts';
import type { Fold } from './folds.ts';
import type { HolderDays, PermissionDays, TokenDays } from './use-days.ts';

/** Ninety days of training, thirty of test. */
export const sampleFold: Fold = { from: 20_000, cut: 20_090, to: 20_120 };

/** Permissions with companions, neighbours, data events and without any record. */
export const samplePool = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:ListBucket',
  's3:GetBucketLocation',
  'sqs:SendMessage',
  'sqs:CreateQueue',
  'sqs:DeleteQueue',
  'ec2:DescribeInstances',
  'iam:PassRole',
  'kms:Decrypt',
] as const;

/** One use: whose, of what, with which outcome, on which day. */
export interface SampleUse {
  readonly token: string;
  readonly permission: string;
  readonly outcome: 'allowed' | 'failed' | 'denied';
  readonly day: number;
}

export const sampleUses: fc.Arbitrary<readonly SampleUse[]> = fc.array(
  fc.record({
    token: fc.constantFrom('', 'T1', 'T2'),
    permission: fc.constantFrom(...samplePool),
    outcome: fc.constantFrom('allowed' as const, 'failed' as const, 'denied' as const),
    day: fc.integer({ min: sampleFold.from - 20, max: sampleFold.to - 1 }),
  }),
  { maxLength: 40 },
);

const names = fc.subarray([...samplePool]);

export const sampleFacts: fc.Arbitrary<HolderFacts> = fc
  .record({
    granted: fc.option(names, { nil: undefined }),
    young: names,
    late: names,
    unrecorded: names,
    isJudged: fc.boolean(),
    isNewcomer: fc.boolean(),
  })
  .map(({ granted, young, late, unrecorded, isJudged, isNewcomer }) => {
    const held = granted && setOf(granted);
    const recent = setOf([...young, ...late]).intersect(held ?? PermissionSet.empty);
    return {
      granted: held,
      young: recent,
      late: setOf(late).intersect(recent),
      recorded: isJudged ? setOf(samplePool).subtract(setOf(unrecorded)) : PermissionSet.empty,
      isJudged,
      isNewcomer,
      unmappedServices: undefined,
    };
  });

export function setOf(names: readonly string[]): PermissionSet {
  return catalogueFacts('aws').setOf(names);
}

/** Puts uses together as the store gives them. */
export function holderOf(uses: readonly SampleUse[]): HolderDays {
  const ids = [...new Set(uses.map(({ token }) => token))];
  return {
    provider: 'aws',
    account: '111122223333',
    principalId: 'arn:aws:iam::111122223333:user/a',
    tokens: ids.map((id) => tokenOf(id, uses)),
  };
}

function tokenOf(id: string, uses: readonly SampleUse[]): TokenDays {
  const of = (outcome: SampleUse['outcome']): PermissionDays[] => {
    const mine = uses.filter((use) => use.token === id && use.outcome === outcome);
    return [...new Set(mine.map(({ permission }) => permission))].map((permission) => {
      const days = mine.filter((use) => use.permission === permission).map(({ day }) => day);
      const [number = 0] = setOf([permission]);
      return {
        permission: number,
        days: Uint16Array.from(new Set(days)).sort(),
        calls: days.length,
      };
    });
  };
  return { id, allowed: of('allowed'), failed: of('failed'), denied: of('denied') };
}
