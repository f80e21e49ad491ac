import { describe, expect, it } from 'vitest';
import {
  management,
  permissionId,
  type SampleWorld,
  sampleCoverage,
  sampleFleet,
  sampleSpan,
  sampleToken,
  sampleUsage,
  setOf,
} from '../../analysis/gap.test-support.ts';
import type { PermissionUsage } from '../../analysis/permission-evidence.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { findProvider } from '../../providers/register.ts';
import type { Facts } from './explanation-facts.ts';
import { limitsOf } from './explanation-limits.ts';
import { reasonsFor } from './explanation-reasons.ts';

const coverage = sampleCoverage(management);
const granted = setOf('ec2:RunInstances', 'ec2:CreateTags', 'iam:CreateUser', 's3:GetObject', 'iam:PassRole');
const allow = {
  role: 'r',
  statement: '0',
  effect: 'allow',
  path: [],
  resources: ['*'],
  isConditional: false,
  since: null,
};
const seconds = (iso: string): number => Date.parse(iso) / 1000;

function usageOf(row: Partial<PermissionUsage>): PermissionUsage {
  return {
    token_id: sampleToken.id,
    outcome: 'allowed',
    uses: 3,
    first: 0,
    last: 0,
    resources: [],
    sample: '',
    ...row,
  };
}

function factsOf(
  permission: string,
  state: Facts['state'],
  world: SampleWorld = {},
  more: Partial<Facts> = {},
): Facts {
  const known = findProvider('aws').catalogue.find(permission);
  if (!known) throw new Error(`no permission ${permission}`);
  const given = { coverage, granted, ...world };
  const fleet = sampleFleet(given);
  const [gap] = fleet.tokens;
  if (!gap) throw new Error('no token');
  return {
    fleet,
    gap,
    permission: known,
    state,
    grantedBy: [],
    usage: [],
    lastAccess: [],
    lastUse: { token: undefined, principal: undefined },
    providerTitle: 'Amazon Web Services',
    ...more,
  };
}

function reasons(...facts: Parameters<typeof factsOf>): string {
  return reasonsFor(factsOf(...facts)).join(' ');
}

function limits(...facts: Parameters<typeof factsOf>): string {
  return limitsOf(factsOf(...facts)).join(' ');
}

