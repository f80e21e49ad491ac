import { ClickHouseError } from '@clickhouse/client';
import { describe, expect, it } from 'vitest';
import { ScopelightError } from '../model/error.ts';
import { messageOf, toStoreError } from './engine-error.ts';

const engineError = (code: string, message: string) => new ClickHouseError({ code, message });

describe('toStoreError', () => {
  it.each(['158', '159', '160', '241', '307', '396'])('calls code %s a limit', (code) => {
    expect(toStoreError(engineError(code, 'too much'), { statement: 'gap' })).toMatchObject({
      code: 'store.limit',
      message: '`gap` hit its limit: too much',
    });
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'])('calls %s unreachable', (code) => {
    const cause = Object.assign(new Error('connection lost'), { code });
    expect(toStoreError(cause, { statement: 'gap' })).toMatchObject({ code: 'store.unreachable', cause });
  });

  it('finds the staged file that the engine was reading last, whatever the log says before', () => {
    const message =
      'bad (in file/uri /etc/9.json): (in file/uri /data/stage/1/42.json.gz): While executing File';
    expect(toStoreError(engineError('117', message), { statement: 'load' }).details).toEqual({
      fileId: '42',
    });
  });

  it('finds the staged file in the cause, where the engine’s own words are', () => {
    const error = engineError('117', 'bad');
    error.cause = new Error('bad (in file/uri /data/stage/1/42.json.gz)');
    expect(toStoreError(error, { statement: 'load' }).details).toEqual({ fileId: '42' });
  });

  it('leaves a failure that is fit to show as it is', () => {
    const failure = new ScopelightError('store.limit', 'enough');
    expect(toStoreError(failure, { statement: 'gap' })).toBe(failure);
  });
});

describe('messageOf', () => {
  it('shows one line without control characters, of bounded length', () => {
    expect(messageOf(new Error('a\u001b[31mb\u0000\nsecond line'))).toBe('a�[31mb�');
    expect(messageOf(new Error('x'.repeat(10_000)))).toHaveLength(600);
  });
});
