import { expect, it } from 'vitest';
import { layered } from './layers.ts';

const source = { sql: 'SELECT a, b FROM t', columns: ['a', 'b'] };

it('computes each expression once, in a SELECT around those it builds on', () => {
  const expressions = { sum: 'a + b', twice: 'sum * 2', both: "concat(toString(sum), '-', toString(twice))" };
  expect(layered(source, expressions, ['both', 'a'])).toBe(
    [
      "SELECT a, concat(toString(sum), '-', toString(twice)) AS both",
      'FROM (SELECT a, sum, sum * 2 AS twice',
      'FROM (SELECT a, a + b AS sum',
      'FROM (SELECT a, b FROM t)))',
    ].join(' '),
  );
});

it('leaves out what no output needs', () => {
  expect(layered(source, { used: 'a', unused: 'b' }, ['used'])).toBe(
    'SELECT a AS used FROM (SELECT a, b FROM t)',
  );
});

it('takes no word inside a text, no function and no field of another thing for a column', () => {
  const expressions = { x: 'a', y: "concat('x it\\'s x', other.x, x(b))" };
  expect(layered(source, expressions, ['y'])).toBe(
    "SELECT concat('x it\\'s x', other.x, x(b)) AS y FROM (SELECT a, b FROM t)",
  );
});