describe('reasonsFor', () => {
  it('tells a token’s own uses from those that a service made for its principal', () => {
    const usage = [
      usageOf({ uses: 1200 }),
      usageOf({ token_id: '', uses: 1 }),
      usageOf({ outcome: 'denied' }),
    ];
    expect(reasonsFor(factsOf('iam:CreateUser', 'used', {}, { usage }))).toEqual([
      '1,200 calls with this token needed it and were not refused.',
      '1 call that a service made on the principal’s behalf needed it; any of its tokens may be behind them.',
      '3 calls were refused.',
    ]);
  });

  it('says when all uses failed', () => {
    const usage = [usageOf({ outcome: 'error' })];
    expect(reasons('iam:CreateUser', 'used', {}, { usage })).toContain(
      'All of them failed for another reason',
    );
  });

  it('says from when to when nothing needed it, and which record is missing', () => {
    expect(reasons('iam:CreateUser', 'unused')).toBe(
      'No call of the principal needed it from 2026-06-01 to 2026-09-28. A call would have left a management-write record in the log of account 111122223333.',
    );
  });

  it.each<[string, string, SampleWorld, string]>([
    ['no inventory', 'iam:CreateUser', { granted: undefined as never }, 'does not hold this principal'],
    ['no log', 'iam:CreateUser', { coverage: undefined as never }, 'No log of account 111122223333 is held.'],
    ['no record of its own', 'iam:PassRole', {}, 'leaves no record of its own in any log'],
    ['no records of its kind', 's3:GetObject', {}, 'holds no data:AWS::S3::Object records'],
    [
      'records of some resources',
      's3:GetObject',
      { coverage: sampleCoverage(management, { seen: new Set(['data:AWS::S3::Object']) }) },
      'is not known to record all data:AWS::S3::Object calls',
    ],
    [
      'a kind switched on within the window',
      's3:GetObject',
      {
        coverage: sampleCoverage(management, {
          seen: new Set(['data:AWS::S3::Object']),
          partial: new Set(['data:AWS::S3::Object']),
        }),
      },
      'begin after its log, or end before it',
    ],
    [
      'a service left out',
      'iam:CreateUser',
      { coverage: sampleCoverage(management, { exceptServices: new Set(['iam']) }) },
      'leave out the calls of iam',
    ],
    [
      'a hole',
      'iam:CreateUser',
      {
        coverage: sampleCoverage(management, {
          judgedFrom: undefined,
          judgedTo: undefined,
          holes: [
            { account: 'a', region: 'x', from: 10, to: 40, surprise: 50 },
            { account: 'a', region: 'y', from: 20, to: 50, surprise: 50 },
          ],
        }),
      },
      'has holes of 40 hours',
    ],
    [
      'too short a log',
      'iam:CreateUser',
      { coverage: sampleCoverage(management, { judgedFrom: undefined, judgedTo: undefined }) },
      'covers too little of the window',
    ],
    [
      'a grant that the log makes young',
      'iam:CreateUser',
      { grants: { young: granted } },
      'The log has what gives it attached, or written to, or what limits it changed, after the window began',
    ],
    [
      'young tokens',
      'iam:CreateUser',
      { isNewcomer: true },
      'No token of the principal is as old as the window',
    ],
    [
      'a try that the provider saw',
      'iam:CreateUser',
      { tries: { services: [], permissions: ['iam:CreateUser'], untried: [] } },
      'Amazon Web Services itself saw it or its service tried',
    ],
    [
      'an unmapped operation',
      'iam:CreateUser',
      { unmappedServices: new Set(['iam']) },
      'called operations of iam of which it is not known what they need',
    ],
    [
      'a companion in use',
      'ec2:CreateTags',
      { own: sampleUsage({ used: [permissionId('ec2:RunInstances')] }) },
      'A permission in use may need it without a record of its own: ec2:RunInstances.',
    ],
  ])('says why it is unknown: %s', (_name, permission, world, words) => {
    expect(reasons(permission, 'unknown', world)).toContain(words);
  });

  it('says of a grant that it is young only where its own date does', () => {
    const at = (since: string) =>
      reasons(
        'iam:CreateUser',
        'unknown',
        { grants: { young: granted } },
        { grantedBy: [{ ...allow, since }] },
      );
    expect(at('2026-07-01T00:00:00.000Z')).toContain('It was granted after the window began');
    expect(at('2024-07-01T00:00:00.000Z')).not.toContain('It was granted');
  });

  it('does not ask for records of what is recorded', () => {
    const world = { coverage: sampleCoverage([...management, 'data:AWS::S3::Object']), isNewcomer: true };
    expect(reasons('s3:GetObject', 'unknown', world)).toBe(
      'No token of the principal is as old as the window: not using it yet says little.',
    );
    expect(limits('s3:GetObject', 'unknown', world)).toBe('');
  });

  it('names the other token that uses it', () => {
    const world = { sibling: sampleUsage({ token_id: 'AKIAOTHER', used: [permissionId('iam:CreateUser')] }) };
    const usage = [usageOf({ token_id: 'AKIAOTHER' })];
    expect(reasons('iam:CreateUser', 'unknown', world, { usage })).toContain(
      'Another token of the principal uses it (AKIAOTHER)',
    );
  });

  it('gives a reason for whatever is unknown', () => {
    for (const world of [
      {},
      { coverage: sampleCoverage([]) },
      { own: sampleUsage({ used: [...granted] }) },
    ]) {
      for (const permission of ['s3:GetObject', 'iam:PassRole', 'ec2:CreateTags']) {
        const { gap } = factsOf(permission, 'unknown', world);
        if (gap.unknown.has(permissionId(permission)))
          expect(reasons(permission, 'unknown', world)).not.toBe('');
      }
    }
  });

  it('tells a permission that was never granted from one that was taken away', () => {
    expect(reasons('iam:CreateUser', 'not-granted')).toBe(
      'No grant in the inventory gives it. No call needed it.',
    );
    expect(reasons('iam:CreateUser', 'not-granted', {}, { grantedBy: [allow] })).toContain('takes it away');
  });
});

describe('limitsOf', () => {
  it('says what would settle an unknown', () => {
    expect(limits('s3:GetObject', 'unknown')).toContain('data events for AWS::S3::Object');
    expect(limits('iam:PassRole', 'unknown')).toContain('No log can show its use');
    expect(limits('iam:CreateUser', 'used')).toBe('');
  });

  it('says how long a window an absence is about', () => {
    expect(limits('iam:CreateUser', 'unused')).toContain('less often than every 120 days');
  });

  it('says when a policy is missing from the inventory', () => {
    expect(
      limits('iam:CreateUser', 'used', { grants: { isComplete: false, young: PermissionSet.empty } }),
    ).toContain('lacks the document of a policy');
  });

  it('tells what the provider itself saw of the permission and its service', () => {
    const lastAccess = [
      { service: 'iam', permission: 'iam:CreateUser', usedAt: undefined },
      { service: 'iam', permission: '', usedAt: seconds('2026-07-01T00:00:00Z') },
    ];
    const text = limits('iam:CreateUser', 'unused', {}, { lastAccess });
    expect(text).toContain('saw no try of iam:CreateUser');
    expect(text).toContain('try the service iam on 2026-07-01');
  });

  it('notices that the provider knows of a later use than the log', () => {
    const told = (at: string, world: SampleWorld = {}) =>
      limits('iam:CreateUser', 'unused', world, { lastUse: { token: seconds(at), principal: undefined } });
    expect(told('2026-07-01T00:00:00Z')).toContain('no call of it is held: the logs may lack some');
    expect(told('2026-01-01T00:00:00Z')).toContain('2026-01-01, before the window');
    const own = sampleUsage({ last_seen: sampleSpan.from / 1000 + 10 * 86_400 });
    expect(told('2026-07-01T00:00:00Z', { own })).toContain(
      'after the last call that is held, of 2026-06-11',
    );
    expect(told('2026-06-11T12:00:00Z', { own })).not.toContain('last saw');
  });
});
