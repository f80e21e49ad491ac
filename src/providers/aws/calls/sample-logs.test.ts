import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../package-root.ts';
import { openCallLog, type Reading, type Row } from '../../shared/calls/call-log.test-support.ts';
import { aws } from '../provider.ts';

const root = join(packageRoot(), '../shared/samples/aws');

/** For machines that do much else meanwhile. */
const patienceMs = 240_000;

/** A record as plain code sees it. */
type Plain = Readonly<Record<string, unknown>>;

interface Sample {
  readonly name: string;
  readonly content: Buffer;
  readonly reading: Reading;
}

describe.skipIf(!existsSync(root))('logs that others wrote', () => {
  let samples: readonly Sample[] = [];

  beforeAll(async () => {
    const names = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const files = names.map((path) => ({ path, content: readFileSync(path) }));
    const log = await openCallLog(aws);
    const readings = await log.read(files);
    await log.close();
    samples = files.flatMap(({ path, content }, index) => {
      const reading = readings[index];
      return reading ? [{ name: path.slice(root.length + 1), content, reading }] : [];
    });
  }, patienceMs);

  const rowsOf = (of: readonly Sample[]): readonly Row[] => of.flatMap(({ reading }) => reading.rows);
  const captured = (): readonly Sample[] => samples.filter(({ name }) => name.startsWith('invictus-ir__'));

  it('are read, every record of every file', () => {
    expect(samples).toHaveLength(129);
    const pieces = samples.flatMap(({ reading }) => reading.pieces);
    expect(pieces).toEqual([]);
    expect(tallyOf(rowsOf(samples), ({ disposition, reason }) => `${disposition}: ${reason}`)).toEqual({
      'call: ': 2948,
      'ignored: insight event': 4,
      'ignored: not a CloudTrail record': 14,
      'ignored: service event without a caller': 43,
      'unreadable: record without a readable time': 16,
    });
    expect(
      tallyOf(
        samples.filter(({ reading }) => reading.rows.length === 0),
        ({ reading }) => reading.as,
      ),
    ).toEqual({
      'digest file': 1,
      foreign: 2,
    });
  });

  it('hold as many calls as plain code finds, file by file', () => {
    for (const { name, content, reading } of samples) {
      // It holds what a parser should make of the record, with the record as a text inside.
      if (name.endsWith('-expected.json')) continue;
      const calls = reading.rows.filter((row) => row.disposition === 'call');
      expect(calls, name).toHaveLength(plainRecords(content).filter(isCall).length);
    }
  });

  it('of a real hour are 2,858 calls and 42 events of services', () => {
    const records = captured().flatMap(({ content }) => plainRecords(content));
    const rows = rowsOf(captured());
    expect(records).toHaveLength(2900);
    expect(rows).toHaveLength(2900);
    const calls = rows.filter((row) => row.disposition === 'call');
    expect(calls).toHaveLength(2858);
    expect(rows.filter((row) => row.reason === 'service event without a caller')).toHaveLength(42);
    expect(idsOf(calls.map((row) => row.event_id))).toEqual(
      idsOf(records.filter(isCall).map((record) => record.eventID)),
    );
  });

  it('of a real hour show the long-term keys that plain code finds, and no forwarded one', () => {
    const direct = captured()
      .flatMap(({ content }) => plainRecords(content))
      .filter((record) => fieldOf(record, 'userIdentity', 'invokedBy') === undefined)
      .map((record) => fieldOf(record, 'userIdentity', 'accessKeyId'))
      .filter((key) => typeof key === 'string' && key.startsWith('AKIA'));
    const shown = rowsOf(captured()).filter((row) => row.token_kind === 'access-key');
    expect(shown).toHaveLength(direct.length);
    expect(idsOf(shown.map((row) => row.token_id))).toEqual(idsOf(direct));
    for (const row of rowsOf(captured())) if (row.via !== '') expect(row.token_id).toBe('');
  });

  it('of a real hour are denied 58 times: of 60 that look denied, two were only switched off', () => {
    const records = captured().flatMap(({ content }) => plainRecords(content));
    const looking = records.filter(({ errorCode }) =>
      ['AccessDenied', 'Client.UnauthorizedOperation'].includes(String(errorCode)),
    );
    const denied = rowsOf(captured()).filter((row) => row.outcome === 'denied');
    expect(looking).toHaveLength(60);
    expect(denied).toHaveLength(58);
    expect(denied.filter((row) => row.basis === 'unknown')).toEqual([]);
  });
});

/** Every record in a file, however it is wrapped, each once. */
function plainRecords(content: Buffer): readonly Plain[] {
  const text = content.toString('utf8');
  const documents = isJson(text) ? [text] : text.split('\n');
  const found = documents.flatMap((document) => [...recordsWithin(document)]);
  return [...new Map(found.map((record) => [JSON.stringify(record), record])).values()];
}

function* recordsWithin(value: unknown): Generator<Plain> {
  if (typeof value === 'string') {
    if (/^\s*[{[]/.test(value) && isJson(value)) yield* recordsWithin(JSON.parse(value));
  } else if (Array.isArray(value)) {
    for (const item of value) yield* recordsWithin(item);
  } else if (isPlain(value)) {
    if ('eventName' in value && 'eventSource' in value) yield value;
    else for (const inner of Object.values(value)) yield* recordsWithin(inner);
  }
}

function isCall(record: Plain): boolean {
  const caller = fieldOf(record, 'userIdentity', 'type');
  const isServices =
    record.eventType === 'AwsServiceEvent' && (caller === undefined || caller === 'AWSService');
  return (
    !isServices && record.eventCategory !== 'Insight' && !Number.isNaN(Date.parse(String(record.eventTime)))
  );
}

function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, step) => (isPlain(inner) ? inner[step] : undefined), value);
}

function isPlain(value: unknown): value is Plain {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function idsOf(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map(String))].sort();
}

function tallyOf<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): Readonly<Record<string, number>> {
  const tally = new Map<string, number>();
  for (const item of items) tally.set(key(item), (tally.get(key(item)) ?? 0) + 1);
  return Object.fromEntries([...tally].sort(([one], [other]) => (one < other ? -1 : 1)));
}
