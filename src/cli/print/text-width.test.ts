import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from './safe-text.ts';
import { headOf, tailOf, textWidth } from './text-width.ts';

describe('textWidth', () => {
  it.each([
    ['abc', 3],
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['田中', 4],
    ['👩', 2],
    ['█░▒✕◆', 5],
  ])('gives the columns of %s', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });
});

describe('headOf and tailOf', () => {
  it('give a beginning and an end that fit, and are as long as can be', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((raw) => safeText(raw));
    fc.assert(
      fc.property(text, fc.nat({ max: 30 }), (whole, width) => {
        const head = headOf(whole, width);
        const tail = tailOf(whole, width);
        expect(whole.startsWith(head)).toBe(true);
        expect(whole.endsWith(tail)).toBe(true);
        expect(textWidth(head)).toBeLessThanOrEqual(width);
        expect(textWidth(tail)).toBeLessThanOrEqual(width);
        if (textWidth(whole) <= width) expect(head).toBe(whole);
        else expect(textWidth(head)).toBeGreaterThanOrEqual(width - 1);
      }),
    );
  });
});
