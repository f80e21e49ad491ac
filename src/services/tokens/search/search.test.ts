import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundToken } from '../../../model/token-search.ts';
import { findTokens } from '../search-tokens.ts';
import { FacetColumns } from './facets.ts';
import { fields } from './fields.ts';
import { parseQuery } from './parse-query.ts';

const plain: FoundToken = {
  id: 'AKIAEXAMPLE000000001',
  provider: 'aws',
  account: '111122223333',
  kind: 'access-key',
  principal: 'arn:aws:iam::111122223333:user/svc-export',
  name: 'svc-export',
  owner: 'ines@example.com',
  status: 'active',
  granted: 440,
  used: 26,
  unused: 337,
  unknown: 77,
  denied: 3,
  usedNotGranted: 0,
  score: 78,
  calls: 48_212,
  firstUsed: '2026-06-01T00:00:00.000Z',
  lastUsed: '2026-09-29T00:00:00.000Z',
  grantedLevels: ['list', 'read', 'write', 'permissions'],
  usedLevels: ['list', 'read'],
  dormancy: 'in-use',
  idleDays: 0,
  rules: ['admin-but-reads'],
  severity: 'high',
  remark: '',
};
const silent: FoundToken = {
  ...plain,
  id: 'AKIAEXAMPLE000000002',
  principal: 'arn:aws:iam::111122223333:role/data-notebooks',
  kind: 'session',
  name: 'data notebooks',
  owner: null,
  used: 0,
  usedLevels: [],
  score: null,
  calls: 0,
  lastUsed: null,
  dormancy: 'never-used',
  idleDays: 90,
  rules: ['unexpected-place'],
  severity: 'medium',
};

function found(query: string): string[] {
  return findTokens({ tokens: [plain, silent] }, parseQuery(query)).map(({ name }) => name);
}

const both = ['svc-export', 'data notebooks'];

describe('the search language', () => {
  it.each([
    ['', both],
    ['EXPORT', ['svc-export']],
    ['export notebooks', []],
    ['"data notebooks"', ['data notebooks']],
    ['-"data notebooks"', ['svc-export']],
    ['level:admin used:read', ['svc-export']],
    ['level:write', both],
    ['level:tag', []],
    ['used:none', ['data notebooks']],
    ['used:<30', both],
    ['used:write', []],
    ['dormant:>60d', ['data notebooks']],
    ['dormant:<=0d', ['svc-export']],
    ['dormant:never-used', ['data notebooks']],
    ['owner:none', ['data notebooks']],
    ['-owner:none', ['svc-export']],
    ['owner:INES', ['svc-export']],
    ['place:new', ['data notebooks']],
    ['severity:high', ['svc-export']],
    ['severity:medium', both],
    ['finding:admin-but-reads', ['svc-export']],
    ['gap:wide', ['svc-export']],
    ['score:none', ['data notebooks']],
    ['score:>=78', ['svc-export']],
    ['calls:0', ['data notebooks']],
    ['kind:pat', []],
    ['arn:aws:iam::111122223333:user/svc-export', ['svc-export']],
    ['principal:arn:aws:iam::111122223333:role', ['data notebooks']],
    ['sort:name', ['data notebooks', 'svc-export']],
    ['sort:calls', both],
  ])('finds with `%s`', (query, names) => {
    expect(found(query)).toEqual(names);
  });

  it.each(['level:huge', 'used:often', 'dormant:long', 'place:old', 'sort:taste', 'score:high', 'owner:'])(
    'refuses `%s` with what would do',
    (query) => {
      expect(() => parseQuery(query)).toThrow(expect.objectContaining({ code: 'usage.invalid' }));
    },
  );

  it('reads its own plain form as the same query, and takes any text without failing in another way', () => {
    const words = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom('owner:none', '-kind:"a b"', 'used:read', 'sort:calls', 'score:>5', '"', ':', '-'),
        fc.constantFrom(...Object.keys(fields)).map((name) => `${name}:none`),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        let query: ReturnType<typeof parseQuery>;
        try {
          query = parseQuery(parts.join(' '));
        } catch (error) {
          expect(error).toMatchObject({ code: 'usage.invalid' });
          return;
        }
        const again = parseQuery(query.text);
        expect(again.text).toBe(query.text);
        expect(findTokens({ tokens: [plain, silent] }, again)).toEqual(
          findTokens({ tokens: [plain, silent] }, query),
        );
      }),
    );
  });

  it('offers facets whose terms find as many tokens as they say', () => {
    const tokens = [plain, silent];
    for (const { values } of new FacetColumns(tokens).of([0, 1])) {
      for (const { term, tokens: count } of values) expect(found(term), term).toHaveLength(count);
    }
  });

  it('finds in any fleet what looking at each token finds, and counts facets as counting each does', () => {
    const fleet = fc.array(
      fc.record({
        kind: fc.constantFrom('access-key', 'session'),
        owner: fc.constantFrom('ines@example.com', null),
        calls: fc.nat({ max: 3 }),
        name: fc.constantFrom('a', 'b', 'Ab'),
        lastUsed: fc.constantFrom('2026-09-29T00:00:00.000Z', '2026-08-29T00:00:00.000Z', null),
      }),
      { maxLength: 12 },
    );
    const words = fc.constantFrom(
      'kind:session',
      '-owner:none',
      'calls:>1',
      'sort:calls',
      'sort:last',
      'sort:name',
    );
    fc.assert(
      fc.property(fleet, fc.uniqueArray(words, { maxLength: 3 }), (drawn, parts) => {
        const tokens: FoundToken[] = drawn.map((one, at) => ({ ...plain, ...one, id: `id-${at}` }));
        const query = parseQuery(parts.join(' '));
        const plainly = tokens.filter((token) =>
          query.terms.every(
            ({ field, value, isNot }) => field !== undefined && fields[field].holds(token, value) !== isNot,
          ),
        );
        const indexed = findTokens({ tokens }, query);
        expect(new Set(indexed)).toEqual(new Set(plainly));
        if (query.order === 'calls')
          expect(indexed.map(({ calls }) => calls)).toEqual(
            indexed.map(({ calls }) => calls).toSorted((a, b) => b - a),
          );
        const at = indexed.map((token) => tokens.indexOf(token));
        for (const { values, field } of new FacetColumns(tokens).of(at)) {
          if (field !== 'kind') continue;
          for (const { label, tokens: left } of values)
            expect(left).toBe(indexed.filter(({ kind }) => kind === label).length);
        }
      }),
    );
  });
});
