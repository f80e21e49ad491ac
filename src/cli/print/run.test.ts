import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaint } from './ink.ts';
import { fitLine, line, lineWidth, padLine, renderLine, run } from './run.ts';

const plain = createPaint(false);
const colored = createPaint(true);

describe('renderLine', () => {
  it('prints hostile text as text', () => {
    const hostile = run('ci\u001b[31m\u001b]52;c;aGk=\u0007\nfake: 0 unused\u202e');
    expect(renderLine([hostile], plain)).toBe('ci\\x1b[31m\\x1b]52;c;aGk=\\x07\\nfake: 0 unused\\u{202e}');
  });

  it('puts no escape sequence into output without colour', () => {
    expect(renderLine(line(run('a', 'used'), run('b', 'severity')), plain)).toBe('ab');
  });

  it('adds nothing but colours to output with colour', () => {
    const shown = renderLine(line(run('a', 'used'), 'b'), colored);
    expect(shown).toBe('\u001b[36ma\u001b[39mb');
  });

  it('changes the colour no more often than the ink changes', () => {
    expect(renderLine(line(run('a', 'used'), run('b', 'used'), run('c', 'used')), colored)).toBe(
      '\u001b[36mabc\u001b[39m',
    );
  });

  it('ends right-to-left text, so that what follows stays in its place', () => {
    expect(renderLine(line('שלום', ' 12'), plain)).toBe('שלום\u200e 12');
  });

  it('leaves no blanks at the end', () => {
    expect(renderLine(line('a  ', run('   ', 'used')), plain)).toBe('a');
  });
});

describe('fitLine and padLine', () => {
  it('give exactly the width asked for, up to half of a wide character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        for (const cut of ['end', 'middle'] as const) {
          const fitted = padLine(fitLine([run(text)], width, cut), width);
          expect(lineWidth(fitted)).toBe(width);
        }
      }),
    );
  });

  it('keep both ends of an id', () => {
    const fitted = fitLine([run('arn:aws:iam::1:role/deploy')], 13, 'middle');
    expect(renderLine(fitted, plain)).toBe('arn:aw…deploy');
  });
});
