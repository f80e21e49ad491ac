import { describe, expect, it } from 'vitest';
import { periodsSeen, periodsText } from './rhythm-periods.ts';

const dayMs = 86_400_000;

describe('periodsSeen', () => {
  const windows: readonly [number, readonly number[], string][] = [
    [5, [0.71, 0.16, 0.05, 0.03, 0.01], 'too short for even weekly jobs'],
    [
      60,
      [1, 1, 0.66, 0.33, 0.16],
      'safe for monthly jobs, cannot know about quarterly, half-yearly and yearly ones',
    ],
    [90, [1, 1, 0.99, 0.49, 0.25], 'safe for quarterly jobs, cannot know about half-yearly and yearly ones'],
    [200, [1, 1, 1, 1, 0.55], 'safe for half-yearly jobs, cannot know about yearly ones'],
    [400, [1, 1, 1, 1, 1], 'safe for yearly jobs'],
  ];
  it.each(windows)('says what %i days can have seen', (days, chances, text) => {
    const seen = periodsSeen({ from: 0, to: days * dayMs });
    expect(seen.map(({ chance }) => Math.round(chance * 100) / 100)).toEqual(chances);
    expect(periodsText(seen)).toBe(text);
  });
});
