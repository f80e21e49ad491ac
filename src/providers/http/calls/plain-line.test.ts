import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openTemporaryStore } from '../../../store/temporary-store.ts';
import { layered } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';
import { lineFormats } from './line-formats.ts';
import { plainLine } from './plain-line.ts';

const usual = {
  plain_combined: [
    ...[
      '203.0.113.7',
      ' - ',
      'ann',
      ' [01/Mar/2026:10:00:00 +0000] ',
      '"',
      'GET /orders HTTP/1.1',
      '"',
      ' 200 612 ',
    ],
    ...['"', '-', '"', ' ', '"', 'curl/8.5.0', '"'],
  ],
  plain_envoy: [
    ...[
      '[2026-03-01T10:00:00.000Z]',
      ' ',
      '"',
      'GET /orders HTTP/1.1',
      '"',
      ' 200 ',
      '- via_upstream - "-" 0 612 4 3 ',
    ],
    ...[
      '"-"',
      ' ',
      '"curl/8.5.0"',
      ' ',
      '"id-7"',
      ' ',
      '"api.example.com"',
      ' ',
      '"10.0.0.9:80"',
      ' inbound - -',
    ],
  ],
} as const;
const oddity = fc.constantFrom(
  ...[
    '',
    ' ',
    '-',
    '"',
    '\\"',
    '\\',
    '\t',
    'é',
    '[',
    ' - ',
    ' 200 612',
    ' 404 - ',
    'host 192.0.2.1',
    ' "x"',
    '"-" ',
  ],
  ...[' [1/Mar/2026:10:00:00 +0000] ', 'a b', '- -', ' [01/Mar/2026:10:00:00 +0000] ', '" 200 1 "'],
);
/** A usual line, with up to three of its parts put out of shape. */
const line = (whole: readonly string[]) =>
  fc.array(fc.tuple(fc.nat(whole.length - 1), oddity, fc.boolean()), { maxLength: 3 }).map((changes) => {
    const parts = [...whole];
    for (const [at, text, isInstead] of changes) parts[at] = isInstead ? text : `${parts[at]}${text}`;
    return parts.join('');
  });

it.each(['plain_combined', 'plain_envoy'] as const)(
  'gives as %s what the regular expression gives, or leaves it to that',
  async (column) => {
    const pattern = lineFormats().find(({ plain }) => plain === column)?.pattern ?? '';
    const lines = [usual[column].join(''), ...fc.sample(line(usual[column]), { seed: 3, numRuns: 3000 })];
    const source = { sql: 'SELECT arrayJoin({lines: Array(String)}) AS line', columns: ['line'] };
    const expressions = { ...plainLine('line'), groups: `extractGroups(line, ${quote(pattern)})` };
    const store = await openTemporaryStore();
    try {
      const rows = await store.query({
        name: 'plain lines',
        sql: `SELECT line, ${column} AS plain, groups FROM (${layered(source, expressions, ['line', column, 'groups'])})`,
        params: { lines },
        row: z.object({ line: z.string(), plain: z.array(z.string()), groups: z.array(z.string()) }),
      });
      const plain = rows.filter((row) => row.plain.length > 0);
      for (const row of plain) expect(row.plain, row.line).toEqual(row.groups);
      expect(plain.map((row) => row.line)).toContain(usual[column].join(''));
      expect(plain.length).toBeGreaterThan(300);
      expect(rows.length - plain.length).toBeGreaterThan(300);
    } finally {
      await store.close();
    }
  },
);
