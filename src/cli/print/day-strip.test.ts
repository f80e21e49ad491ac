import { describe, expect, it } from 'vitest';
import { dayStrip } from './day-strip.ts';
import { lineWidth } from './run.ts';
import { print, sampleWindow } from './sample-values.test-support.ts';

const days = [
  { day: '2026-06-02', calls: 100 },
  { day: '2026-06-04', calls: 1 },
  { day: '2026-09-29', calls: 25 },
];

describe('dayStrip', () => {
  it('shows days with calls by height, days without as dots, and the last day last', () => {
    const [strip, ticks] = print(dayStrip(days, { ...sampleWindow, width: 140 })).split('\n');
    expect(strip).toBe(`  █·▁${'·'.repeat(116)}▄`);
    expect(ticks?.trimEnd()).toBe(`  Jun${' '.repeat(26)}Jul${' '.repeat(28)}Aug${' '.repeat(28)}Sep`);
  });

  it('joins days where there is no room for each', () => {
    const [strip, , legend] = print(dayStrip(days, { ...sampleWindow, width: 42 })).split('\n');
    expect(strip).toHaveLength(42);
    expect(legend).toContain('one cell for 3 days');
  });

  it('ignores days outside the window and what is no day', () => {
    const odd = [...days, { day: '1999-01-01', calls: 9e9 }, { day: 'yesterday', calls: 9e9 }];
    expect(print(dayStrip(odd, { ...sampleWindow, width: 140 }))).toBe(
      print(dayStrip(days, { ...sampleWindow, width: 140 })),
    );
  });

  it('stays within the width', () => {
    for (let width = 40; width <= 200; width += 7) {
      const [strip = []] = dayStrip(days, { ...sampleWindow, width });
      expect(lineWidth(strip)).toBeLessThanOrEqual(width);
    }
  });
});
