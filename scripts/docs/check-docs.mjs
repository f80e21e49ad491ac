import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../setup/root.mjs';
import { checkDocument } from './check-document.mjs';
import { checkPrivacy } from './check-privacy.mjs';
import { readMarkdown } from './markdown.mjs';
import { trackedFiles } from './tracked-files.mjs';

/*
 * Says which document speaks of something that is not there (links, anchors, paths, scripts, examples), and which file
 * tells about the machine it was written on.
 */
const files = trackedFiles();
const documents = new Map(
  files.filter((path) => path.endsWith('.md')).map((path) => [path, readMarkdown(textOf(path))]),
);
const { scripts } = JSON.parse(textOf('package.json'));
const repository = { paths: withFolders(files), documents, scripts };

const complaints = [
  ...[...documents].flatMap(([path, document]) => checkDocument(path, document, repository)),
  ...scriptComplaints(),
  ...files.filter((path) => !isBinary(path)).flatMap((path) => checkPrivacy(path, textOf(path))),
];
for (const { path, line, problem } of complaints) console.log(`${path}:${line} ${problem}`);
if (complaints.length > 0) process.exitCode = 1;

/** The package's own scripts must run files that exist. */
function scriptComplaints() {
  const asDocument = Object.values(scripts).map((text) => ({ line: 1, text }));
  return checkDocument(
    'package.json',
    { links: [], codeSpans: asDocument, fences: [], anchors: new Set() },
    repository,
  );
}

/** @param {readonly string[]} paths */
function withFolders(paths) {
  const all = new Set(['.', ...paths]);
  for (const path of paths) {
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) all.add(folder);
  }
  return all;
}

/** @param {string} path */
function isBinary(path) {
  return /\.(br|gz|png|ico|woff2?)$/.test(path);
}

/** @param {string} path */
function textOf(path) {
  return readFileSync(join(root, path), 'utf8');
}
