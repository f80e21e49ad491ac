import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line, lineWidth, run } from './run.ts';
import { print } from './sample-values.test-support.ts';
import { wrap } from './wrap.ts';

describe('wrap', () => {
  it('breaks at blanks and hangs the lines after the first', () => {
    const lines = wrap(line('one two three four'), { width: 12, indent: 2, hang: 2 });
    expect(print(lines)).toBe('  one two\n    three\n    four');
  });

  it('breaks a word that is longer than a line', () => {
    expect(print(wrap(line('abcdefghijkl'), { width: 10, indent: 2 }))).toBe('  abcdefgh\n  ijkl');
  });

  it('begins a word that has to be broken where it stands', () => {
    const lines = wrap(line('! a/long/path/without/blanks'), { width: 16, indent: 2 });
    expect(print(lines)).toBe('  ! a/long/path/\n  without/blanks');
  });

  it('never exceeds the width and loses nothing but blanks', () => {
    const words = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 16, max: 60 }), (list, width) => {
        const parts = list.flatMap((word, index) => line(run(word, index % 2 ? 'strong' : 'plain'), ' '));
        const lines = wrap(parts, { width, indent: 2, hang: 2 });
        for (const wrapped of lines) expect(lineWidth(wrapped)).toBeLessThanOrEqual(width);
        const text = (all: readonly { text: string }[]) =>
          all
            .map((part) => part.text)
            .join('')
            .replaceAll(' ', '');
        expect(lines.map(text).join('')).toBe(text(parts));
      }),
    );
  });
});
