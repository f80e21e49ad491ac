import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextPage } from './next-page.ts';

it.each([
  [null, undefined],
  ['', undefined],
  ['<https://a.example/log?after=1>; rel="next"', 'https://a.example/log?after=1'],
  [
    '<https://a.example/log>; rel="self", <https://a.example/log?after=1,2>; rel="next"',
    'https://a.example/log?after=1,2',
  ],
  ['<https://a.example/2>; rel=next; title="x"', 'https://a.example/2'],
  ['<https://a.example/1>; rel="prev", <https://a.example/9>; rel="last"', undefined],
  ['<https://a.example/1>; rel="nextish"', undefined],
])('finds the next page in %s', (header, next) => {
  expect(nextPage(header)).toBe(next);
});

it('finds it among any others, and takes nothing else for it', () => {
  const target = fc.webUrl({ withQueryParameters: true }).filter((url) => !/[<>]/.test(url));
  const others = fc.array(fc.tuple(target, fc.constantFrom('self', 'prev', 'last', 'first')), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(target, others, fc.nat(), (next, rest, at) => {
      const links = rest.map(([url, rel]) => `<${url}>; rel="${rel}"`);
      expect(nextPage(links.join(', '))).toBeUndefined();
      const place = at % (links.length + 1);
      const all = [...links.slice(0, place), `<${next}>; rel="next"`, ...links.slice(place)];
      expect(nextPage(all.join(', '))).toBe(next);
    }),
  );
});

it('takes any text at all in linear time', () => {
  nextPage('<'.repeat(200_000));
  nextPage(`<x>${'; '.repeat(200_000)}`);
  fc.assert(fc.property(fc.string(), (text) => nextPage(text) === undefined || text.includes('<')));
});
