import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;

export interface EngineProcess {
  stop(): Promise<void>;
  /** Resolves with what it wrote to its error stream once it has ended. */
  readonly ended: Promise<string>;
}

/** How the engine's library can be run as a process of its own here; undefined where nothing can run it. */
export type Launcher = readonly [command: string, ...args: string[]];

/**
 * Finds a way to run the library outside this process: a launcher compiled on the spot, else Python.
 * @returns a reason when there is none.
 */
export function findLauncher(directory: string): Launcher | { readonly reason: string } {
  const library = findLibrary();
  if (!library) return { reason: 'the embedded engine has no library for this platform' };
  for (const compiler of ['cc', 'gcc', 'clang']) {
    const launcher = join(directory, 'engine-process');
    if (succeeds(compiler, ['-O1', '-o', launcher, join(here, 'engine-process.c'), '-lpthread', '-ldl'])) {
      return [launcher, library];
    }
  }
  if (succeeds('python3', ['-c', 'import ctypes'])) {
    return ['python3', join(here, 'engine-process.py'), library];
  }
  return { reason: 'there is neither a C compiler nor Python to run the engine’s library with' };
}

/** Starts one engine process that keeps its data and working files in `directory`. */
export function spawnEngine(launcher: Launcher, args: readonly string[], directory: string): EngineProcess {
  const [command, ...leading] = launcher;
  const child = spawn(command, [...leading, ...args], { cwd: directory, stdio: ['pipe', 'ignore', 'pipe'] });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  // Writing to a process that has just ended is no failure of the test.
  child.stdin.on('error', () => {});
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(Buffer.concat(errors).toString()));
  });
  return { ended, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

function findLibrary(): string | undefined {
  const require = createRequire(import.meta.url);
  const libc = process.platform === 'linux' ? '-gnu' : '';
  try {
    const folder = dirname(
      require.resolve(`@chdb/lib-${process.platform}-${process.arch}${libc}/package.json`),
    );
    const library = join(folder, 'libchdb.so');
    return existsSync(library) ? library : undefined;
  } catch {
    return undefined;
  }
}

function succeeds(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
