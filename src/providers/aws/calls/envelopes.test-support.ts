import { gzipSync } from 'node:zlib';

export type RawRecord = Readonly<Record<string, unknown>>;

/** Ways in which the same records reach a file; each keeps every value as it is. */
export const envelopes: Readonly<Record<string, (records: readonly RawRecord[]) => string | Buffer>> = {
  'a file of records': (records) => text({ Records: records }),
  'a packed file of records': (records) => gzipSync(text({ Records: records })),
  'a file of records laid out for people': (records) => JSON.stringify({ Records: records }, null, 2),
  'a file of records behind a mark': (records) => `\uFEFF${text({ Records: records })}`,
  'a file each, packed one after the other': (records) =>
    Buffer.concat(records.map((record) => gzipSync(text({ Records: [record] })))),
  lines: (records) => records.map(text).join('\n'),
  'lines that are packed': (records) => gzipSync(records.map(text).join('\n')),
  'records without a line between': (records) => records.map(text).join(''),
  'records laid out for people': (records) =>
    records.map((record) => JSON.stringify(record, null, 2)).join('\n'),
  'a list': text,
  'a list laid out for people': (records) => JSON.stringify(records, null, 2),
  'lookup-events': (records) => text({ Events: records.map(lookedUp) }),
  'lookup-events as lines': (records) => records.map((record) => text(lookedUp(record))).join('\n'),
  'EventBridge as lines': (records) => records.map((record) => text(bridged(record))).join('\n'),
  'EventBridge as a list': (records) => text(records.map(bridged)),
  'EventBridge without a line between': (records) => records.map((record) => text(bridged(record))).join(''),
  'a CloudWatch subscription': (records) => text({ messageType: 'DATA_MESSAGE', logEvents: logged(records) }),
  'filter-log-events': (records) => text({ events: logged(records), searchedLogStreams: [] }),
};

function text(value: unknown): string {
  return JSON.stringify(value);
}

function lookedUp(record: RawRecord): RawRecord {
  return { EventId: record.eventID, EventName: record.eventName, CloudTrailEvent: text(record) };
}

function bridged(record: RawRecord): RawRecord {
  return { version: '0', id: 'e-1', 'detail-type': 'AWS API Call via CloudTrail', detail: record };
}

function logged(records: readonly RawRecord[]): readonly RawRecord[] {
  return records.map((record, index) => ({ id: String(index), timestamp: 0, message: text(record) }));
}
