import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './cli.test-support.ts';
import { callRecord, writeLog } from './records.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;

/** Clears the screen, sets the title, writes to the clipboard, turns the reading direction, starts a new line. */
const hostile =
  '\u001b[2J\u001b]0;owned\u0007\u001b]52;c;aGk=\u0007\u009b31m\u202e\r\nAll tokens are fine\u2028';

beforeAll(() => {
  const record = callRecord({ userName: `ci${hostile}`, userAgent: `agent${hostile}` });
  writeLog(join(cwd, 'logs/a.json'), [
    { ...record, sourceIPAddress: hostile, eventName: `Describe${hostile}` },
  ]);
});
afterAll(() => folder.remove());

function actsOnTerminal(text: string): string[] {
  return text.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu) ?? [];
}

describe('what attackers write into logs', () => {
  it('is printed as text by every command, and never starts a line of its own', () => {
    expect(runCli(['ingest', 'logs'], { cwd }).code).toBe(0);
    for (const args of [
      ['scan', 'logs'],
      ['tokens'],
      ['token', 'AKIAIOSFODNN7EXAMPLE'],
      ['graph', 'AKIAIOSFODNN7EXAMPLE'],
      ['timeline', 'AKIAIOSFODNN7EXAMPLE'],
      ['graph', 'AKIAIOSFODNN7EXAMPLE', '--format', 'dot'],
      ['coverage'],
    ]) {
      const { stdout, stderr } = runCli([...args, '--no-color'], { cwd });
      expect(stdout).toContain('\n');
      expect(actsOnTerminal(stdout + stderr)).toEqual([]);
      expect(stdout).not.toMatch(/^\s*All tokens are fine/m);
    }
  });

  it('is escaped in JSON, which reads back as it was written', () => {
    const { stdout } = runCli(['tokens', '--json'], { cwd });
    expect(actsOnTerminal(stdout)).toEqual([]);
    expect(JSON.parse(stdout).tokens[0].principal).toContain(hostile);
  });
});

describe('what users write on the command line', () => {
  it('is printed as text too', () => {
    const { stderr } = runCli(['scan', hostile], { cwd });
    expect(actsOnTerminal(stderr)).toEqual([]);
  });
});
