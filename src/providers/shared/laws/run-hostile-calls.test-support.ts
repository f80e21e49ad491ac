import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../provider.ts';
import { callCases } from '../calls/call-cases.test-support.ts';
import { type CallLog, openCallLog, type Row } from '../calls/call-log.test-support.ts';

/** For machines that do much else meanwhile. */
const patienceMs = 240_000;
/** No column of a call holds more text. */
const lengthMax = 4096;

type Json = Readonly<Record<string, unknown>>;

const hostileText = [
  "'; DROP TABLE calls_v1; --",
  '"}],"records":[{',
  '\\"\\',
  'a\u0000b',
  '\u202Egnp.exe',
  '\u2028\u2029\n\r\t',
  '{now: UInt32}',
  '%s%n#{y}{{z}}<%= x %>',
  '__proto__',
  '😀\u0301',
  '(a+)+$',
  '1e400',
  'null',
];
const hostileValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(...hostileText),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/**
 * Holds a provider’s reading of JSON records to what must be true whatever is in their fields, beginning from the records of
 * its cases. `idField` is left alone, so that no two records are one.
 */
export function runHostileCalls(provider: Provider, idField: string): void {
  const cases = callCases(provider.id)
    .flatMap((topic) => topic.records)
    .map(({ whole }): Json => whole);
  let log: CallLog;
  beforeAll(async () => {
    log = await openCallLog(provider);
  }, patienceMs);
  afterAll(() => log.close());

  async function rowsOf(records: readonly Json[]): Promise<readonly Row[]> {
    const named = records.map((record, index) => ({ ...record, [idField]: `case-${index}` }));
    const [reading] = await log.read([
      { content: named.map((record) => JSON.stringify(record)).join('\n'), envelope: 'bare' },
    ]);
    return reading?.rows ?? [];
  }

  describe('a hostile field', () => {
    it(
      'costs neither its record nor another: each is a call, ignored or unreadable',
      async () => {
        const mutated = fc
          .tuple(
            fc.constantFrom(...cases),
            fc.array(fc.tuple(fc.nat(), hostileValue), { minLength: 1, maxLength: 3 }),
          )
          .map(([record, changes]) =>
            changes.reduce((changed, [at, value]) => replaced(changed, pathAt(changed, at), value), record),
          );
        const lists = fc.array(mutated, { minLength: 100, maxLength: 100 });
        await fc.assert(
          fc.asyncProperty(lists, async (records) => {
            const rows = await rowsOf(records);
            expect(rows).toHaveLength(records.length);
            for (const row of rows) {
              expect(['call', 'ignored', 'unreadable']).toContain(row.disposition);
              expect(row.reason === '').toBe(row.disposition === 'call');
            }
          }),
          { numRuns: 3 },
        );
      },
      patienceMs,
    );

    it(
      'is kept short, however long it is',
      async () => {
        const long = cases.flatMap((record) =>
          pathsOf(record).map((path) => replaced(record, path, 'x'.repeat(20_000))),
        );
        const rows = await rowsOf(long.slice(0, 400));
        expect(rows).toHaveLength(Math.min(400, long.length));
        for (const row of rows)
          for (const [column, value] of Object.entries(row))
            if (typeof value === 'string') expect(value.length, column).toBeLessThanOrEqual(lengthMax);
      },
      patienceMs,
    );
  });
}

/** The paths of all fields, outer ones first. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [...path, name],
    ...pathsOf(inner, [...path, name]),
  ]);
}

function pathAt(record: Json, at: number): readonly string[] {
  const paths = pathsOf(record);
  return paths[at % Math.max(1, paths.length)] ?? ['x'];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): Json {
  const fields: Json =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  if (name === undefined) return fields;
  return { ...fields, [name]: rest.length === 0 ? by : replaced(fields[name], rest, by) };
}
