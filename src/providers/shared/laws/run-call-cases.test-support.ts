import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../provider.ts';
import { callCases, type FileCase, type RecordCase } from '../calls/call-cases.test-support.ts';
import { type CallLog, openCallLog, type Reading, type Row } from '../calls/call-log.test-support.ts';

/** For machines that do much else meanwhile. */
const patienceMs = 240_000;

/**
 * Holds a provider’s reading of calls to its cases. `fileOf` writes all records into one file, each with the id given
 * to it: hundreds of cases are hundreds of records of one file, since it is statements that take time.
 */
export function runCallCases(
  provider: Provider,
  fileOf: (records: readonly { readonly id: string; readonly whole: RecordCase['whole'] }[]) => string,
): void {
  const topics = callCases(provider.id);
  const records = topics.flatMap((topic) => topic.records);
  const files = topics.flatMap((topic) => topic.files);
  const rows = new Map<RecordCase, Row>();
  const readings = new Map<FileCase, Reading>();
  let log: CallLog | undefined;

  beforeAll(async () => {
    log = await openCallLog(provider);
    const [first, ...rest] = await log.read([
      { content: fileOf(records.map(({ whole }, index) => ({ id: idOf(index), whole }))) },
      ...files.map(({ content, path }) => ({ content, ...(path === undefined ? {} : { path }) })),
    ]);
    const byId = new Map(first?.rows.map((row) => [row.event_id, row]));
    for (const [index, each] of records.entries()) {
      const row = byId.get(idOf(index));
      if (row) rows.set(each, row);
    }
    for (const [index, each] of files.entries()) {
      const reading = rest[index];
      if (reading) readings.set(each, reading);
    }
  }, patienceMs);
  afterAll(() => log?.close());

  for (const topic of topics) {
    describe(topic.topic, () => {
      it.each(topic.records)('$name', (each) => {
        expect(rows.get(each)).toMatchObject({ disposition: 'call', ...each.expect });
      });

      it.each(topic.files)('$name', (each) => {
        const reading = readings.get(each);
        expect(reading?.as).toBe(each.as);
        expect(reading?.rows.map(({ event_id, reason }) => [event_id, reason])).toHaveLength(
          each.expect.length,
        );
        for (const [index, wanted] of each.expect.entries())
          expect(reading?.rows[index]).toMatchObject({ disposition: 'call', ...wanted });
        expect(reading?.pieces).toEqual(each.pieces);
      });
    });
  }
}

function idOf(index: number): string {
  return `case-${String(index).padStart(5, '0')}`;
}
