import { describe, expect, it } from 'vitest';
import type { Dormancy } from '../../model/dormancy.ts';
import {
  everything,
  management,
  permissionId,
  type SampleWorld,
  sampleCoverage,
  sampleFleet,
  sampleSpan,
  sampleToken,
  sampleUsage,
  setOf,
} from '../gap.test-support.ts';
import { holderFacts } from '../toxic/holder-facts.ts';
import { judgeHolder } from '../toxic/judge-holder.ts';
import { drawFindings } from './draw-findings.ts';
import { factsOf } from './facts.test-support.ts';
import type { PlaceNews } from './place-news.ts';
import { rules } from './rules.ts';

const coverage = sampleCoverage(management);
const dayMs = 86_400_000;

interface FindingWorld extends SampleWorld {
  readonly dormancy?: Partial<Dormancy>;
  readonly news?: PlaceNews;
  readonly days?: number;
}

const dormancyOf = (given: Partial<Dormancy> = {}): Dormancy => ({
  verdict: 'in-use',
  why: ['it was used on the last day'],
  idleDays: 0,
  lastUsed: '2026-09-28T00:00:00Z',
  lastUsedSource: 'log',
  alive: null,
  pauses: { count: 0, longestDays: 0 },
  rhythm: null,
  purpose: null,
  takenOverBy: null,
  knocks: 0,
  ...given,
});

const dormant: Partial<Dormancy> = {
  verdict: 'dormant',
  idleDays: 96,
  alive: 0.001,
  lastUsed: '2026-06-25T00:00:00Z',
};

function found({ dormancy, news, days, ...world }: FindingWorld) {
  const fleet = sampleFleet({
    coverage,
    token: { createdAt: sampleSpan.to / 1000 - 200 * 86_400, owner: 'a' },
    ...world,
  });
  const [gap] = fleet.tokens;
  if (!gap) throw new Error('the fleet has a token');
  const span = days === undefined ? fleet.span : { from: fleet.span.to - days * dayMs, to: fleet.span.to };
  return drawFindings(
    factsOf(fleet, {
      span,
      dormancy: new Map([[gap, dormancyOf(dormancy)]]),
      news: new Map(news ? [[gap, news]] : []),
      holders: holderFacts(fleet.tokens).map(judgeHolder),
    }),
  );
}

const namesOf = (world: FindingWorld): string[] => found(world).map(({ rule }) => rule);
const some = setOf('iam:CreateUser', 'ec2:DescribeInstances');
const reads = [permissionId('ec2:DescribeInstances'), permissionId('cloudwatch:GetMetricData')];
const write = permissionId('ec2:TerminateInstances');
const young = { createdAt: sampleSpan.to / 1000 - 200 * 86_400, owner: 'a' };
const old = { createdAt: sampleSpan.to / 1000 - 500 * 86_400, owner: 'a' };
const abroad: PlaceNews = {
  usual: ['aws us'],
  usualDays: 100,
  places: [
    {
      place: 'VN · VNPT',
      days: [20_720],
      calls: 40,
      sample: 'e',
      kind: 'public',
      country: 'VN',
      isNewCountry: true,
    },
  ],
};

