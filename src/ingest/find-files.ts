import { readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ScopelightError } from '../model/error.ts';

export interface FoundFile {
  /** Its name for people. */
  readonly path: string;
  readonly bytes: number;
  /** Its name for the system, where that is no text. */
  readonly location?: Buffer;
  /** The account that whoever loads it says it is of. */
  readonly account?: string;
}

/** A place that could not be looked into, and why. */
export interface UnreadablePath {
  readonly path: string;
  readonly reason: string;
}

export interface Found {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly UnreadablePath[];
}

/**
 * Finds every file below the given paths, each once, in path order. Hidden files below a folder are passed over:
 * they belong to the system, not to the logs.
 * @throws {ScopelightError} `input.not-found` when a given path does not exist.
 */
export function findFiles(paths: readonly string[]): Found {
  const files: FoundFile[] = [];
  const unreadable: UnreadablePath[] = [];
  // A link back to a folder above would otherwise never end, and a file with two names would be two files.
  const seen = new Set<string>();

  const visit = (path: string, location: string | Buffer): void => {
    try {
      const stat = statSync(location);
      const id = `${stat.dev}:${stat.ino}`;
      if (seen.has(id)) return;
      if (stat.isDirectory()) {
        seen.add(id);
        for (const name of namesIn(location)) visit(join(path, name.text), below(location, name));
      } else if (stat.isFile()) {
        seen.add(id);
        files.push({ path, bytes: stat.size, ...(typeof location === 'string' ? {} : { location }) });
      } else {
        unreadable.push({ path, reason: `not a file but ${kindOf(stat)}` });
      }
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) });
    }
  };

  for (const path of paths) {
    assertExists(path);
    visit(path, path);
  }
  return { files, unreadable };
}

interface Name {
  readonly text: string;
  readonly bytes: Buffer | undefined;
}

/** Names that are no UTF-8 come as replacement characters, by which nothing can be opened. */
function namesIn(folder: string | Buffer): readonly Name[] {
  const names = readdirSync(folder, 'utf8').filter((name) => !name.startsWith('.'));
  if (!names.some((name) => name.includes('\uFFFD'))) {
    return names.sort().map((text) => ({ text, bytes: undefined }));
  }
  return readdirSync(folder, 'buffer')
    .map((bytes) => ({ text: bytes.toString('utf8'), bytes }))
    .filter(({ text }) => !text.startsWith('.'))
    .map(({ text, bytes }) => ({ text, bytes: Buffer.from(text).equals(bytes) ? undefined : bytes }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
}

function below(folder: string | Buffer, name: Name): string | Buffer {
  if (typeof folder === 'string' && !name.bytes) return join(folder, name.text);
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), name.bytes ?? Buffer.from(name.text)]);
}

function kindOf(stat: Stats): string {
  if (stat.isFIFO()) return 'a pipe';
  if (stat.isSocket()) return 'a socket';
  return 'a device';
}

function assertExists(path: string): void {
  try {
    statSync(path);
  } catch (cause) {
    // What exists but cannot be looked at is reported like everything else that cannot be read.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) return;
    throw new ScopelightError('input.not-found', `no file or folder at \`${path}\``, {
      cause,
      hint: `check the spelling of \`${basename(path)}\`, or give the folder that holds the logs`,
    });
  }
}

/** Says in words why the system refused. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return words.get(code) ?? (code || (error instanceof Error ? error.message : String(error)));
}

const words: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'it is gone, or links to nothing'],
  ['ELOOP', 'its links go in a circle'],
  ['EISDIR', 'a folder where a file was'],
  ['ENAMETOOLONG', 'its path is too long'],
  ['EIO', 'the disk could not read it'],
]);
