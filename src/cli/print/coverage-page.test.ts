import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../model/report.ts';
import { coveragePage } from './coverage-page.ts';
import { lineWidth } from './run.ts';
import { actsOnTerminal, print, sampleWindow } from './sample-values.test-support.ts';

const hole = {
  from: '2026-09-06T03:00:00Z',
  to: '2026-09-07T10:00:00Z',
  region: 'eu-central-1',
  surprise: 40,
};

function source(given: Partial<Coverage['sources'][number]> = {}): Coverage['sources'][number] {
  return {
    provider: 'aws',
    account: '739205184663',
    category: 'management-read',
    regions: ['eu-central-1', 'us-east-1'],
    firstHour: '2026-06-02T00:00:00Z',
    lastHour: '2026-09-29T23:00:00Z',
    hoursWithRecords: 2_849,
    records: 22_808,
    holes: [],
    setting: 'all',
    ...given,
  };
}

function coverage(sources: Coverage['sources'], unmapped: Coverage['unmapped'] = []): Coverage {
  const catalogue = [{ provider: 'aws', always: 18_213, data: 631, shown: 0, never: 3_247 }];
  return { schema: 'scopelight.coverage/1', window: sampleWindow, sources, notes: [], unmapped, catalogue };
}

describe('coveragePage', () => {
  it('draws what is held, hatches holes, and dots what lies outside the first and last record', () => {
    const late = source({ firstHour: '2026-08-01T00:00:00Z', holes: [hole] });
    const page = print(coveragePage(coverage([late]), { width: 100 }));
    expect(page).toMatch(/ ·{12}█+▒+█+ /);
  });

  it('names a hole of an account once, however many kinds of call it holds', () => {
    const kinds = [source({ holes: [hole] }), source({ holes: [hole], category: 'management-write' })];
    const page = print(coveragePage(coverage(kinds), { width: 100 }));
    expect(page).toContain('1 hole: what was done in it is unknown.');
    expect(page).toContain('739205184663 eu-central-1 6 Sep 2026 03:00 – 7 Sep 2026 10:00, 31 hours');
  });

  it('says what the logs can never show', () => {
    const page = print(coveragePage(coverage([source()]), { width: 120 }));
    expect(page.replaceAll(/\s+/g, ' ')).toContain(
      'of 22,091 permissions, 18,213 are always recorded, 631 only while data events are switched on, 0 as its settings say or its records show, 3,247 never.',
    );
  });

  it('says so when nothing is held', () => {
    expect(print(coveragePage(coverage([]), { width: 100 }))).toContain('No logs are held for this window.');
  });

  it('stays within every width, and prints what attackers wrote as text', () => {
    const hostile = '\u001b[31m\u0007\nx\u202e'.repeat(20);
    const page = coverage(
      [source({ account: hostile, category: hostile, regions: [hostile], setting: null })],
      [{ source: hostile, operation: hostile, calls: 1 }],
    );
    for (let width = 60; width <= 200; width += 10) {
      const lines = coveragePage(page, { width });
      for (const parts of lines) expect(lineWidth(parts)).toBeLessThanOrEqual(width);
      expect(actsOnTerminal(print(lines, true))).toEqual([]);
    }
  });
});
