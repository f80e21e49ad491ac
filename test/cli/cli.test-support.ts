import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';

interface Surroundings {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in a process of its own, as a user would, without a terminal. */
export function runCli(args: readonly string[], { cwd, input = '', env = {} }: Surroundings): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    input,
    env: surroundings(env),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

/** Starts the program and leaves it running. */
export function startCli(args: readonly string[], { cwd, env = {} }: Omit<Surroundings, 'input'>) {
  return spawn(process.execPath, [program, ...args], { cwd, env: surroundings(env) });
}

/** An empty folder for one test file, and how to take it away. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'scopelight-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The program as `./scopelight` builds and runs it; built once, so that nothing is told of it in between. */
const program = join(packageRoot(), 'dist/cli.js');
spawnSync(join(packageRoot(), 'scopelight'), ['--version']);

/** What the machine that runs the tests has set must not show. */
function surroundings(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    ...(PATH !== undefined && { PATH }),
    ...(HOME !== undefined && { HOME }),
    ...(TMPDIR !== undefined && { TMPDIR }),
    ...env,
  };
}
