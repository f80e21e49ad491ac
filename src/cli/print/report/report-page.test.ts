import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../model/finding.ts';
import { lineWidth } from '../run.ts';
import {
  actsOnTerminal,
  print,
  report,
  sampleFinding,
  source,
  tokenRow,
} from '../sample-values.test-support.ts';
import { reportPage } from './report-page.ts';

const hostile = '\u001b]0;owned\u0007\u001b[2J\r\nAll tokens are fine\u202e';

const finding = sampleFinding({
  rule: 'admin-only-reads',
  severity: 'critical',
  title: 'Administrator key that only reads two things',
});

describe('reportPage', () => {
  it('says in its first sentence how many tokens have a gap', () => {
    const page = print(reportPage(report([tokenRow(), tokenRow({ unused: 0, score: 0 })]), { width: 100 }));
    expect(page).toContain('1 of 2 tokens holds permissions it did not use in these 120 days.');
  });

  it('says of one token that it has none', () => {
    const one = tokenRow({ granted: 1, used: 1, unused: 0, unknown: 0, score: 0 });
    const page = print(reportPage(report([one]), { width: 100 }));
    expect(page).toContain('1 token used all it may do in these 120 days.');
    expect(page).toContain('Together they may do 1 thing.');
  });

  it('counts what is used by tokens of unknown grants for no share of what is granted', () => {
    const bare = tokenRow({ id: 'bare', granted: 0, used: 9, unused: 0, unknown: 0, score: null });
    const idle = tokenRow({ id: 'idle', granted: 40, used: 0, unused: 40, unknown: 0 });
    const page = print(reportPage(report([bare, idle]), { width: 100 }));
    const [row = ''] = page.split('\n').filter((line) => line.trimStart().startsWith(`${idle.provider} `));
    expect(row).toContain(' 0 %');
  });

  it('stays within every width, and needs no colour', () => {
    const tokens = [
      tokenRow(),
      tokenRow({ id: 'x'.repeat(300), owner: 'y'.repeat(300), principal: hostile }),
    ];
    const whole = report(tokens, {
      findings: [finding],
      sources: [
        source({
          unmapped: 4,
          unreadableCount: 2,
          unreadable: [{ path: hostile, offset: 7, reason: 'cut' }],
        }),
      ],
    });
    for (let width = 40; width <= 200; width += 5) {
      for (const parts of reportPage(whole, { width })) expect(lineWidth(parts)).toBeLessThanOrEqual(width);
    }
  });

  it('prints what attackers wrote into logs as text, on its own line', () => {
    const rows = [
      tokenRow({
        id: hostile,
        principal: hostile,
        owner: hostile,
        kind: hostile,
        account: hostile,
        provider: hostile,
      }),
    ];
    const page = report(rows, {
      findings: [{ ...finding, subject: hostile, title: hostile, rule: hostile }],
      sources: [
        source({
          provider: hostile,
          ignored: 1,
          ignoredReasons: { [hostile]: 1 },
          unreadableCount: 1,
          unreadable: [{ path: hostile, offset: 0, reason: hostile }],
        }),
      ],
    });
    for (const hasColor of [false, true]) {
      const shown = print(reportPage(page, { width: 200 }), hasColor);
      expect(actsOnTerminal(shown)).toEqual([]);
      expect(shown).not.toMatch(/^\s*All tokens are fine/m);
    }
  });

  it('says what is unknown as unknown', () => {
    const page = print(
      reportPage(report([tokenRow({ granted: 0, unused: 0, unknown: 0, score: null })]), { width: 100 }),
    );
    expect(page).toContain('What tokens may do is not known.');
    expect(page).toContain('no inventory says what they may do');
  });

  it('says that there is nothing, when there is nothing', () => {
    expect(print(reportPage(report([]), { width: 100 }))).toContain('There is no token to report on.');
  });

  it('names what could not be read with path, offset and reason', () => {
    const unreadable = [{ path: 'a/b.json.gz', offset: 1_234_567, reason: 'gzip stream ends early' }];
    const page = print(
      reportPage(report([tokenRow()], { sources: [source({ unreadable, unreadableCount: 3 })] }), {
        width: 100,
      }),
    );
    expect(page).toContain('a/b.json.gz at byte 1234567: gzip stream ends early');
    expect(page).toContain('and 2 more');
  });

  it('puts the most severe finding first, with bars and word', () => {
    const low: Finding = { ...finding, severity: 'low', title: 'Old key' };
    const page = print(reportPage(report([tokenRow()], { findings: [low, finding] }), { width: 120 }));
    expect(page.indexOf('▂▄▆█ critical')).toBeGreaterThan(0);
    expect(page.indexOf('critical  user/svc-ledger-export')).toBeLessThan(page.indexOf('Old key'));
  });
});
