import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileArnCondition, compileResourcePattern } from './arn-pattern.ts';
import { compileGlob, compileGlobText } from './glob.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 8 });
const patterns = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });

function piecesOf(text: string) {
  return [{ text, isPlain: false }];
}

function regexOf(pattern: string, translate: (wildcard: string, index: number) => string): RegExp {
  const source = [...pattern].map((character, index) =>
    '*?'.includes(character) ? translate(character, index) : character,
  );
  return new RegExp(`^${source.join('')}$`, 's');
}

describe('compileGlob', () => {
  it('agrees with the regular expression the wildcards stand for', () => {
    fc.assert(
      fc.property(patterns, letters, (pattern, text) => {
        const regex = regexOf(pattern, (wildcard) => (wildcard === '*' ? '.*' : '.'));
        expect(compileGlobText(pattern)(text)).toBe(regex.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes wildcards in plain pieces as characters', () => {
    const test = compileGlob([
      { text: 'a*', isPlain: false },
      { text: '*?', isPlain: true },
    ]);
    expect(test('ax*?')).toBe(true);
    expect(test('axyz')).toBe(false);
  });

  it('ends on patterns that make backtracking explode', () => {
    const test = compileGlobText(`${'a*'.repeat(500)}b?`);
    expect(test('a'.repeat(5000))).toBe(false);
  });
});

describe('compileResourcePattern', () => {
  it('confines wildcards to their segment before the fifth colon, but for a star that ends it', () => {
    fc.assert(
      fc.property(patterns, letters, (pattern, text) => {
        const regex = regexOf(pattern, (wildcard, index) => {
          const isResourcePart = pattern.slice(0, index).split(':').length > 5;
          const endsSegment = wildcard === '*' && ['', ':'].includes(pattern.charAt(index + 1));
          const any = isResourcePart || endsSegment ? '.' : '[^:]';
          return wildcard === '*' ? `${any}*` : any;
        });
        expect(compileResourcePattern(piecesOf(pattern))(text)).toBe(regex.test(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('ends on patterns that make backtracking explode', () => {
    const test = compileResourcePattern(piecesOf(`${'a*'.repeat(300)}b:x`));
    expect(test('a'.repeat(2000))).toBe(false);
  });
});

describe('compileArnCondition', () => {
  it('keeps every wildcard before the resource part between its colons', () => {
    const test = compileArnCondition(piecesOf('arn:*:s3:*:*:a*'));
    expect(test?.('arn:aws:s3:::abc:d/e')).toBe(true);
    expect(test?.('arn:aws:x:s3:::abc')).toBe(false);
  });

  it('has no test for what is no ARN pattern', () => {
    expect(compileArnCondition(piecesOf('arn:aws:s3:::'))).toBeDefined();
    expect(compileArnCondition(piecesOf('arn:aws:s3'))).toBeUndefined();
    expect(compileArnCondition(piecesOf('*'))?.('anything')).toBe(true);
  });

  it('does not split at colons of filled-in values', () => {
    const test = compileArnCondition([
      { text: 'arn:aws:sns:eu:1:', isPlain: false },
      { text: 'a:*', isPlain: true },
    ]);
    expect(test?.('arn:aws:sns:eu:1:a:*')).toBe(true);
    expect(test?.('arn:aws:sns:eu:1:a:b')).toBe(false);
  });
});
