import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMarkdown } from '../scripts/docs/markdown.mjs';
import { packageRoot } from '../src/package-root.ts';
import { endStoreProcesses, holdDataOf } from './support/start-store-process.ts';

/*
 * Examples in documents are real: in a `console` block, what follows `$ command` stands in the command's output, line
 * by line and in order; `…` stands for what was left out. They run in one folder that holds the demo organisation.
 */
const minutes = 60_000;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scopelight-examples-'));
  run('./scopelight start');
  await holdDataOf(folder, '.scopelight/demo/data');
}, 5 * minutes);
afterAll(async () => {
  await endStoreProcesses();
  rmSync(folder, { recursive: true, force: true });
});

const pages = ['README.md', ...markdownIn('docs')];

describe.each(pages.map((page) => ({ page, examples: examplesOf(page) })).filter(hasExamples))(
  '$page',
  ({ examples }) => {
    it.each(examples)('shows what `$command` prints', ({ command, lines }) => {
      const { status, stdout } = run(command);
      expect(status).toBe(0);
      expect(firstMissing(lines, stdout.split('\n'))).toBeUndefined();
    });
  },
);

interface Example {
  readonly command: string;
  readonly lines: readonly string[];
}

function examplesOf(page: string): Example[] {
  const { fences } = readMarkdown(readFileSync(join(packageRoot(), page), 'utf8'));
  return fences
    .filter(({ language }) => language === 'console')
    .flatMap(({ code }) => code.split(/^\$ /m).slice(1))
    .map((text) => {
      const [command = '', ...lines] = text.split('\n');
      return { command, lines: lines.filter((line) => line.trim() !== '' && line !== '…') };
    });
}

function hasExamples({ examples }: { readonly examples: readonly Example[] }): boolean {
  return examples.length > 0;
}

function run(command: string) {
  const program = command.replaceAll('./scopelight', join(packageRoot(), 'scopelight'));
  // Where nobody looks on, `start` ends after the report.
  const env = { ...process.env, CI: 'true' };
  return spawnSync('bash', ['-c', program], { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 26 });
}

/** The first line that is not in the output after those before it. */
function firstMissing(lines: readonly string[], output: readonly string[]): string | undefined {
  let at = 0;
  return lines.find((line) => {
    const found = output.indexOf(line, at);
    at = found + 1;
    return found < 0;
  });
}

function markdownIn(path: string): string[] {
  return readdirSync(join(packageRoot(), path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${path}/${name}`);
}
