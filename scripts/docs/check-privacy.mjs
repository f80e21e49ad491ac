import { homedir } from 'node:os';
import { dirname, sep } from 'node:path';
import { root } from '../setup/root.mjs';

/** @typedef {import('./check-document.mjs').Complaint} Complaint */

/** Tells where a file names a folder of the machine it was written on, or the host that packages came from. */
const traces = [
  {
    what: 'a path of this machine',
    pattern: literally([dirname(root.slice(0, -1)), homedir()].map(asFolder)),
  },
  { what: 'a home folder', pattern: /\/(?:home|Users)\/[a-z][\w.-]*\//gi },
  { what: 'a package registry', pattern: /\bregistry\.[a-z0-9-]+\.(?:com|org|net)\b|"resolved":\s*"http/gi },
  { what: 'the package registry in use', pattern: literally(registryHosts()) },
];

/**
 * @param {string} path
 * @param {string} text
 * @returns {Complaint[]}
 */
export function checkPrivacy(path, text) {
  return traces.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      path,
      line: text.slice(0, index).split('\n').length,
      problem: `names ${what}: \`${found}\``,
    })),
  );
}

function registryHosts() {
  const registry = process.env.npm_config_registry;
  return registry === undefined ? [] : [new URL(registry).host];
}

/** @param {string} folder */
function asFolder(folder) {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** @param {readonly string[]} texts */
function literally(texts) {
  const alternatives = texts
    .filter((text) => text !== sep && text !== '')
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(alternatives.length === 0 ? '(?!)' : `(?<![\\w:/-])(?:${alternatives.join('|')})`, 'g');
}
