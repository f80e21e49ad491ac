import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportShape } from '../../src/model/report.ts';
import { runCli, temporaryFolder } from './cli.test-support.ts';
import { callRecord, writeLog } from './records.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;

beforeAll(() => {
  writeLog(join(cwd, 'logs/whole.json'), [callRecord()]);
  writeLog(join(cwd, 'logs-broken/whole.json'), [callRecord()]);
  writeFileSync(join(cwd, 'logs-broken/cut.json'), '{"Records":[{"eventVersion":"1.11","eventID":"x');
});
afterAll(() => folder.remove());

describe('exit codes', () => {
  it('are 0 when everything was read', () => {
    const { code, stdout } = runCli(['scan', 'logs', '--json'], { cwd });
    expect(code).toBe(0);
    expect(reportShape.parse(JSON.parse(stdout)).totals.tokens).toBe(1);
  });

  it('are 3 when some input could not be read, and the rest is reported', () => {
    const { code, stdout } = runCli(['scan', 'logs-broken', '--json'], { cwd });
    const report = reportShape.parse(JSON.parse(stdout));
    expect(code).toBe(3);
    expect(report.totals.tokens).toBe(1);
    expect(report.sources.flatMap(({ unreadable }) => unreadable).map(({ path }) => path)).toEqual([
      join('logs-broken', 'cut.json'),
    ]);
  });

  it('are 1 when a finding is as severe as --fail-on', () => {
    const turnedAway = { errorCode: 'AuthFailure', errorMessage: 'the key is not valid' };
    const days = Array.from({ length: 30 }, (_, day) => `2026-09-${String(day + 1).padStart(2, '0')}`);
    writeLog(
      join(cwd, 'long/a.json'),
      days.map((day) => ({ ...callRecord({ eventID: day, eventTime: `${day}T12:00:00Z` }), ...turnedAway })),
    );
    expect(runCli(['scan', 'long', '--quiet', '--fail-on', 'medium'], { cwd })).toMatchObject({
      code: 1,
      stderr: '',
    });
    expect(runCli(['scan', 'long', '--quiet', '--fail-on', 'critical'], { cwd })).toMatchObject({ code: 0 });
  }, 180_000);

  // Its data is what further cases ask.
  it('are those of what is not muted', () => {
    expect(runCli(['ingest', 'long', '--quiet'], { cwd })).toMatchObject({ code: 0 });
    expect(runCli(['findings', '--fail-on', 'low'], { cwd })).toMatchObject({ code: 1 });
    writeFileSync(join(cwd, 'mutes'), 'revoked-but-knocking until 2999-12-31 # known');
    expect(runCli(['findings', '--fail-on', 'low', '--mute', 'mutes'], { cwd })).toMatchObject({ code: 0 });
    expect(runCli(['scan', 'long', '--quiet', '--fail-on', 'low', '--mute', 'mutes'], { cwd })).toMatchObject(
      { code: 0 },
    );
  }, 180_000);

  it.each([
    ['an unknown command', ['scna', 'logs']],
    ['no command', []],
    ['an argument that is missing', ['scan']],
    ['an unknown option', ['scan', 'logs', '--windw', '90d']],
    ['a window that is none', ['scan', 'logs', '--window', 'long']],
    ['a window with two beginnings', ['scan', 'logs', '--window', '9d', '--from', '2026-01-01']],
    ['a path that is not there', ['scan', 'nowhere']],
    ['data that is not there', ['tokens', '--data', 'nowhere']],
    ['an unknown provider', ['lookup', 'nobody', 'a:b']],
    ['a rule that is none', ['findings', '--rule', 'bad']],
    ['mutes that are not there', ['findings', '--mute', 'nowhere', '--data', 'data']],
    ['a severity that is none', ['scan', 'logs', '--fail-on', 'bad']],
  ])('are 2 for %s, with an error and a hint', (_name, args) => {
    const { code, stdout, stderr } = runCli(args, { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(args.length === 0 ? /^Usage: / : /^error: .+\nhint: .+\n$/);
  });

  it('are 2 for a token that is not there, and 4 for a server that is not there', () => {
    expect(runCli(['ingest', 'logs', '--data', 'data'], { cwd }).code).toBe(0);
    expect(runCli(['token', 'nobody', '--data', 'data'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(runCli(['tokens', '--data', 'http://127.0.0.1:1'], { cwd })).toMatchObject({
      code: 4,
      stdout: '',
    });
  });
});

describe('the place of the data', () => {
  it('is told by the environment where no option does', () => {
    const { code, stderr } = runCli(['tokens'], { cwd, env: { SCOPELIGHT_DATA: 'elsewhere' } });
    expect(code).toBe(2);
    expect(stderr).toContain('there is no data in `elsewhere`');
  });
});

describe('errors', () => {
  it('are one JSON document on stderr with --json, wherever it stands', () => {
    for (const args of [
      ['--json', 'scan', 'nowhere'],
      ['scan', '--json'],
    ]) {
      const { code, stdout, stderr } = runCli(args, { cwd });
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(JSON.parse(stderr)).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String), hint: expect.any(String) },
      });
    }
  });

  it('show a stack trace with --verbose only', () => {
    const plain = runCli(['scan', 'nowhere'], { cwd });
    const verbose = runCli(['scan', 'nowhere', '--verbose'], { cwd });
    expect(plain.stderr).not.toMatch(/^\s+at /m);
    expect(verbose.stderr).toMatch(/^\s+at /m);
  });
});
