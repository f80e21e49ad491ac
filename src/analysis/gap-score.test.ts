import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levels } from '../model/permission.ts';
import { gapScore, levelWeights } from './gap-score.ts';

const page = readFileSync(new URL('../../docs/score.md', import.meta.url), 'utf8');
const catalogue = 150_000;

describe('gapScore', () => {
  const weight = fc.double({ min: 0, max: catalogue, noNaN: true });

  it('is a whole number from 0 to 100', () => {
    fc.assert(
      fc.property(weight, weight, (unused, used) => {
        const score = gapScore(unused, used, catalogue);
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      }),
    );
  });

  it('never falls as more is unused, and never rises as more is used', () => {
    fc.assert(
      fc.property(weight, weight, weight, (unused, used, more) => {
        expect(gapScore(unused + more, used, catalogue)).toBeGreaterThanOrEqual(
          gapScore(unused, used, catalogue),
        );
        expect(gapScore(unused, used + more, catalogue)).toBeLessThanOrEqual(
          gapScore(unused, used, catalogue),
        );
      }),
    );
  });

  it('weighs the more, the more a permission lets its holder do', () => {
    const { list, read, write, permissions } = levelWeights;
    expect(list < read && read < write && write < permissions).toBe(true);
  });
});

describe('docs/score.md', () => {
  it.each([...page.matchAll(/^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \|$/gm)].map(([, ...cells]) => cells))(
    'gives the score of a token that %s',
    (_name, unused, used, score) => {
      expect(gapScore(Number(unused), Number(used), catalogue)).toBe(Number(score));
    },
  );

  it.each(levels)('publishes the weight of level %s', (level) => {
    expect(page).toMatch(new RegExp(`\\| \`${level}\`[^|]* \\| ${levelWeights[level]} \\|`));
  });
});
