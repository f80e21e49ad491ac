import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermissionSet } from '../model/permission-set.ts';
import { findProvider } from '../providers/register.ts';
import {
  sampleCoverage as coverageOf,
  permissionId as id,
  judgeSample as judge,
  management,
  type SampleWorld,
  setOf,
  sampleUsage as usageOf,
} from './gap.test-support.ts';
import type { ProviderTries } from './provider-tries.ts';

const { catalogue } = findProvider('aws');

/** A few permissions of every level and way of recording, companions among them. */
const names = [
  'ec2:DescribeInstances',
  'ec2:RunInstances',
  'ec2:CreateTags',
  'ec2:TerminateInstances',
  'iam:CreateUser',
  'iam:PassRole',
  'kms:Decrypt',
  's3:GetObject',
  's3:PutObject',
  's3:GetObjectVersion',
  's3:DeleteBucket',
  'dynamodb:GetItem',
  'dynamodb:DeleteTable',
  'logs:PutLogEvents',
  'rds:DeleteDBInstance',
  'cloudwatch:GetMetricData',
] as const;
const ids = names.map(id);
const kinds = [
  ...management,
  'data:AWS::S3::Object',
  'data:AWS::DynamoDB::Table',
  'data:AWS::CloudWatch::Metric',
];

/** Of an account whose log leaves nothing to judge by. */
const lost = { judgedFrom: undefined, judgedTo: undefined };

const someIds = fc.subarray(ids);
const someSet = someIds.map((some) => PermissionSet.of(some));
const usage = fc.option(
  fc.record({ used: someIds, denied: someIds }).map((calls) => usageOf(calls)),
  { nil: undefined },
);
const tries = fc.option(
  fc.record({
    services: fc.subarray(['ec2', 'iam', 's3', 'rds', 'dynamodb']),
    permissions: fc.subarray([...names]),
    untried: fc.subarray([...names]),
  }),
  { nil: undefined },
);
const coverage = fc.option(
  fc
    .record({ full: fc.subarray(kinds), isWhole: fc.boolean() })
    .map(({ full, isWhole }) => (isWhole ? coverageOf(full) : coverageOf(full, lost))),
  { nil: undefined },
);
const sample = fc.record({
  granted: someSet,
  own: usage,
  shared: usage,
  sibling: usage,
  coverage,
  tries,
  unmappedServices: fc.subarray(['ec2', 's3', 'iam']).map((services) => new Set(services)),
  isNewcomer: fc.boolean(),
});

function holds(law: (world: SampleWorld) => void): void {
  fc.assert(
    fc.property(sample, (generated) => law(definedOf(generated))),
    { numRuns: 200 },
  );
}

/** Leaves out what is undefined, as callers do. */
function definedOf(
  generated: { readonly [Key in keyof SampleWorld]: SampleWorld[Key] | undefined },
): SampleWorld {
  return {
    granted: PermissionSet.empty,
    ...Object.fromEntries(Object.entries(generated).filter(([, value]) => value !== undefined)),
  };
}

describe('the evidence states of a token', () => {
  it('are one for each granted permission', () => {
    holds((world) => {
      const { granted, used, unused, unknown } = judge(world);
      expect(PermissionSet.unionOf([used, unused, unknown]).equals(granted)).toBe(true);
      expect(used.size + unused.size + unknown.size).toBe(granted.size);
    });
  });

  it('never call unused what any call of the principal needed, whichever token made it', () => {
    holds((world) => {
      const { unused } = judge(world);
      for (const row of [world.own, world.shared, world.sibling]) {
        for (const used of row?.used ?? []) expect(unused.has(used)).toBe(false);
      }
    });
  });

  it('turn nothing used into unused, and nothing unknown either, as more calls are known', () => {
    fc.assert(
      fc.property(sample, usage, (generated, more) => {
        const before = definedOf(generated);
        const extra = more?.used ?? [];
        const all = usageOf({
          used: [...(before.own?.used ?? []), ...extra],
          denied: [...(before.own?.denied ?? []), ...(more?.denied ?? [])],
        });
        const [less, full] = [judge(before), judge({ ...before, own: all })];
        expect(less.used.isSubsetOf(full.used)).toBe(true);
        // A provider’s record of a try may turn out to be explained by a call that was not known before.
        if (before.tries === undefined) expect(full.unused.isSubsetOf(less.unused)).toBe(true);
      }),
    );
  });

  it('turn unused into unknown, and never the reverse, as less is covered', () => {
    fc.assert(
      fc.property(sample, coverage, (generated, other) => {
        // What leaves no record can explain a try, so that the provider’s record has a law of its own.
        const whole = definedOf({ ...generated, coverage: coverageOf(kinds), tries: undefined });
        const part = definedOf({ ...generated, coverage: other, tries: undefined });
        const [more, less] = [judge(whole), judge(part)];
        expect(less.unused.isSubsetOf(more.unused)).toBe(true);
        expect(less.used.equals(more.used)).toBe(true);
      }),
    );
  });

  it('are never unused without logs of the account, in a hole, or for a grant younger than the span', () => {
    holds((world) => {
      const { coverage: _, ...withoutLogs } = world;
      expect(judge(withoutLogs).unused.isEmpty).toBe(true);
      expect(judge({ ...world, coverage: coverageOf(kinds, lost) }).unused.isEmpty).toBe(true);
      const young = setOf('iam:CreateUser', 'ec2:RunInstances');
      expect(judge({ ...world, grants: { young } }).unused.intersects(young)).toBe(false);
      expect(judge({ ...world, isNewcomer: true }).unused.isEmpty).toBe(true);
    });
  });

  it('are unused only for what would have been recorded', () => {
    holds((world) => {
      const { unused } = judge(world);
      for (const name of names) {
        const permission = catalogue.find(name);
        if (!permission || !unused.has(permission.id)) continue;
        expect(permission.recorded).not.toBe('never');
        if (permission.recorded === 'data') {
          expect(world.coverage?.full.has(`data:${permission.dataKind}`)).toBe(true);
        }
      }
    });
  });

  it('are denied only without a call that got through', () => {
    holds((world) => {
      const { denied, used } = judge(world);
      expect(denied.intersects(used)).toBe(false);
    });
  });
});

