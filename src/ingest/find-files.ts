import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ScopelightError } from '../model/error.ts';

export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
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
  const files = new Map<string, FoundFile>();
  const unreadable: UnreadablePath[] = [];
  const folders = new Set<string>();

  const visit = (path: string): void => {
    try {
      const stat = statSync(path);
      const real = realpathSync(path);
      if (stat.isDirectory()) {
        // A link back to a folder above would otherwise never end.
        if (folders.has(real)) return;
        folders.add(real);
        for (const name of readdirSync(path).sort()) if (!name.startsWith('.')) visit(join(path, name));
      } else if (stat.isFile()) {
        if (!files.has(real)) files.set(real, { path, bytes: stat.size });
      } else {
        unreadable.push({ path, reason: 'not a regular file' });
      }
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) });
    }
  };

  for (const path of paths) {
    assertExists(path);
    visit(path);
  }
  return { files: [...files.values()], unreadable };
}

function assertExists(path: string): void {
  try {
    statSync(path);
  } catch (cause) {
    throw new ScopelightError('input.not-found', `no file or folder at \`${path}\``, {
      cause,
      hint: `check the spelling of \`${basename(path)}\`, or give the folder that holds the logs`,
    });
  }
}

/** Says in words why the system refused. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'it is gone, or links to nothing',
    ELOOP: 'its links go in a circle',
    EISDIR: 'a folder where a file was',
    EIO: 'the disk could not read it',
  };
  return words[code] ?? (code || (error instanceof Error ? error.message : String(error)));
}
