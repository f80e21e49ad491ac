import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globsOverlap, isGlob } from './glob.ts';

const letters = ['a', 'b'];
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });

/** Every text of up to six letters. */
const texts = [0, 1, 2, 3, 4, 5, 6].flatMap(textsOf);

function textsOf(length: number): readonly string[] {
  return length === 0 ? [''] : textsOf(length - 1).flatMap((text) => letters.map((letter) => text + letter));
}

function matches(glob: string, text: string): boolean {
  const source = glob.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^(?:${source})$`).test(text);
}

describe('globsOverlap', () => {
  it('holds precisely when some text matches both patterns', () => {
    fc.assert(
      fc.property(pattern, pattern, (left, right) => {
        // Two patterns that overlap do so in a text no longer than both without their stars.
        const short = [left, right].every((each) => each.replaceAll('*', '').length <= 3);
        fc.pre(short);
        const common = texts.some((text) => matches(left, text) && matches(right, text));
        expect(globsOverlap(left, right)).toBe(common);
        expect(globsOverlap(right, left)).toBe(common);
      }),
    );
  });

  it('is equality for texts without wildcards', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        fc.pre(!isGlob(left) && !isGlob(right));
        expect(globsOverlap(left, right)).toBe(left === right);
      }),
    );
  });
});
