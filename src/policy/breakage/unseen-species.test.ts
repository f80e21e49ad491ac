import { describe, expect, it } from 'vitest';
import { unseenChance, unseenEver } from './unseen-species.ts';

describe('the estimate for unseen species', () => {
  it('is Chao2, and its corrected form where nothing was used on two days', () => {
    expect(unseenEver({ days: 60, used: 20, once: 6, twice: 3 })).toBeCloseTo((59 / 60) * 6, 10);
    expect(unseenEver({ days: 60, used: 20, once: 6, twice: 0 })).toBeCloseTo((59 / 60) * 15, 10);
  });

  it('expects nothing new of who did everything more than once', () => {
    expect(unseenChance({ days: 60, used: 20, once: 0, twice: 4 }, 30)).toBe(0);
  });

  it('grows with the horizon, and never past what is still to come', () => {
    const counts = { days: 60, used: 20, once: 6, twice: 3 };
    const chances = [1, 30, 90, 10_000].map((days) => unseenChance(counts, days));
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(chances.at(-1)).toBeCloseTo(1 - Math.exp(-unseenEver(counts)), 6);
  });

  it('says nothing of no days', () => {
    expect(unseenChance({ days: 0, used: 0, once: 0, twice: 0 }, 30)).toBe(0);
  });
});
