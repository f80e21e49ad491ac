import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../model/report.ts';
import { explanationPage } from './explanation-page.ts';
import { actsOnTerminal, print, sampleWindow } from './sample-values.test-support.ts';

const hostile = '\u001b[31m\u0007\nx\u202e';

function explanation(given: Partial<Explanation> = {}): Explanation {
  return {
    schema: 'scopelight.explanation/1',
    window: sampleWindow,
    token: 'AKIAEXAMPLELEDGER001',
    principal: 'arn:aws:iam::482913650174:user/svc-ledger-export',
    permission: 's3:PutObject',
    state: 'unused',
    reasons: ['every such call would have been recorded'],
    grantedBy: [
      {
        role: 'arn:aws:iam::aws:policy/AmazonS3FullAccess',
        statement: 'Statement[0]',
        effect: 'allow',
        path: ['group/finance-batch', 'policy/AmazonS3FullAccess'],
        resources: ['*'],
        isConditional: false,
        since: '2023-02-14T00:00:00Z',
      },
    ],
    usage: [],
    coverage: { category: 'management-write', isRecorded: true, coveredHours: 2_880, holeHours: 0 },
    limits: [],
    ...given,
  };
}

const states: [Explanation['state'], string][] = [
  ['used', 'may use s3:PutObject, and used it.'],
  ['unused', 'may use s3:PutObject, and did not: a call would have been recorded.'],
  ['unknown', 'may use s3:PutObject; whether it did cannot be told.'],
  ['denied', 'wanted s3:PutObject and was refused.'],
  ['used-not-granted', 'used s3:PutObject, which no grant we know of gives.'],
  ['not-granted', 'is not granted s3:PutObject, and did not use it.'],
];

describe('explanationPage', () => {
  it.each(states)('concludes for %s in plain words', (state, words) => {
    expect(print(explanationPage(explanation({ state }), { width: 160 }))).toContain(words);
  });

  it('names the grant by its path, with where it holds and since when', () => {
    expect(print(explanationPage(explanation(), { width: 160 }))).toContain(
      'group/finance-batch → policy/AmazonS3FullAccess, Statement[0], on *, since 14 Feb 2023 at the earliest',
    );
  });

  it('ends with how we know', () => {
    const coverage = { category: 'data:x', isRecorded: false, coveredHours: 2_849, holeHours: 31 };
    expect(print(explanationPage(explanation({ coverage }), { width: 160 }))).toContain(
      'Basis: 2 Jun – 29 Sep 2026 · data:x calls: not recorded in full · 2,849 hours held, 31 hours in holes',
    );
  });

  it('prints what attackers wrote as text', () => {
    const [grant] = explanation().grantedBy;
    const page = explanation({
      token: hostile,
      principal: hostile,
      reasons: [hostile],
      limits: [hostile],
      grantedBy:
        grant === undefined ? [] : [{ ...grant, path: [hostile], resources: [hostile], effect: 'deny' }],
      usage: [
        {
          token: hostile,
          outcome: 'denied',
          uses: 1,
          firstSeen: sampleWindow.from,
          lastSeen: sampleWindow.from,
          resources: [hostile],
          sample: hostile,
        },
      ],
    });
    expect(actsOnTerminal(print(explanationPage(page, { width: 120 }), true))).toEqual([]);
  });
});
