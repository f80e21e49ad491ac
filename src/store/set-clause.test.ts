import { describe, expect, it } from 'vitest';
import { setClause } from './set-clause.ts';

describe('setClause', () => {
  it('is empty when there is nothing to set', () => {
    expect(setClause({ settings: {}, params: {} })).toBe('');
  });

  it('puts settings and parameters in place, and puts back what an earlier statement set', () => {
    expect(
      setClause({ settings: { max_threads: 2, log_comment: `it's` }, params: { id: 'a' } }, [
        'max_threads',
        'old',
      ]),
    ).toBe(`SET old = DEFAULT, max_threads = 2, log_comment = 'it\\'s', param_id = 'a'; `);
  });

  it.each([
    ['text', `a'b\\c\n\0`, `'a\\'b\\\\\\\\c\\\\n\\\\0'`],
    ['a list', [`a'b`, '\\'], `'[\\'a\\\\\\'b\\',\\'\\\\\\\\\\']'`],
    ['numbers', [1, -0.5], `'[1,-0.5]'`],
    ['a truth', true, `'1'`],
    ['nothing', null, `'\\\\N'`],
  ])('writes %s so that it stays a value', (_, value, written) => {
    expect(setClause({ settings: {}, params: { p: value } })).toBe(`SET param_p = ${written}; `);
  });

  it('refuses names that are none', () => {
    expect(() => setClause({ settings: { 'a = 1; DROP': 1 }, params: {} })).toThrow('not a name');
    expect(() => setClause({ settings: {}, params: { 'a-b': 'x' } })).toThrow('not a name');
  });
});
