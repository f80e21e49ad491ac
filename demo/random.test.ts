import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

const draws = (random: Random, count = 20) => Array.from({ length: count }, () => random.uint32());

describe('Random', () => {
  it('gives the same stream for the same seed and names', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, label) => {
        expect(draws(new Random(seed).split(label))).toEqual(draws(new Random(seed).split(label)));
      }),
    );
  });

  it('gives a child stream that does not depend on what its parent drew before', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.nat(50), (seed, label, drawn) => {
        const parent = new Random(seed);
        draws(parent, drawn);
        expect(draws(parent.split(label))).toEqual(draws(new Random(seed).split(label)));
      }),
    );
  });

  it('gives different streams for different names', () => {
    const root = new Random(1);
    const first = Array.from({ length: 5_000 }, (_, index) => root.split(index).uint32());
    expect(new Set(first).size).toBe(first.length);
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (seed, limit) => {
        const random = new Random(seed);
        for (let count = 0; count < 20; count += 1) {
          const value = random.below(limit);
          expect(Number.isInteger(value) && value >= 0 && value < limit).toBe(true);
        }
      }),
    );
  });

  it('gives about the mean it is asked for', () => {
    for (const mean of [0.3, 4, 80]) {
      const random = new Random('poisson');
      const total = Array.from({ length: 4_000 }, () => random.poisson(mean)).reduce(
        (sum, count) => sum + count,
        0,
      );
      expect(total / 4_000 / mean).toBeCloseTo(1, 1);
    }
  });

  it('writes identifiers in the form of a version 4 UUID', () => {
    const random = new Random('uuid');
    for (let count = 0; count < 200; count += 1) {
      expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('refuses to pick from nothing', () => {
    expect(() => new Random(1).pick([])).toThrow(RangeError);
  });
});
