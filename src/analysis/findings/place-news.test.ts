import { describe, expect, it } from 'vitest';
import type { PlaceDays, PlaceFacts } from './place-days.ts';
import { placeNews } from './place-news.ts';

const facts = new Map<string, PlaceFacts>([
  ['aws de', { kind: 'cloud', country: 'DE' }],
  ['gcp de', { kind: 'cloud', country: 'DE' }],
  ['aws us', { kind: 'cloud', country: 'US' }],
  ['DE · Telekom', { kind: 'public', country: 'DE' }],
  ['DE · Vodafone', { kind: 'public', country: 'DE' }],
  ['VN · VNPT', { kind: 'public', country: 'VN' }],
  ['private', { kind: 'private', country: '' }],
]);

function from(place: string, first: number, last = first, step = 1): PlaceDays {
  const days = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
  return { place, days, calls: days.length, sample: `event-${place}` };
}

function newsOf(...history: PlaceDays[]): string[] {
  return placeNews(history, facts)?.places.map(({ place }) => place) ?? [];
}

describe('news of the places of a token', () => {
  it.each<[string, PlaceDays[], string[]]>([
    ['another country', [from('aws de', 0, 119), from('VN · VNPT', 118)], ['VN · VNPT']],
    ['another country of the same cloud', [from('aws de', 0, 119), from('aws us', 118)], ['aws us']],
    [
      'a home in the same country, of a machine',
      [from('aws de', 0, 119), from('DE · Telekom', 70, 110, 20)],
      ['DE · Telekom'],
    ],
    [
      'another country behind private addresses',
      [from('private', 0, 119), from('VN · VNPT', 118)],
      ['VN · VNPT'],
    ],
  ])('tell of %s', (_name, history, expected) => {
    expect(newsOf(...history)).toEqual(expected);
  });

  it.each<[string, PlaceDays[]]>([
    ['was there from the beginning', [from('aws de', 0, 119), from('VN · VNPT', 1)]],
    ['moved', [from('aws de', 0, 80), from('aws us', 81, 119)]],
    ['grew to two places', [from('aws de', 0, 119), from('aws us', 60, 119)]],
    ['changed provider at home', [from('DE · Telekom', 0, 60), from('DE · Vodafone', 61, 119, 9)]],
    ['changed cloud in its country', [from('aws de', 0, 119), from('gcp de', 100)]],
    [
      'travels',
      [from('DE · Telekom', 0, 10), from('aws de', 11, 20), from('aws us', 21, 30), from('VN · VNPT', 35)],
    ],
    ['is young', [from('aws de', 100, 110), from('VN · VNPT', 111)]],
    ['went to a private network', [from('aws de', 0, 119), from('private', 118)]],
    ['went to a place that nothing is known of', [from('aws de', 0, 119), from('somewhere', 118)]],
  ])('do not tell of a token that %s', (_name, history) => {
    expect(newsOf(...history)).toEqual([]);
  });

  it('say what was usual, and for how long', () => {
    expect(placeNews([from('aws de', 0, 119), from('VN · VNPT', 110)], facts)).toMatchObject({
      usual: ['aws de'],
      usualDays: 110,
      places: [{ isNewCountry: true }],
    });
  });
});
