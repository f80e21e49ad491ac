import { describe, expect, it } from 'vitest';
import {
  everything,
  management,
  permissionId,
  type SampleWorld,
  sampleCoverage,
  sampleFleet,
  sampleUsage,
  setOf,
} from '../analysis/gap.test-support.ts';
import { findGaps } from './find-gaps.ts';

const coverage = sampleCoverage(management);

function rules(world: SampleWorld): string[] {
  return findGaps(sampleFleet({ coverage, ...world })).map((finding) => finding.rule);
}

describe('unused-token', () => {
  const granted = setOf('iam:CreateUser', 'ec2:DescribeInstances');

  it('finds an active key without a call', () => {
    const [finding] = findGaps(sampleFleet({ coverage, granted }));
    expect(finding).toMatchObject({
      rule: 'unused-token',
      severity: 'medium',
      evidence: { calls: 0, unknown: 0 },
    });
    expect(finding?.fix.commands).toHaveLength(1);
  });

  it('is worse the larger the gap is', () => {
    expect(findGaps(sampleFleet({ coverage, granted: everything() }))[0]?.severity).toBe('high');
    expect(findGaps(sampleFleet({ coverage, granted: setOf() }))[0]?.severity).toBe('low');
  });

  it('says so where calls may have left no record', () => {
    const [finding] = findGaps(sampleFleet({ coverage, granted: setOf('s3:GetObject') }));
    expect(finding?.evidence).toMatchObject({ unknown: 1, lastUsedByProvider: null });
    expect(finding?.fix.summary).toContain('check its last use with the provider');
  });

  const before = Date.parse('2026-02-01T00:00:00Z') / 1000;
  const within = Date.parse('2026-07-01T00:00:00Z') / 1000;

  it('tells when the provider last saw the key used', () => {
    const [finding] = findGaps(sampleFleet({ coverage, granted, token: { lastUsedAt: before } }));
    expect(finding?.title).toContain('2026-02-01');
  });

  it.each<[string, SampleWorld]>([
    ['has made a call', { own: sampleUsage({}) }],
    ['is not active', { token: { status: 'inactive' } }],
    ['is no listed key', { token: { kind: 'session' } }],
    ['is younger than the window', { token: { createdAt: within } }],
    ['was seen by the provider within the window', { token: { lastUsedAt: within } }],
  ])('spares a key that %s', (_name, world) => {
    expect(rules({ granted, ...world })).toEqual([]);
  });

  it('says nothing where the log of the account is broken or missing', () => {
    const broken = sampleCoverage(management, { judgedFrom: undefined, judgedTo: undefined });
    expect(rules({ granted, coverage: broken })).toEqual([]);
    expect(findGaps(sampleFleet({ granted }))).toEqual([]);
  });
});

describe('admin-but-reads', () => {
  const granted = everything();
  const reads = [permissionId('ec2:DescribeInstances'), permissionId('cloudwatch:GetMetricData')];
  const own = sampleUsage({ used: reads });

  it('finds a token that may do everything and only reads, and counts what it cannot see', () => {
    const [finding] = findGaps(sampleFleet({ coverage, granted, own }));
    expect(finding).toMatchObject({
      rule: 'admin-but-reads',
      evidence: { used: ['cloudwatch:GetMetricData', 'ec2:DescribeInstances'] },
    });
    expect(finding?.evidence.unknownWrites).toBeGreaterThan(0);
    expect(finding?.fix.summary).toContain('without a record');
  });

  const write = permissionId('ec2:TerminateInstances');

  it.each<[string, SampleWorld]>([
    ['writes', { own: sampleUsage({ used: [...reads, write] }) }],
    ['writes through a service', { shared: sampleUsage({ token_id: '', used: [write] }) }],
    ['has a sibling that writes', { sibling: sampleUsage({ token_id: 'other', used: [write] }) }],
    ['may do little', { granted: setOf('ec2:DescribeInstances', 'ec2:TerminateInstances') }],
    ['never called', { own: sampleUsage({}) }],
    ['could have written without a record', { coverage: sampleCoverage(['management-read']) }],
  ])('spares a token that %s', (_name, world) => {
    expect(rules({ granted, own, ...world })).not.toContain('admin-but-reads');
  });
});

describe('revoked-but-knocking', () => {
  const knocking = sampleUsage({ calls: 240, turned_away: 240 });

  it('finds calls with a key that is switched off, deleted, or in no inventory', () => {
    for (const status of ['inactive', 'deleted', 'unknown']) {
      expect(rules({ token: { status }, own: knocking })).toEqual(['revoked-but-knocking']);
    }
  });

  it('spares a key that was good when it called, and one that only now and then fails', () => {
    expect(rules({ token: { status: 'inactive' }, own: sampleUsage({ calls: 240 }) })).toEqual([]);
    expect(rules({ token: { status: 'unknown' }, own: sampleUsage({ calls: 240, turned_away: 3 }) })).toEqual(
      [],
    );
    expect(rules({ own: knocking })).toEqual([]);
  });
});

describe('findGaps', () => {
  it('concludes nothing from less than thirty days', () => {
    const fleet = sampleFleet({ coverage, granted: setOf('iam:CreateUser') });
    const { to } = fleet.span;
    expect(findGaps({ ...fleet, span: { from: to - 29 * 86_400_000, to } })).toEqual([]);
  });
});