describe('rules', () => {
  it.each<[string, FindingWorld, string[]]>([
    ['a dormant key', { granted: some, dormancy: dormant }, ['unused-token medium']],
    ['a dormant key with a wide gap', { granted: everything(), dormancy: dormant }, ['unused-token high']],
    ['a dormant key of nothing', { granted: setOf(), dormancy: dormant }, ['unused-token low']],
    [
      'a dormant key whose rhythm no log shows',
      { granted: some, dormancy: { ...dormant, alive: 0.5 } },
      ['unused-token low'],
    ],
    [
      'a dormant role',
      { granted: some, token: { ...young, kind: 'session' }, dormancy: dormant },
      ['unused-role low'],
    ],
    [
      'a key that was never used',
      { granted: some, dormancy: { verdict: 'never-used', idleDays: 100, lastUsed: null } },
      ['never-used medium'],
    ],
    [
      'a rotated key',
      { granted: some, dormancy: { ...dormant, verdict: 'taken-over', takenOverBy: 'AKIANEW' } },
      ['rotated-not-revoked medium'],
    ],
    [
      'a dead key that knocks',
      {
        token: { ...young, status: 'inactive' },
        own: sampleUsage({ calls: 240, turned_away: 240 }),
        dormancy: { verdict: 'zombie', why: ['it is switched off'] },
      },
      ['revoked-but-knocking medium'],
    ],
    [
      'an unlisted key that knocks often',
      {
        token: { ...young, status: 'unknown' },
        own: sampleUsage({ calls: 12, turned_away: 12 }),
        dormancy: { verdict: 'zombie' },
      },
      ['revoked-but-knocking low'],
    ],
    [
      'rights to everything, and reads',
      { granted: everything(), own: sampleUsage({ used: reads }) },
      ['admin-but-reads high'],
    ],
    [
      'rights to everything, and one write',
      { granted: everything(), own: sampleUsage({ used: [...reads, write] }) },
      ['broad-grant high'],
    ],
    [
      'rights to everything, of an administrator',
      { granted: everything(), own: sampleUsage({ used: [permissionId('iam:AttachUserPolicy')] }) },
      ['broad-grant low'],
    ],
    [
      'a key abroad',
      { granted: some, own: sampleUsage({ used: reads }), news: abroad },
      ['unexpected-place high'],
    ],
    [
      'a session abroad',
      {
        granted: some,
        token: { ...young, kind: 'session' },
        own: sampleUsage({ used: reads }),
        news: abroad,
      },
      ['unexpected-place medium'],
    ],
    ['an old key', { granted: some, token: old, own: sampleUsage({ used: reads }) }, ['never-rotated low']],
    ['a key without an owner', { granted: some, token: { ...young, owner: '' } }, ['no-owner low']],
    [
      'a key of which a machine is the owner',
      { granted: some, token: { ...young, owner: 'svc-sync@example.com' } },
      ['no-owner low'],
    ],
    [
      'rights to everything, of a session that is in no list',
      {
        granted: everything(),
        token: { ...young, kind: 'session', status: 'unknown' },
        own: sampleUsage({ used: [...reads, write] }),
      },
      ['broad-grant medium'],
    ],
    [
      'an old, dormant key without an owner',
      { granted: some, token: { ...old, owner: '' }, dormancy: dormant },
      ['unused-token medium'],
    ],
  ])('find %s', (_name, world, expected) => {
    expect(found(world).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(expected);
  });

  it.each<[string, FindingWorld]>([
    ['sleeps', { granted: some, dormancy: { verdict: 'sleeping' } }],
    ['is rarely used by purpose', { granted: some, dormancy: { verdict: 'rare-by-purpose' } }],
    ['cannot be judged', { granted: some, dormancy: { verdict: 'cannot-tell' } }],
    [
      'is switched off and left in peace',
      { granted: some, token: { ...young, status: 'inactive' }, dormancy: { verdict: 'retired' } },
    ],
    [
      'was turned away a few times and is in no inventory',
      {
        token: { ...young, status: 'unknown' },
        own: sampleUsage({ calls: 3, turned_away: 3 }),
        dormancy: { verdict: 'zombie' },
      },
    ],
    [
      'may do everything, in a log of 29 days',
      { granted: everything(), own: sampleUsage({ used: reads }), days: 29 },
    ],
    [
      'is root',
      {
        granted: everything(),
        token: { ...young, principalKind: 'root' },
        own: sampleUsage({ used: reads }),
      },
    ],
    ['ends by itself', { granted: some, token: { ...old, expiresAt: sampleSpan.to / 1000 + 1000 } }],
    ['is an old password', { granted: some, token: { ...old, kind: 'password' } }],
    [
      'has an owner through its principal',
      { granted: some, token: { ...young, owner: '' }, grants: { owner: 'b' } },
    ],
    ['holds what no inventory tells', { token: { ...young, owner: '' } }],
  ])('spare a token that %s', (_name, world) => {
    expect(namesOf(world)).toEqual([]);
  });

  it.each<[string, FindingWorld]>([
    ['writes through a service', { shared: sampleUsage({ token_id: '', used: [write] }) }],
    ['has a sibling that writes', { sibling: sampleUsage({ token_id: 'other', used: [write] }) }],
    ['could have written without a record', { coverage: sampleCoverage(['management-read']) }],
  ])('do not say that it only reads, of a token that %s', (_name, world) => {
    expect(namesOf({ granted: everything(), own: sampleUsage({ used: reads }), ...world })).not.toContain(
      'admin-but-reads',
    );
  });

  it('give commands that take a token out of use, and what they would break', () => {
    const [finding] = found({ granted: some, dormancy: dormant });
    expect(finding?.fix).toMatchObject({
      commands: [expect.stringContaining('--status Inactive')],
      rollback: [expect.stringContaining('--status Active')],
      revoke: [expect.stringContaining('delete-access-key')],
    });
    expect(finding?.breaks).toEqual(['chance that somebody still needs it: below 1 %']);
  });

  it('give a finding the same id for ever', () => {
    const [finding] = found({ granted: some, dormancy: dormant });
    expect(finding?.subject).toBe(sampleToken.id);
    expect(finding?.id).toBe('f-1493b8891323b1c3');
  });

  it('yield only to rules that there are, and publish a reason for every severity', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of rules) {
      expect(ids).toEqual(expect.arrayContaining([...rule.yieldsTo]));
      expect(rule.yieldsTo).not.toContain(rule.id);
      expect(rule.severities.length).toBeGreaterThan(0);
    }
  });
});

describe('no-owner', () => {
  it('is told once of an account where most have none', () => {
    const [gap] = sampleFleet({ granted: some, token: { ...young, owner: '' }, coverage }).tokens;
    if (!gap) throw new Error('the fleet has a token');
    const principals = Array.from({ length: 12 }, (_, i) => {
      const principalId = `arn:aws:iam::111122223333:user/u${i}`;
      return { ...gap, token: { ...gap.token, id: `AKIA${i}`, principalId, owner: i < 2 ? 'a' : '' } };
    });
    const fleet = { ...sampleFleet({ coverage }), tokens: principals };
    const facts = factsOf(fleet);
    expect(drawFindings(facts)).toMatchObject([
      { rule: 'no-owner', subjectKind: 'account', subject: '111122223333' },
    ]);
    const few = { ...fleet, tokens: principals.slice(0, 4) };
    expect(drawFindings({ ...facts, fleet: few }).map(({ subjectKind }) => subjectKind)).toEqual([
      'principal',
      'principal',
    ]);
  });
});

describe('no-expiry', () => {
  it('is told of a kind of which others end by themselves', () => {
    const [gap] = sampleFleet({
      granted: some,
      token: { ...young, kind: 'personal-access-token' },
      coverage,
    }).tokens;
    if (!gap) throw new Error('the fleet has a token');
    const other = { ...gap, token: { ...gap.token, id: 'other', expiresAt: sampleSpan.to / 1000 + 86_400 } };
    const fleet = { ...sampleFleet({ coverage }), tokens: [gap, other] };
    const facts = factsOf(fleet);
    expect(drawFindings(facts)).toMatchObject([{ rule: 'no-expiry', subject: gap.token.id }]);
    expect(drawFindings({ ...facts, fleet: { ...fleet, tokens: [gap] } })).toEqual([]);
  });
});
