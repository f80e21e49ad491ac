import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsOf, toggled } from '../../web/pages/tokens/terms.ts';
import { heatSteps } from '../../web/parts/heat.ts';
import { placeWords } from '../../web/words/place.ts';

describe('a place', () => {
  it.each([
    ['VN · VNPT', { country: 'VN', countryName: 'Vietnam', network: 'VNPT' }],
    ['aws de', { country: 'DE', countryName: 'Germany', network: 'aws cloud' }],
    ['private', { country: undefined, countryName: '', network: 'private' }],
    ['', { country: undefined, countryName: '', network: 'not named' }],
  ])('%s is told in words', (place, words) => {
    expect(placeWords(place)).toEqual(words);
  });

  it('is told whatever a log says it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof placeWords(text).network).toBe('string');
      }),
    );
  });
});

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const term = fc.oneof(
  word,
  fc.tuple(word, word).map(([field, value]) => `${field}:${value}`),
  fc.tuple(word, word, word).map(([field, a, b]) => `${field}:"${a} ${b}"`),
);
const query = fc.uniqueArray(term, { maxLength: 6 }).map((terms) => terms.join(' '));

describe('a query', () => {
  it('is as it was when a term is put in and taken out again', () => {
    fc.assert(
      fc.property(query, term, (text, one) => {
        fc.pre(!termsOf(text).includes(one));
        const within = toggled(text, one, () => false);
        expect(termsOf(within)).toContain(one);
        expect(toggled(within, one, () => false)).toBe(text);
      }),
    );
  });

  it('holds at most one of the terms that replace each other', () => {
    const isKind = (other: string): boolean => other.startsWith('kind:');
    expect(toggled('owner:none kind:session', 'kind:pat', isKind)).toBe('owner:none kind:pat');
    expect(toggled('owner:none kind:pat', 'kind:pat', isKind)).toBe('owner:none');
  });
});

describe('heat', () => {
  it('has four steps, and no more calls are never cooler', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const heat = heatSteps(values);
        const sorted = values.toSorted((a, b) => a - b).map(heat);
        expect(sorted.every((step) => step >= 1 && step <= 4)).toBe(true);
        expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      }),
    );
  });
});
