import type { Finding } from '../../model/finding.ts';
import type { Report, TokenPage, TokenRow } from '../../model/report.ts';
import { createPaint } from './ink.ts';
import { type Line, renderLine } from './run.ts';

export const sampleWindow = { from: '2026-06-02T00:00:00Z', to: '2026-09-30T00:00:00Z' };

/** A token row of the schema; give what matters. */
export function tokenRow(given: Partial<TokenRow> = {}): TokenRow {
  return {
    id: 'AKIAEXAMPLELEDGER001',
    provider: 'aws',
    account: '482913650174',
    kind: 'access-key',
    principal: 'arn:aws:iam::482913650174:user/svc-ledger-export',
    owner: 'payments',
    status: 'active',
    granted: 440,
    used: 26,
    unused: 337,
    unknown: 77,
    denied: 3,
    usedNotGranted: 1,
    score: 78,
    calls: 48_212,
    firstUsed: '2026-06-02T02:14:00Z',
    lastUsed: '2026-09-29T02:14:00Z',
    ...given,
  };
}

type Source = Report['sources'][number];

export function source(given: Partial<Source> = {}): Source {
  return {
    provider: 'aws',
    files: 3_911,
    calls: 1_204_113,
    duplicates: 0,
    ignored: 0,
    ignoredReasons: {},
    unattributed: 0,
    unmapped: 0,
    unreadable: [],
    unreadableCount: 0,
    ...given,
  };
}

/** A report on the given tokens, with totals that agree. */
export function report(tokens: TokenRow[], given: Partial<Report> = {}): Report {
  const sum = (field: 'granted' | 'used' | 'unused' | 'unknown' | 'denied') =>
    tokens.reduce((total, token) => total + token[field], 0);
  return {
    schema: 'scopelight.report/1',
    window: sampleWindow,
    sources: [source()],
    totals: {
      tokens: tokens.length,
      principals: new Set(tokens.map(({ principal }) => principal)).size,
      granted: sum('granted'),
      used: sum('used'),
      unused: sum('unused'),
      unknown: sum('unknown'),
      denied: sum('denied'),
    },
    tokens,
    findings: [],
    ...given,
  };
}

export function sampleFinding(given: Partial<Finding> = {}): Finding {
  return {
    id: 'f-0123456789abcdef',
    rule: 'unused-token',
    severity: 'medium',
    reasons: ['it holds 440 permissions, and its gap is 67 of 100'],
    provider: 'aws',
    account: '482913650174',
    subject: 'AKIAEXAMPLELEDGER001',
    subjectKind: 'token',
    title: 'good, last used on 2026-06-25: 96 days without use',
    evidence: { principal: 'arn:aws:iam::482913650174:user/svc-ledger-export', idleDays: 96 },
    fix: {
      summary: 'switch it off, wait a month, then delete it',
      commands: ['aws iam update-access-key --access-key-id AKIAEXAMPLELEDGER001 --status Inactive'],
      rollback: ['aws iam update-access-key --access-key-id AKIAEXAMPLELEDGER001 --status Active'],
      revoke: ['aws iam delete-access-key --access-key-id AKIAEXAMPLELEDGER001'],
      notes: [],
    },
    breaks: ['chance that somebody still needs it: below 1 %'],
    ...given,
  };
}

export function samplePage(given: Partial<TokenPage> = {}): TokenPage {
  const seen = { firstSeen: '2026-06-02T02:14:00Z', lastSeen: '2026-09-29T02:14:00Z' };
  return {
    schema: 'scopelight.token/1',
    window: sampleWindow,
    token: tokenRow(),
    principal: {
      id: 'arn:aws:iam::482913650174:user/svc-ledger-export',
      kind: 'user',
      name: 'svc-ledger-export',
      owner: 'payments',
      ownerBasis: 'tag:owner',
      tokens: ['AKIAEXAMPLELEDGER001', 'AKIAEXAMPLELEDGER002'],
      isComplete: true,
    },
    dormancy: {
      verdict: 'in-use',
      why: ['it was used on the last day'],
      idleDays: 0,
      lastUsed: seen.lastSeen,
      lastUsedSource: 'log',
      alive: null,
      pauses: { count: 119, longestDays: 1 },
      rhythm: { text: 'every day', missed: 0, nextFrom: '2026-09-30T00:00:00Z', nextTo: null },
      purpose: null,
      takenOverBy: null,
      knocks: 0,
    },
    findings: [],
    matrix: [
      { service: 's3', level: 'read', granted: 62, used: 3, unused: 40, unknown: 19, denied: 0 },
      { service: 's3', level: 'write', granted: 48, used: 0, unused: 40, unknown: 8, denied: 0 },
      { service: 'athena', level: 'list', granted: 6, used: 1, unused: 5, unknown: 0, denied: 0 },
      { service: 'ses', level: 'write', granted: 0, used: 0, unused: 0, unknown: 0, denied: 1 },
    ],
    permissions: [
      {
        permission: 's3:GetObject',
        service: 's3',
        level: 'read',
        state: 'used',
        uses: 14_208,
        denied: 0,
        ...seen,
        resources: ['arn:aws:s3:::ledger-prod/2026/09/29/a.csv', 'arn:aws:s3:::ledger-prod/2026/09/28/a.csv'],
        sample: 'b1f1c0de-0000-4000-8000-000000000001',
      },
      {
        permission: 'ses:SendEmail',
        service: 'ses',
        level: 'write',
        state: 'denied',
        uses: 0,
        denied: 31,
        ...seen,
        resources: [],
        sample: 'b1f1c0de-0000-4000-8000-000000000002',
      },
    ],
    roles: [
      {
        id: 'arn:aws:iam::aws:policy/AmazonS3FullAccess',
        name: 'AmazonS3FullAccess',
        effect: 'allow',
        path: ['group/finance-batch', 'policy/AmazonS3FullAccess'],
        permissions: 143,
        isConditional: false,
      },
    ],
    places: [{ place: 'AS16509 Amazon, IE', calls: 47_930, ...seen }],
    agents: [{ agent: 'aws-sdk-java 2.25', calls: 47_930, ...seen }],
    days: [
      { day: '2026-06-02', calls: 400, denied: 0 },
      { day: '2026-06-30', calls: 4_000, denied: 31 },
      { day: '2026-09-29', calls: 401, denied: 0 },
    ],
    sessions: [],
    mintedBy: [],
    mints: [{ token: 'session:arn:aws:iam::1:role/glue', times: 90, lastSeen: seen.lastSeen }],
    changes: [],
    samples: [
      {
        time: seen.lastSeen,
        eventId: 'b1f1c0de-0000-4000-8000-000000000001',
        operation: 's3.amazonaws.com GetObject',
        resource: 'arn:aws:s3:::ledger-prod/2026/09/29/a.csv',
        outcome: 'allowed',
        place: 'AS16509 Amazon, IE',
        path: 'AWSLogs/482913650174/CloudTrail/eu-central-1/2026/09/29/x.json.gz',
      },
    ],
    ...given,
  };
}

/** Prints lines as a terminal without colour, or with it, would show them. */
export function print(lines: readonly Line[], hasColor = false): string {
  const paint = createPaint(hasColor);
  return lines.map((parts) => renderLine(parts, paint)).join('\n');
}

/** What of printed text a terminal would act on, but line ends and colours. */
export function actsOnTerminal(text: string): string[] {
  const withoutColor = text.replaceAll(/\p{Cc}\[[0-9;]*m/gu, '').replaceAll('\n', '');
  return withoutColor.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu) ?? [];
}
