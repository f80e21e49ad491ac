import { afterAll, describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './cli.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(() => folder.remove());

const list = { source: 's3.amazonaws.com', name: 'ListObjects' };
const listAnswer = { ...list, permissions: ['s3:ListBucket'], basis: 'mapped' };

describe('lookup', () => {
  it('answers each JSON line with one, in order', () => {
    const asked = [list, { source: 'ec2.amazonaws.com', name: 'RunInstances' }, { source: 'x', name: 'y' }];
    const { code, stdout } = runCli(['lookup', 'aws'], {
      cwd,
      input: asked.map((each) => JSON.stringify(each)).join('\n'),
    });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(answers.map(({ source, name }) => ({ source, name }))).toEqual(asked);
    expect(answers[0]).toEqual(listAnswer);
    expect(answers[2]).toMatchObject({ permissions: [], basis: 'unknown' });
  });

  it('answers tens of thousands of lines in one go', () => {
    const { code, stdout } = runCli(['lookup', 'aws'], {
      cwd,
      input: `${JSON.stringify(list)}\n`.repeat(40_000),
    });
    expect(code).toBe(0);
    expect(stdout).toBe(`${JSON.stringify(listAnswer)}\n`.repeat(40_000));
  });

  it('keeps its place when a line is no question, says so, and ends with 3', () => {
    const lines = [
      JSON.stringify(list),
      'garbage',
      '',
      '[1]',
      '{"__proto__":{"source":"a","name":"b"}}',
      JSON.stringify(list),
    ];
    const { code, stdout, stderr } = runCli(['lookup', 'aws'], { cwd, input: lines.join('\r\n') });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(3);
    expect(answers.map(({ problem }) => typeof problem)).toEqual([
      'undefined',
      'string',
      'string',
      'string',
      'undefined',
    ]);
    expect(stderr).toContain('3 lines were not');
  });

  it('answers for operations that are named, as a table or as JSON', () => {
    const { stdout } = runCli(['lookup', 'aws', 's3.amazonaws.com:ListObjects'], { cwd });
    expect(stdout).toMatch(/s3\.amazonaws\.com ListObjects +s3:ListBucket +mapped/);
    const json = runCli(['lookup', 'aws', 's3.amazonaws.com:ListObjects', '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toEqual({ schema: 'scopelight.lookup/1', operations: [listAnswer] });
  });

  it('refuses an operation without source', () => {
    expect(runCli(['lookup', 'aws', 'ListObjects'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});
