import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawRecord, readRecords } from '../testing/plain-reader.ts';
import { type WrittenDemo, writeTemporaryDemo } from '../testing/with-demo.ts';
import type { ProviderTruth } from './truth.ts';

/** Counts the raw files without any help from the simulation, and compares with what it claims. */
describe('truth of the AWS logs', () => {
  let demo: WrittenDemo;
  let aws: ProviderTruth;
  const unique = new Map<string, RawRecord>();
  let total = 0;
  const differing: string[] = [];

  beforeAll(async () => {
    demo = await writeTemporaryDemo({ days: 28, scale: 0.1 });
    const truth = demo.truth.providers.aws;
    if (truth === undefined) throw new Error('the truth says nothing about AWS');
    aws = truth;
    for (const record of readRecords(demo.directory)) {
      total += 1;
      const known = unique.get(record.eventID);
      if (known && JSON.stringify(known) !== JSON.stringify(record)) differing.push(record.eventID);
      unique.set(record.eventID, record);
    }
  });
  afterAll(() => demo.remove());

  it('counts records, duplicates and copies as a plain reader does', () => {
    expect(total).toBe(aws.records.total);
    expect(unique.size).toBe(aws.records.unique);
    expect(total - unique.size).toBe(aws.records.duplicates);
    const shared = countBy([...unique.values()], (record) => record.sharedEventID);
    const calls = [...unique.values()].filter((record) => record.eventType !== 'AwsCloudTrailInsight');
    const pairs = countBy(calls, (record) => record.sharedEventID);
    expect(shared.size).toBeGreaterThan(pairs.size);
    expect(Math.max(...pairs.values())).toBe(2);
    expect([...pairs.values()].filter((count) => count === 2).length).toBe(aws.records.sharedCopies);
  });

  it('repeats records byte by byte only', () => {
    expect(differing).toEqual([]);
  });

  it('knows every long-term key that called, and how often', () => {
    const counted = countBy([...unique.values()], ({ userIdentity }) =>
      userIdentity?.invokedBy === undefined && userIdentity?.accessKeyId?.startsWith('AKIA')
        ? userIdentity.accessKeyId
        : undefined,
    );
    const claimed = aws.tokens.filter(({ kind, calls }) => kind === 'access-key' && calls > 0);
    expect(new Map(claimed.map(({ id, calls }) => [id, calls]))).toEqual(counted);
  });

  it('knows every role whose sessions called or signed in, and how often', () => {
    const counted = countBy([...unique.values()], ({ userIdentity, eventType }) => {
      const isSession = userIdentity?.accessKeyId !== undefined || eventType === 'AwsConsoleSignIn';
      return userIdentity?.type === 'AssumedRole' && isSession && userIdentity.invokedBy === undefined
        ? userIdentity.sessionContext?.sessionIssuer?.arn
        : undefined;
    });
    const claimed = aws.tokens.filter(
      ({ kind, principal }) => kind === 'session' && principal.includes(':role/'),
    );
    expect(new Map(claimed.map(({ principal, calls }) => [principal, calls]))).toEqual(counted);
  });

  it('counts forwarded calls for the principal alone', () => {
    const forwarded = [...unique.values()].filter(
      ({ userIdentity }) =>
        userIdentity?.invokedBy !== undefined && userIdentity.accessKeyId?.startsWith('ASIA'),
    );
    expect(forwarded.length).toBe(aws.records.byKind.forwarded);
    const minted = new Set(forwarded.map(({ userIdentity }) => userIdentity?.accessKeyId));
    expect(minted.size).toBe(forwarded.length);
  });

  it('sums up to all calls', () => {
    const { byKind, byOutcome, unique: all, sharedCopies } = aws.records;
    const kinds = Object.values(byKind).reduce((sum, count) => sum + count, 0);
    const outcomes = Object.values(byOutcome).reduce((sum, count) => sum + count, 0);
    expect(kinds).toBe(all - sharedCopies);
    expect(outcomes).toBe(kinds - (byKind.insight ?? 0) - (byKind['service-event'] ?? 0));
  });

  it('ties every session key that was handed out to an edge of the lineage', () => {
    const edges = new Set(aws.lineage.map(({ parent, child }) => `${parent} ${child}`));
    for (const { eventName, userIdentity, responseElements } of unique.values()) {
      const minted = responseElements?.credentials?.accessKeyId;
      const parent = userIdentity?.accessKeyId;
      if (eventName !== 'AssumeRole' || minted === undefined || !parent?.startsWith('AKIA')) continue;
      expect([...edges].some((edge) => edge.startsWith(`${parent} `))).toBe(true);
    }
    expect(edges.size).toBeGreaterThan(5);
  });

  it('has no record in a lost period', () => {
    const [hole] = aws.holes;
    if (hole === undefined) throw new Error('there is no lost period');
    expect(hole.lostRecords).toBeGreaterThan(20);
    const inside = [...unique.values()].filter(
      ({ recipientAccountId, awsRegion, eventTime }) =>
        recipientAccountId === hole.account &&
        awsRegion === hole.region &&
        eventTime >= hole.from &&
        eventTime < hole.to,
    );
    expect(inside).toEqual([]);
  });
});

function countBy<T>(values: readonly T[], key: (value: T) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    const name = key(value);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
