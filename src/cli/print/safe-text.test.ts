import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from './safe-text.ts';

describe('safeText', () => {
  it.each([
    ['an escape sequence', '\u001b[2J\u001b]0;owned\u0007', '\\x1b[2J\\x1b]0;owned\\x07'],
    ['a one-byte escape sequence', '\u009b31m', '\\x9b31m'],
    ['line breaks', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['a bidirectional override', 'user\u202egnp.exe', 'user\\u{202e}gnp.exe'],
    ['bidirectional isolates', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['invisible characters', 'ad\u200bmin\ufeff\u00ad', 'ad\\u{200b}min\\u{feff}\\xad'],
    ['tag characters', '\u{e0041}', '\\u{e0041}'],
    ['spaces that only look plain', 'a\u00a0b\u3000', 'a\\xa0b\\u{3000}'],
    ['half a character', 'a\ud800b', 'a\\u{d800}b'],
    ['accents stacked on one letter', 'o\u0301\u0302\u0303\u0304', 'o\u0301\u0302\\u{303}\\u{304}'],
    ['an accent without letter', ' \u0301', ' \\u{301}'],
  ])('spells out %s', (_name, raw, shown) => {
    expect(safeText(raw)).toBe(shown);
  });

  it('leaves names in any script as they are', () => {
    for (const name of ['Zoë', 'Łukasz', '田中', 'Ольга', 'ไทย', 'a b-c_d/e:f@g', '👩'])
      expect(safeText(name)).toBe(name);
  });

  it('lets nothing through that moves the cursor, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        expect(safeText(raw)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('cuts what is very long, and says how much', () => {
    expect(safeText('a'.repeat(5_000), 10)).toBe('aaaaaaaaaa… (4990 more characters)');
  });
});
