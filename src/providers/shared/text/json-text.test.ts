import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonPrefix, readJsonText } from './json-text.ts';

const container = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));

function values(text: string): unknown[] {
  return readJsonText(text).map((part) => ('value' in part ? part.value : part.reason));
}

describe('readJsonText', () => {
  it('reads documents one after another, however they are set and joined', () => {
    const joined = fc.tuple(
      fc.array(container, { minLength: 1 }),
      fc.constantFrom('\n', '', ' ', '\r\n\n'),
      fc.constantFrom(0, 1, 2),
    );
    fc.assert(
      fc.property(joined, ([documents, separator, indent]) => {
        const text = documents.map((document) => JSON.stringify(document, null, indent)).join(separator);
        expect(values(text)).toEqual(JSON.parse(JSON.stringify(documents)));
      }),
    );
  });

  it('reads a text with a byte order mark', () => {
    expect(values('\uFEFF{"a":1}')).toEqual([{ a: 1 }]);
  });

  it('reports a broken line and reads the others', () => {
    const parts = readJsonText('{"a":1}\n{"b":\n{"c":3}\n');
    expect(parts).toEqual([
      { offset: 0, value: { a: 1 } },
      { offset: 8, reason: 'truncated JSON' },
      { offset: 8, value: {} },
      { offset: 14, value: { c: 3 } },
    ]);
  });

  it('keeps the complete entries of the outermost list of a truncated document', () => {
    const text = '{"data":{"Users":[{"n":"a","t":[1,2]},{"n":"b","t":[3';
    expect(values(text)).toEqual(['truncated JSON', { data: { Users: [{ n: 'a', t: [1, 2] }] } }]);
  });

  it('reports text that is no JSON', () => {
    expect(readJsonText('hello')).toEqual([{ offset: 0, reason: 'not JSON' }]);
  });

  it('never throws, and names a part or a reason for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:a1\\ \n') }), (text) => {
        const parts = readJsonText(text);
        expect(parts.length > 0 || text.trim().replace(/[,;\s]/g, '') === '').toBe(true);
      }),
    );
  });
});

describe('readJsonPrefix', () => {
  it('gives the whole of a complete document', () => {
    fc.assert(
      fc.property(container, (document) => {
        const text = JSON.stringify(document);
        expect(readJsonPrefix(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('closes a document wherever it is cut', () => {
    const text = JSON.stringify({ a: [1, { b: 'x\\"y', c: null }, true], d: { e: -1.5e3 } });
    for (let end = 1; end <= text.length; end += 1) {
      expect(readJsonPrefix(text.slice(0, end)), text.slice(0, end)).toBeTypeOf('object');
    }
    expect(readJsonPrefix(text.slice(0, text.indexOf(',"c"')))).toEqual({ a: [1, { b: 'x\\"y' }] });
  });
});
