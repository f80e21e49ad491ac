import { describe, expect, it } from 'vitest';
import { lineWidth } from '../run.ts';
import { actsOnTerminal, print } from '../sample-values.test-support.ts';
import { policyPage } from './policy-page.ts';
import { samplePolicy, sampleStatement } from './sample-policy.test-support.ts';

const hostile = '\u001b[31m\u0007\nx\u202e';

function page(...given: Parameters<typeof samplePolicy>): string {
  return print(policyPage(samplePolicy(...given), { width: 100 }));
}

describe('policyPage', () => {
  it('says first how much remains', () => {
    expect(page()).toContain('svc-ledger-export: 22,010 → 14 permissions');
    expect(page()).toMatch(/█ remain 12 .*░ unused, removed 15,598 [^▒]*▒ cannot be known, removed 6,400/);
  });

  it('shows every statement with the calls behind it', () => {
    expect(page()).toContain('█ ec2:DescribeInstances on everything, 1,056 calls');
    const wanted = sampleStatement({
      reason: 'wanted',
      isEverywhere: false,
      resources: ['arn:q'],
      evidence: { ...sampleStatement().evidence, uses: 0, denied: 3 },
    });
    expect(page({ statements: [wanted] })).toContain(
      '◆ ec2:DescribeInstances on arn:q, asked for and refused, refused 3 times',
    );
  });

  it('shows what changes by service, and what loses everything in one line', () => {
    const text = page();
    expect(text).toMatch(/= DescribeInstances\n\s+− RunInstances, StopInstances/);
    expect(text).toContain('~ ListBucket  * → arn:aws:s3:::ledger');
    expect(text).toContain('− 2 permissions of 1 service of which nothing stays: iam (2)');
  });

  it('names what is kept under its reason, and what cannot be known with the flag that keeps it', () => {
    const text = page();
    expect(text).toContain('s3:GetObject, s3:PutObject: It works inside resources of s3.');
    expect(text).toMatch(/iam\s+1\s+--keep iam\s+ask Amazon Web Services/);
  });

  it('tells the outcome of the replay, and the size', () => {
    expect(page()).toContain('Replay: none of 2,112 past calls would be denied');
    expect(page()).toContain('1 document of at most 10, 1,200 characters of at most 6,144 each');
    const { replay, size } = samplePolicy();
    const denied = [{ permission: 's3:GetObject', resource: '', calls: 7 }];
    const text = page({
      replay: { ...replay, deniedCalls: 7, denied },
      size: { ...size, fits: false },
    });
    expect(text).toContain('Replay: 7 of 2,112 past calls would be denied.');
    expect(page({ replay: { ...replay, excludedCalls: 4 } })).toContain('4 calls of suspicious episodes');
    expect(text).toContain('✕ s3:GetObject on a resource that is not named, 7 calls');
    expect(text).toMatch(/each: too large for the\s+provider/);
  });

  it('says so when everything stays', () => {
    const text = page({ isUnchanged: true, statements: [] });
    expect(text).toContain('The policy stays as it is: nothing can be taken away yet.');
    expect(text).not.toContain('Replay');
  });

  it('says so when nothing remains, and when nothing is known to be held', () => {
    const { totals } = samplePolicy();
    expect(page({ statements: [], documents: [], policy: null })).toContain('No policy is needed');
    expect(page({ totals: { ...totals, granted: 0 } })).toContain('what it holds is not known');
  });

  it('stays within every width, but for commands to paste', () => {
    for (let width = 60; width <= 200; width += 5) {
      for (const parts of policyPage(samplePolicy({ commands: null }), { width })) {
        expect(lineWidth(parts)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('prints what attackers wrote as text', () => {
    const base = samplePolicy();
    const text = page({
      account: hostile,
      principal: { id: hostile, kind: hostile, name: hostile, owner: hostile },
      tokens: [hostile],
      otherTokens: [hostile],
      statements: [
        sampleStatement({ actions: [hostile], resources: [hostile], isEverywhere: false, adds: [hostile] }),
      ],
      kept: [{ permission: hostile, reason: 'sign', why: hostile }],
      wanted: [{ permission: hostile, why: hostile }],
      elsewhere: [{ permission: hostile, why: hostile }],
      excluded: [{ permission: hostile, why: hostile }],
      unknown: [{ service: hostile, permissions: [hostile], why: [hostile], settle: [] }],
      diff: [
        {
          service: hostile,
          removed: [hostile],
          narrowed: [{ permission: hostile, from: [hostile], to: [hostile] }],
          kept: [hostile],
          added: [hostile],
        },
      ],
      replay: {
        ...base.replay,
        deniedCalls: 1,
        denied: [{ permission: hostile, resource: hostile, calls: 1 }],
      },
      notes: [{ kind: hostile, permissions: [hostile], text: hostile }],
      commands: { apply: [hostile], rollback: [hostile], notes: [hostile] },
    });
    expect(actsOnTerminal(text)).toEqual([]);
  });
});
