import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { ScopelightError } from '../../model/error.ts';
import type { ConfigurationFile } from './read-terraform.ts';

const run = promisify(execFile);

/** A plan of a large estate is tens of megabytes; nothing that a person wrote comes near that. */
const bytesMax = 200 * 1024 * 1024;
const filesMax = 20_000;
const skipped: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  '.terraform',
  'vendor',
  'dist',
  '.venv',
]);

/**
 * Reads the files of a configuration below some paths: Terraform, JSON and YAML.
 * @throws {ScopelightError} `input.not-found`
 */
export function filesBelow(paths: readonly string[]): readonly ConfigurationFile[] {
  return paths.flatMap((path) => {
    if (!existsSync(path))
      throw new ScopelightError('input.not-found', `there is no \`${path}\``, {
        hint: 'name files or folders of configuration',
      });
    return namesBelow(path).map((name) => ({ path: slashed(name), text: readFileSync(name, 'utf8') }));
  });
}

/**
 * Reads the state before a change: of a file or folder in place of the one that is checked, or of a commit, branch or tag.
 * @throws {ScopelightError} `input.not-found` when it is neither; `usage.invalid`
 */
export async function baseFiles(
  base: string,
  paths: readonly string[],
): Promise<readonly ConfigurationFile[]> {
  if (!existsSync(base)) return filesOfCommit(base, paths);
  const [path = '.', ...more] = paths;
  if (more.length > 0)
    throw new ScopelightError('usage.invalid', 'a base that is a file or folder goes with one path', {
      hint: 'check one file or folder, or name a commit with --base',
    });
  const isFolder = statSync(base).isDirectory();
  return namesBelow(base).map((name) => ({
    // The same under the path that is checked, so that what is the same has the same name.
    path: slashed(isFolder ? join(path, relative(base, name)) : path),
    text: readFileSync(name, 'utf8'),
  }));
}

async function filesOfCommit(
  commit: string,
  paths: readonly string[],
): Promise<readonly ConfigurationFile[]> {
  const unknown = (cause: unknown) =>
    new ScopelightError('input.not-found', `\`${commit}\` is no file, and no commit here`, {
      hint: 'in a fresh checkout fetch the base first: `git fetch origin main`, then --base origin/main',
      cause,
    });
  if (!/^[\w@][\w./@{}^~-]*$/.test(commit)) throw unknown(undefined);
  const git = (...args: readonly string[]) => run('git', args, { maxBuffer: bytesMax });
  const listed = await git('ls-tree', '-r', '-z', '--name-only', commit, '--', ...paths).catch(
    (cause: unknown) => {
      throw unknown(cause);
    },
  );
  const names = listed.stdout.split('\0').filter(isConfiguration).slice(0, filesMax);
  const files: ConfigurationFile[] = [];
  for (const name of names)
    files.push({ path: slashed(name), text: (await git('show', `${commit}:./${name}`)).stdout });
  return files;
}

function namesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const found: string[] = [];
  const folders = [path];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const name = join(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(name);
      if (entry.isFile() && isConfiguration(name) && statSync(name).size <= bytesMax) found.push(name);
      if (found.length >= filesMax) return found;
    }
  }
  return found.sort();
}

function isConfiguration(name: string): boolean {
  return /\.(?:tf|json|ya?ml|template)$/i.test(name) && !/(?:package-lock|tsconfig[\w.]*)\.json$/.test(name);
}

function slashed(name: string): string {
  return posix.normalize(name.split(sep).join('/'));
}
