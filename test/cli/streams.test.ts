import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, startCli, temporaryFolder } from './cli.test-support.ts';
import { callRecord, writeLog } from './records.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;

beforeAll(() => {
  const records = Array.from({ length: 200 }, (_, index) =>
    callRecord({ eventID: `event-${index}`, accessKeyId: `AKIAEXAMPLE${String(index).padStart(9, '0')}` }),
  );
  writeLog(join(cwd, 'logs/a.json'), records);
  expect(runCli(['ingest', 'logs'], { cwd }).code).toBe(0);
});
afterAll(() => folder.remove());

describe('stdout', () => {
  it('holds the JSON and nothing else, chatter goes to stderr', () => {
    const { stdout, stderr } = runCli(['ingest', 'logs', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'scopelight.ingest/1',
      loadedFiles: 0,
      knownFiles: 1,
    });
    expect(stderr).not.toBe('');
  });

  it('has no colour without a terminal, and has it where that is forced', () => {
    const color = '\u001b[';
    expect(runCli(['tokens'], { cwd }).stdout).not.toContain(color);
    expect(runCli(['tokens'], { cwd, env: { FORCE_COLOR: '1' } }).stdout).toContain(color);
    expect(runCli(['tokens'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(
      escape,
    );
    expect(runCli(['tokens', '--no-color'], { cwd, env: { FORCE_COLOR: '1' } }).stdout).not.toContain(color);
  });

  it('is laid out for the width of the terminal', () => {
    for (const columns of [60, 80, 140]) {
      const { stdout } = runCli(['tokens'], { cwd, env: { COLUMNS: String(columns) } });
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it('may be closed early without a complaint', async () => {
    const child = startCli(['tokens', '--limit', '200', '--json'], { cwd });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(stderr).toBe('');
  });
});

describe('stderr', () => {
  it('stays empty when quiet, and where a CI runs the command', () => {
    expect(runCli(['ingest', 'logs', '--quiet'], { cwd }).stderr).toBe('');
    expect(runCli(['ingest', 'logs'], { cwd, env: { CI: 'true' } }).stderr).toBe('');
  });
});

describe('an interrupt', () => {
  it('ends the program by the signal, 130 to a shell, and leaves nothing behind', async () => {
    const child = startCli(['scan', 'logs'], { cwd });
    const stores = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith(`scopelight-store-${child.pid}-`));
    const ended = once(child, 'close');
    // The first word of progress comes when the store is open.
    await once(child.stderr, 'data');
    expect(stores()).toHaveLength(1);
    child.kill('SIGINT');
    expect(await ended).toEqual([null, 'SIGINT']);
    expect(stores()).toEqual([]);
  });
});
