import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from './recognise.ts';

const record = {
  eventVersion: '1.11',
  userIdentity: { type: 'Root', accountId: '410000000017' },
  eventTime: '2026-03-02T08:15:30Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'ListBuckets',
};
const inText = JSON.stringify(record);

function kindOf(content: unknown, path = 'x'): unknown {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return recognise({ path, text, bytes: text.length, isCompressed: false });
}

const calls = (envelope: string) => ({ kind: 'calls', envelope });

describe('what a file is, by its beginning', () => {
  it.each([
    ['a file of records', { Records: [record] }, calls('records')],
    ['a file of records behind a mark', `\uFEFF${JSON.stringify({ Records: [record] })}`, calls('records')],
    ['a file of records with space around', ` \r\n{ "Records" : [ ${inText} ] }`, calls('records')],
    [
      'a file of records that is cut off',
      JSON.stringify({ Records: [record] }).slice(0, 60),
      calls('records'),
    ],
    ['a line', inText, calls('bare')],
    ['a line laid out for people', JSON.stringify(record, null, 2), calls('bare')],
    ['a list', [record], calls('any')],
    ['a record with another field first', { apiVersion: '1', ...record }, calls('any')],
    ['lookup-events', { Events: [{ EventId: '1', CloudTrailEvent: inText }] }, calls('any')],
    [
      'EventBridge',
      { version: '0', 'detail-type': 'AWS API Call via CloudTrail', detail: record },
      calls('any'),
    ],
    [
      'a CloudWatch subscription',
      { messageType: 'DATA_MESSAGE', logEvents: [{ message: inText }] },
      calls('any'),
    ],
    ['a text in a text', { Message: JSON.stringify({ message: inText }) }, calls('any')],
    ['a row of Lake', { QueryResultRows: [[{ eventSource: 's3.amazonaws.com' }]] }, calls('any')],
    ['a row of Athena', { eventversion: '1.11', eventsource: 's3.amazonaws.com' }, calls('any')],
    [
      'a digest',
      { awsAccountId: '1', digestStartTime: 'x', logFiles: [] },
      { kind: 'ignored', reason: 'digest file' },
    ],
    ['no records', ' { "Records" : [ ] } ', { kind: 'ignored', reason: 'log file without records' }],
    [
      'users and roles',
      { UserDetailList: [], RoleDetailList: [], GroupDetailList: [], Policies: [] },
      { kind: 'inventory' },
    ],
    [
      'what another sends through EventBridge',
      { version: '0', 'detail-type': 'SystemLog', source: 'aws.partner/okta.com/meridian/x', detail: {} },
      undefined,
    ],
    ['another log', { ts: 1, level: 'info', msg: 'eventSource' }, undefined],
    ['another list of records', { Records: [{ id: 1 }] }, undefined],
    ['an empty object', {}, undefined],
    ['nothing', '', undefined],
    ['words', 'the eventSource is: none', undefined],
  ])('%s', (_, content, expected) => {
    if (expected === undefined) expect(kindOf(content)).toBeUndefined();
    else expect(kindOf(content)).toMatchObject(expected);
  });

  it('does not depend on the name', () => {
    const names = [
      'x',
      'digest.json',
      'authorization-details.json',
      'CloudTrail-Insight/x.json.gz',
      '../../etc/passwd',
    ];
    for (const name of names) {
      expect(kindOf({ Records: [record] }, name)).toEqual(calls('records'));
      expect(kindOf(record, name)).toEqual(calls('bare'));
    }
  });

  it('is told, or not told, of any text at all', () => {
    const pieces = fc.constantFrom(
      '{"Records":[',
      '{"eventVersion"',
      '\\"',
      '"userIdentity":',
      '[{',
      ' ',
      '}',
      '\u0000',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 400 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(['calls', 'inventory', 'ignored', undefined]).toContain(
          recognise({ path: 'x', text, bytes: text.length, isCompressed: false })?.kind,
        );
      }),
    );
  });

  it('is told of text that repeats itself without end, in time that grows with its length', () => {
    for (const piece of ['{"Records":[', ' ', '\\', '\\"', '"eventVersion"', '[', '{ "Records" : [ { '])
      expect(kindOf(piece.repeat(65_536 / piece.length))).not.toMatchObject({ kind: 'ignored' });
  });
});
