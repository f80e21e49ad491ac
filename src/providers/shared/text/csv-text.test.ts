import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvColumnsOf, readCsvText } from './csv-text.ts';

it('gives rows by the names in the first line', () => {
  expect(readCsvText('\uFEFF"Id",Name\r\n1,"a ""b"", c\nd"\r\n\r\n2,\n3')).toEqual([
    { offset: 12, row: { Id: '1', Name: 'a "b", c\nd' } },
    { offset: 32, row: { Id: '2', Name: '' } },
    { offset: 35, row: { Id: '3', Name: '' } },
  ]);
  expect(csvColumnsOf('"Id","Pro')).toEqual([]);
  expect(csvColumnsOf('Id,Profile.Name\n00')).toEqual(['Id', 'Profile.Name']);
});

it('goes on behind a row that is broken', () => {
  expect(readCsvText('A,B\n"1"x,2\n3,4\n"5')).toEqual([
    { offset: 4, reason: 'a row that is not CSV' },
    { offset: 11, row: { A: '3', B: '4' } },
    { offset: 15, reason: 'a row that is not CSV' },
  ]);
});

it('reads back any table, and never throws', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é') });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
      const lines = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
      const read = readCsvText(['A,B', ...lines].join('\n'));
      expect(read.map((part) => ('row' in part ? [part.row.A, part.row.B] : part))).toEqual(rows);
    }),
  );
  fc.assert(fc.property(cell, (text) => readCsvText(text).length >= 0));
});
