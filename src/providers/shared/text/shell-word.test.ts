import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWord } from './shell-word.ts';

it('stays one word for a shell, whatever it holds', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const script = `for it in ${words.map(shellWord).join(' ')}; do printf '%s\\0' "$it"; done`;
      const seen = execFileSync('sh', ['-c', script]).toString('utf8').split('\0').slice(0, -1);
      expect(seen).toEqual(words);
    }),
    { numRuns: 40 },
  );
});
