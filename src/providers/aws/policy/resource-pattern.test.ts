import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileResourcePattern } from './arn-pattern.ts';
import { common, covers, exactly, exactText, isExact, mayMatch, overlaps } from './resource-pattern.ts';
import { fillTemplate, parseTemplate } from './template.ts';

const signs = ['a', 'b', ':', '*', '?', '/'];
const piece = fc.array(fc.constantFrom(...signs), { maxLength: 5 }).map((list) => list.join(''));
/** Some with five colons, so that wildcards are confined in one part and free in the other. */
const patterns = fc.oneof(
  piece,
  fc.array(piece, { minLength: 6, maxLength: 6 }).map((parts) => parts.join(':')),
  fc.tuple(fc.constantFrom('a:b:a:', 'a:b:*:', 'a:b:?:'), piece).map(([head, rest]) => `${head}:a:${rest}`),
);
const texts = fc.array(fc.constantFrom('a', 'b', ':', '/'), { maxLength: 12 }).map((list) => list.join(''));
/** A text that has a fair chance of matching. */
const filled = (pattern: string) =>
  fc
    .array(fc.constantFrom('', 'a', 'b', ':', 'ab', '/b'), { minLength: 8, maxLength: 8 })
    .map((fills) =>
      pattern.replace(/[*?]/g, (sign, at: number) => (sign === '*' ? fills[at % 8] : 'a') ?? ''),
    );

function matches(pattern: string, text: string): boolean {
  const pieces = fillTemplate(parseTemplate(pattern), () => undefined);
  return !('missingKey' in pieces) && compileResourcePattern(pieces)(text);
}

const pairs = fc
  .tuple(patterns, patterns)
  .chain(([left, right]) => fc.tuple(fc.constant(left), fc.constant(right), fc.oneof(texts, filled(left))));

describe('patterns of resources', () => {
  it('cover only what they match', () => {
    fc.assert(
      fc.property(pairs, ([left, right, text]) => {
        if (covers(right, left) && matches(left, text)) expect(matches(right, text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('overlap wherever a text matches both', () => {
    fc.assert(
      fc.property(pairs, ([left, right, text]) => {
        if (!matches(left, text) || !matches(right, text)) return;
        expect(overlaps(left, right)).toBe(true);
        const isUsual = text.split(':').length >= 6 && left.split(':').length === 6;
        const isSplitAlike =
          isUsual &&
          left.split(':').every((part, i) => {
            return i === 5 || matches(part, text.split(':')[i] ?? '');
          });
        if (isSplitAlike && matches(left.split(':')[5] ?? '', text.split(':').slice(5).join(':'))) {
          expect(mayMatch(left, right)).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('have in common what matches both and nothing else', () => {
    const openEnded = texts.map((text) => `${text}*`);
    const triples = fc
      .tuple(openEnded, patterns)
      .chain(([left, right]) =>
        fc.tuple(fc.constant(left), fc.constant(right), fc.oneof(texts, filled(right))),
      );
    fc.assert(
      fc.property(triples, ([left, right, text]) => {
        const found = common(left, right);
        if (found === undefined) return;
        const isCommon = matches(left, text) && matches(right, text);
        expect(found.some((one) => matches(one, text))).toBe(isCommon);
      }),
      { numRuns: 5000 },
    );
  });

  it('name any text exactly', () => {
    const hostile = fc.array(fc.constantFrom('$', '{', '}', '*', '?', 'a', ':', "'", ','), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          hostile.map((list) => list.join('')),
        ),
        texts,
        (text, other) => {
          const pattern = exactly(text);
          expect(isExact(pattern)).toBe(true);
          expect(exactText(pattern)).toBe(text);
          expect(matches(pattern, text)).toBe(true);
          expect(matches(pattern, other)).toBe(other === text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
