import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallLog, openCallLog, type Reading } from '../../shared/calls/call-log.test-support.ts';
import { salesforce } from '../provider.ts';

const header = '"EVENT_TYPE","TIMESTAMP","REQUEST_ID","USER_ID","METHOD","URI"';
const row = (id: string, uri = '/services/data/v61.0/sobjects/Account/001'): string =>
  `"RestApi","20260302081530.120","${id}","005Gg000000xyz1","GET","${uri}"`;
const table = (...rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;
const many = Array.from({ length: 400 }, (_, index) => row(`r${index}`));
const packed = gzipSync(table(...many));

/** Files that somebody spoilt, by what was done to them, with the requests that must be read all the same. */
const files: Readonly<
  Record<string, { readonly content: string | Buffer; readonly requests: readonly string[] }>
> = {
  'a file in UTF-16': {
    content: Buffer.from(`\uFEFF${table(row('a1'), row('a2'))}`, 'utf16le'),
    requests: ['a1', 'a2'],
  },
  'a packed file that was cut': {
    content: packed.subarray(0, Math.floor(packed.length / 2)),
    requests: ['r0', 'r1'],
  },
  'a column that is named twice': {
    content: `${header},"URI"\n${row('c1')},"other"\n`,
    requests: ['c1'],
  },
  'rows with too few and too many fields': {
    content: table(row('d1'), '"RestApi","20260302081530.120"', `${row('d2')},"more"`, row('d3')),
    requests: ['d1', 'd3'],
  },
  'zeros and control characters between the rows': {
    content: table(row('e1'), '\u0000\u0001\u0002', row('e2')),
    requests: ['e1', 'e2'],
  },
  'a quote that never ends': {
    content: table(row('f1'), '"RestApi","20260302081530.120","f2', row('f3'), row('f4')),
    requests: ['f1', 'f4'],
  },
  'names that are SQL, and bytes that are no text': {
    content: Buffer.concat([
      Buffer.from(`${header}\n${row('g1', "/services/data/v61.0/sobjects/x') OR 1=1 --/001")}\n`),
      Buffer.from('"RestApi","20260302081530.120","g2","005Gg000000xyz1","GET","'),
      Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
      Buffer.from('"\n'),
    ]),
    requests: ['g1', 'g2'],
  },
  'a field of a megabyte': {
    content: table(row('i1', 'x'.repeat(1_000_000)), row('i2')),
    requests: ['i1', 'i2'],
  },
};

describe('event log files that somebody spoilt', () => {
  const readings = new Map<string, Reading>();
  let log: CallLog | undefined;

  beforeAll(async () => {
    log = await openCallLog(salesforce);
    const read = await log.read(
      Object.values(files).map(({ content }) => ({ content, path: 'RestApi.csv', envelope: 'csv' })),
    );
    for (const [index, name] of Object.keys(files).entries()) {
      const reading = read[index];
      if (reading) readings.set(name, reading);
    }
  });
  afterAll(() => log?.close());

  it.each(Object.entries(files))(
    '%s: the sound rows are read, and what is lost is named',
    (name, { requests }) => {
      const { rows = [], pieces = [] } = readings.get(name) ?? {};
      const found = rows
        .filter(({ disposition }) => disposition === 'call')
        .map(({ call_id }) => String(call_id).split('#')[0]);
      expect(found).toEqual(expect.arrayContaining([...requests]));
      if (/cut|few|zeros|never ends/.test(name)) expect(pieces.length).toBeGreaterThan(0);
      for (const { resource, operation } of rows) {
        expect(String(resource).length).toBeLessThanOrEqual(1024);
        expect(String(operation).length).toBeLessThanOrEqual(256);
      }
    },
  );

  it('invents no request', () => {
    const ids = [...readings.values()].flatMap(({ rows }) =>
      rows
        .filter(({ disposition }) => disposition === 'call')
        .map(({ call_id }) => String(call_id).split('#')[0] ?? ''),
    );
    expect(ids.filter((id) => !/^[a-i]\d$|^r\d+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
