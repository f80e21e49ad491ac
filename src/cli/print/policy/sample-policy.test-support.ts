import type { PolicyAnswer } from '../../../model/policy.ts';
import { sampleWindow } from '../sample-values.test-support.ts';

type Statement = PolicyAnswer['statements'][number];

export function sampleStatement(given: Partial<Statement> = {}): Statement {
  return {
    document: 0,
    sid: 'Ec2',
    effect: 'allow',
    reason: 'used',
    permissions: ['ec2:DescribeInstances'],
    actions: ['ec2:DescribeInstances'],
    resources: ['*'],
    conditions: null,
    isEverywhere: true,
    adds: [],
    evidence: {
      uses: 1_056,
      denied: 0,
      firstSeen: '2026-07-02T02:14:00Z',
      lastSeen: '2026-09-29T02:14:00Z',
      samples: ['event-1', 'event-2'],
      permissions: [],
    },
    ...given,
  };
}

/** The answer about a policy; give what matters. */
export function samplePolicy(given: Partial<PolicyAnswer> = {}): PolicyAnswer {
  return {
    schema: 'scopelight.policy/1',
    subject: 'AKIAEXAMPLELEDGER001',
    provider: 'aws',
    account: '482913650174',
    principal: {
      id: 'arn:aws:iam::482913650174:user/svc-ledger-export',
      kind: 'user',
      name: 'svc-ledger-export',
      owner: 'payments',
    },
    tokens: ['AKIAEXAMPLELEDGER001'],
    otherTokens: [],
    window: sampleWindow,
    mode: 'used',
    totals: { granted: 22_010, given: 14, removed: 21_998, unknown: 6_400, narrowed: 1, kept: 2, wanted: 1 },
    isUnchanged: false,
    formats: ['json', 'terraform', 'cloudformation'],
    policy: { Version: '2012-10-17', Statement: [] },
    documents: [{ name: 'scopelight-svc-ledger-export', document: {}, characters: 1_200 }],
    statements: [sampleStatement()],
    removed: [
      { permission: 'iam:CreateUser', state: 'unused', why: 'No call needed it.' },
      {
        permission: 'iam:PassRole',
        state: 'unknown',
        why: 'Its use leaves no record of its own in any log.',
      },
    ],
    kept: [
      { permission: 's3:GetObject', reason: 'sign', why: 'It works inside resources of s3.' },
      { permission: 's3:PutObject', reason: 'sign', why: 'It works inside resources of s3.' },
    ],
    wanted: [{ permission: 'sqs:SendMessage', why: 'It was only ever refused.' }],
    elsewhere: [{ permission: 's3:GetObject', why: 'no held document gives it' }],
    excluded: [],
    episodes: [],
    unknown: [
      {
        service: 'iam',
        permissions: ['iam:PassRole'],
        why: ['Its use leaves no record of its own in any log.'],
        settle: ['ask Amazon Web Services for its own record of last access'],
      },
    ],
    diff: [
      {
        service: 'ec2',
        removed: ['ec2:RunInstances', 'ec2:StopInstances'],
        narrowed: [],
        kept: ['ec2:DescribeInstances'],
        added: [],
      },
      {
        service: 's3',
        removed: [],
        narrowed: [{ permission: 's3:ListBucket', from: ['*'], to: ['arn:aws:s3:::ledger'] }],
        kept: [],
        added: [],
      },
      { service: 'iam', removed: ['iam:CreateUser', 'iam:PassRole'], narrowed: [], kept: [], added: [] },
    ],
    replay: {
      calls: 2_112,
      requests: 2,
      deniedCalls: 0,
      denied: [],
      conditionalCalls: 0,
      elsewhereCalls: 0,
      excludedCalls: 0,
      unmappedCalls: 0,
    },
    size: { documents: 1, characters: 1_200, fits: true },
    limits: { documentsMax: 10, charactersMax: 6_144 },
    replaces: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    leaves: [],
    notes: [{ kind: 'everywhere', permissions: ['ec2:DescribeInstances'], text: 'It knows no resources.' }],
    breakage: null,
    commands: { apply: ['aws iam create-policy …'], rollback: ['aws iam attach-user-policy …'], notes: [] },
    ...given,
  };
}
