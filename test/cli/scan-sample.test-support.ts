import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Explanation, Report, TokenRow } from '../../src/model/report.ts';
import { endStoreProcesses, holdDataOf } from '../support/start-store-process.ts';
import { runCli, temporaryFolder } from './cli.test-support.ts';

/** Where the files of a sample lie. */
export interface SampleFiles {
  readonly logs: readonly string[];
  readonly inventory: readonly string[];
}

/** A sample that was read through the command line, and how to ask of it. */
export interface ScannedSample {
  readonly cwd: string;
  report(): Report;
  run(...args: readonly string[]): string;
  json<Answer>(...args: readonly string[]): Answer;
  tokenOf(id: string): TokenRow | undefined;
  explain(token: string, permission: string): Explanation;
  stateOf(token: string, permission: string): Explanation['state'];
  statesOf(token: string, permissions: readonly string[]): Readonly<Record<string, string>>;
}

/** Before the tests of a file, writes a sample, reports on it by `scan`, and keeps it by `ingest`. */
export function scanSample(write: (directory: string) => SampleFiles): ScannedSample {
  const folder = temporaryFolder();
  const cwd = folder.path;
  let report: Report | undefined;
  const run = (...args: readonly string[]): string => {
    const { code, stdout, stderr } = runCli(args, { cwd });
    if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
    return stdout;
  };
  const json = <Answer>(...args: readonly string[]): Answer => JSON.parse(run(...args, '--json'));
  const explain = (token: string, permission: string): Explanation => json('explain', token, permission);
  const known = (): Report => {
    if (!report) throw new Error('the sample is not read yet');
    return report;
  };
  beforeAll(async () => {
    const { logs, inventory } = write(cwd);
    inventory.flatMap(filesUnder).forEach(dateApart);
    report = json('scan', ...logs, ...inventory.flatMap((path) => ['--inventory', path]));
    json('ingest', ...inventory, ...logs);
    await holdDataOf(cwd);
  }, 240_000);
  afterAll(async () => {
    await endStoreProcesses();
    folder.remove();
  });
  return {
    cwd,
    report: known,
    run,
    json,
    tokenOf: (id) => known().tokens.find((token) => token.id === id),
    explain,
    stateOf: (token, permission) => explain(token, permission).state,
    statesOf: (token, permissions) =>
      Object.fromEntries(permissions.map((permission) => [permission, explain(token, permission).state])),
  };
}

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** An export takes its time: each of its files is a second younger than the one before. */
function dateApart(file: string, index: number): void {
  const { mtimeMs } = statSync(file);
  const date = Math.floor(mtimeMs / 1000) - 600 + index;
  utimesSync(file, date, date);
}