describe('signs of use', () => {
  const granted = setOf(...names);
  const whole = { granted, coverage: coverageOf(management) };

  it('keep the companions of a permission in use', () => {
    const gap = judge({ ...whole, own: usageOf({ used: [id('ec2:RunInstances')] }) });
    expect(gap.unknown.has(id('ec2:CreateTags'))).toBe(true);
    expect(judge(whole).unused.has(id('ec2:CreateTags'))).toBe(true);
  });

  it('keep what another token of the principal uses', () => {
    const gap = judge({ ...whole, sibling: usageOf({ used: [id('iam:CreateUser')] }) });
    expect(gap.unknown.has(id('iam:CreateUser'))).toBe(true);
    expect(gap.used.isEmpty).toBe(true);
  });

  it('count a call that names only the principal as a use of every token', () => {
    const gap = judge({ ...whole, shared: usageOf({ used: [id('kms:Decrypt')] }) });
    expect(gap.used.has(id('kms:Decrypt'))).toBe(true);
  });

  it('keep a service that the provider saw tried, where no call explains it', () => {
    const tried: ProviderTries = { services: ['rds'], permissions: [], untried: [] };
    const rds = id('rds:DeleteDBInstance');
    expect(judge({ ...whole, tries: tried }).unknown.has(rds)).toBe(true);
    const explained = usageOf({ denied: [id('rds:DescribeDBInstances')] });
    expect(judge({ ...whole, tries: tried, own: explained }).unused.has(rds)).toBe(true);
  });

  it('take a granted permission that leaves no record for what was tried of its service', () => {
    const tried: ProviderTries = { services: ['dynamodb'], permissions: [], untried: [] };
    const table = id('dynamodb:DeleteTable');
    expect(judge({ ...whole, tries: tried }).unused.has(table)).toBe(true);
    expect(judge({ ...whole, granted: setOf('dynamodb:DeleteTable'), tries: tried }).unknown.has(table)).toBe(
      true,
    );
  });

  it('follow the provider’s record of a permission rather than that of its service', () => {
    const tried: ProviderTries = {
      services: ['rds'],
      permissions: ['iam:CreateUser'],
      untried: ['rds:DeleteDBInstance'],
    };
    const gap = judge({ ...whole, tries: tried });
    expect(gap.unused.has(id('rds:DeleteDBInstance'))).toBe(true);
    expect(gap.unknown.has(id('iam:CreateUser'))).toBe(true);
  });

  it('keep a service of which an unmapped operation was called', () => {
    const gap = judge({ ...whole, unmappedServices: new Set(['ec2']) });
    expect(gap.unknown.has(id('ec2:TerminateInstances'))).toBe(true);
    expect(gap.unused.has(id('iam:CreateUser'))).toBe(true);
  });
});

describe('the score', () => {
  const granted = setOf(...names);

  it('is empty where more than half of what is granted is unknown', () => {
    expect(judge({ granted }).score).toBeUndefined();
    expect(judge({ granted, coverage: coverageOf(management) }).score).toBeGreaterThan(0);
    expect(
      judge({ granted: setOf('iam:PassRole', 'iam:CreateUser'), coverage: coverageOf(management) }).score,
    ).toBeGreaterThan(0);
    expect(
      judge({
        granted: setOf('iam:PassRole', 'logs:PutLogEvents', 'iam:CreateUser'),
        coverage: coverageOf(management),
      }).score,
    ).toBeUndefined();
  });

  it('is empty for the root of an account, from which nothing can be taken', () => {
    expect(
      judge({ granted, coverage: coverageOf(management), grants: { kind: 'root' } }).score,
    ).toBeUndefined();
  });

  it('is 0 for a token that uses all it holds', () => {
    const all = setOf('iam:CreateUser', 'ec2:DescribeInstances');
    expect(
      judge({ granted: all, own: usageOf({ used: [...all] }), coverage: coverageOf(management) }).score,
    ).toBe(0);
  });
});
