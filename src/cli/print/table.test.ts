import { describe, expect, it } from 'vitest';
import { line, lineWidth } from './run.ts';
import { print } from './sample-values.test-support.ts';
import { type Column, table } from './table.ts';

interface Row {
  readonly name: string;
  readonly calls: number;
  readonly note: string;
}

const columns: readonly Column<Row>[] = [
  { head: 'name', widthMin: 6, cut: 'middle', cell: ({ name }) => line(name) },
  { head: 'calls', align: 'right', cell: ({ calls }) => line(`${calls}`) },
  { head: 'note', widthMin: 10, drop: 1, cell: ({ note }) => line(note) },
];

const rows = [
  { name: 'arn:aws:iam::1:role/deploy', calls: 7, note: 'none at all' },
  { name: 'b', calls: 12_345, note: 'x' },
];

describe('table', () => {
  it('aligns columns, numbers to the right', () => {
    expect(print(table(columns, rows, { width: 80 }))).toBe(
      [
        '  name                        calls  note',
        '  arn:aws:iam::1:role/deploy      7  none at all',
        '  b                           12345  x',
      ].join('\n'),
    );
  });

  it('shrinks the widest column first, and keeps both ends of an id', () => {
    expect(print(table(columns, rows, { width: 36 }))).toBe(
      [
        '  name            calls  note',
        '  arn:aw…/deploy      7  none at all',
        '  b               12345  x',
      ].join('\n'),
    );
  });

  it('leaves columns out when shrinking is not enough', () => {
    const narrow = print(table(columns, rows, { width: 24 }));
    expect(narrow).not.toContain('note');
    expect(narrow).toContain('12345');
  });

  it('stays within the width', () => {
    for (let width = 22; width < 80; width++) {
      for (const parts of table(columns, rows, { width }))
        expect(lineWidth(parts)).toBeLessThanOrEqual(width);
    }
  });

  it('keeps one row a record, whatever a cell holds', () => {
    const hostile = { name: 'a\nb', calls: 1, note: '\u001b[1A\u001b[2K' };
    expect(table(columns, [hostile], { width: 80 })).toHaveLength(2);
    expect(print(table(columns, [hostile], { width: 80 }))).toContain('a\\nb');
  });
});
