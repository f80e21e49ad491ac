import { describe, expect, it } from 'vitest';
import { lineWidth } from '../run.ts';
import { actsOnTerminal, print, sampleFinding, sampleWindow } from '../sample-values.test-support.ts';
import { findingListPage } from './finding-list-page.ts';
import { findingPage } from './finding-page.ts';

const hostile = '\u001b]0;owned\u0007\r\nAll is well\u202e';
const list = { schema: 'scopelight.findings/1' as const, window: sampleWindow, muted: 0 };

describe('one finding', () => {
  it('shows why, on what ground, what to run, and what that would break', () => {
    const page = print(findingPage(sampleFinding(), 100));
    expect(page).toContain('user/svc-ledger-export: good, last used on 2026-06-25');
    expect(page).toContain('medium: it holds 440 permissions');
    expect(page).toMatch(/idle days +96/);
    expect(page).toContain('chance that somebody still needs it: below 1 %');
  });

  it('never breaks a command', () => {
    const { fix } = sampleFinding();
    const page = print(findingPage(sampleFinding(), 40)).split('\n');
    for (const command of [...fix.commands, ...fix.rollback, ...fix.revoke])
      expect(page).toContain(`    ${command}`);
  });

  it('prints what attackers wrote as text, and evidence of any form', () => {
    const evidence = {
      principal: hostile,
      list: [hostile, { deep: [1, null, hostile] }],
      none: [],
      missing: null,
    };
    const page = findingPage(sampleFinding({ subject: hostile, title: hostile, evidence }), 100);
    expect(actsOnTerminal(print(page, true))).toEqual([]);
    expect(print(page)).not.toMatch(/^\s*All is well/m);
  });
});

describe('a list of findings', () => {
  it('tells how many of each severity there are, and how many are muted', () => {
    const findings = [sampleFinding({ severity: 'high' }), sampleFinding()];
    const page = print(findingListPage({ ...list, findings, muted: 3 }, 120));
    expect(page).toContain('2 findings, the worst first.  1 high, 1 medium');
    expect(page).toContain('3 findings muted.');
  });

  it('says that there is nothing, when there is nothing', () => {
    const text = print(findingListPage({ ...list, findings: [] }, 100));
    expect(text).toContain('No rule finds fault with what is known.');
    expect(text).toContain('`scopelight coverage`');
  });

  it('stays within every width', () => {
    const findings = [sampleFinding({ title: 'x'.repeat(300), subject: hostile })];
    for (let width = 40; width <= 200; width += 20) {
      for (const parts of findingListPage({ ...list, findings }, width))
        expect(lineWidth(parts)).toBeLessThanOrEqual(width);
    }
  });
});
