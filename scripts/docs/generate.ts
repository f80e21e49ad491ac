import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { clientTypes } from '../web/client-types.ts';
import { commandList, commandPages } from './command-pages.ts';
import { dataModel } from './data-model.ts';
import { errorProblems } from './error-table.ts';
import { findingRules } from './finding-rules.ts';
import { jsonPage, jsonSchemas } from './json-shapes.ts';
import { searchPage } from './search-fields.ts';
import { identifyPage } from './token-formats.ts';

/*
 * Writes the documents that follow from the code. With `--check`, writes nothing and says which are out of date, and
 * what the hand-written table of errors lacks.
 *
 *   npx tsx scripts/docs/generate.ts [--check]
 */
const generated = new Map([
  ['docs/data-model.md', dataModel()],
  ['docs/json.md', jsonPage()],
  ['docs/identify.md', identifyPage(read('docs/identify.md') ?? '')],
  ['docs/search.md', searchPage(read('docs/search.md') ?? '')],
  ...jsonSchemas(),
  findingRules(),
  commandList(),
  ...commandPages(),
  await clientTypes(),
]);

if (process.argv.includes('--check')) check();
else write();

function write(): void {
  for (const [path, text] of generated) {
    const file = join(packageRoot(), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function check(): void {
  const stale = [...generated].filter(([path, text]) => read(path) !== text).map(([path]) => path);
  const leftOver = schemaFiles().filter((path) => !generated.has(path));
  const problems = [
    ...stale.map((path) => `${path} is out of date: run \`npx tsx scripts/docs/generate.ts\``),
    ...leftOver.map((path) => `${path} describes a shape that is no longer there: delete it`),
    ...errorProblems(read('docs/errors.md') ?? ''),
  ];
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}

function schemaFiles(): string[] {
  const folder = join(packageRoot(), 'docs/schemas');
  return existsSync(folder) ? readdirSync(folder).map((name) => `docs/schemas/${name}`) : [];
}

function read(path: string): string | undefined {
  const file = join(packageRoot(), path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
