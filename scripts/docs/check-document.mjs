import { posix } from 'node:path';

/**
 * @typedef {import('./markdown.mjs').Markdown} Markdown
 * @typedef {import('./markdown.mjs').Piece} Piece
 * @typedef {{ path: string, line: number, problem: string }} Complaint
 *
 * @typedef {object} Repository
 * @property {ReadonlySet<string>} paths its files and folders
 * @property {ReadonlyMap<string, Markdown>} documents
 * @property {Readonly<Record<string, string>>} scripts of its package
 */

/** What the program makes for itself; such paths are real although the repository does not hold them. */
const made = /^(dist|node_modules|coverage|\.scopelight)(\/|$)/;

/**
 * Tells where a document speaks of something that is not there.
 * @param {string} path
 * @param {Markdown} document
 * @param {Repository} repository
 * @returns {Complaint[]}
 */
export function checkDocument(path, document, repository) {
  const complain = (/** @type {number} */ line) => (/** @type {string} */ problem) => ({
    path,
    line,
    problem,
  });
  return [
    ...document.links.flatMap(({ line, text }) => linkProblems(path, text, repository).map(complain(line))),
    ...document.codeSpans.flatMap(({ line, text }) =>
      spanProblems(path, text, repository).map(complain(line)),
    ),
    ...document.fences.flatMap((fence) => fenceProblems(fence, repository).map(complain(fence.line))),
  ];
}

/**
 * @param {string} path
 * @param {string} target
 * @param {Repository} repository
 * @returns {string[]}
 */
function linkProblems(path, target, { paths, documents }) {
  if (/^(https?|mailto):/.test(target)) return [];
  const [file = '', anchor] = target.split('#');
  const linked = file === '' ? path : resolve(path, file);
  if (!paths.has(linked)) return [`links to \`${target}\`, which does not exist`];
  if (anchor === undefined || documents.get(linked)?.anchors.has(anchor)) return [];
  return [`links to \`${target}\`, and \`${linked}\` has no such heading`];
}

/**
 * @param {string} path
 * @param {string} code
 * @param {Repository} repository
 * @returns {string[]}
 */
function spanProblems(path, code, { paths, scripts }) {
  const commands = commandProblems(code, { paths, scripts });
  if (commands.length > 0) return commands;
  const cited = code.replace(/:\d+(-\d+)?$/, '').replace(/\/$/, '');
  const isPath = /^[\w.@-]+(\/[\w.@-]+)+$/.test(cited) || /^[\w-]+\.(md|ts|mjs|cjs|json)$/.test(cited);
  if (!isPath || made.test(cited)) return [];
  const [first = ''] = cited.split('/');
  // Only what starts like a path of this repository is taken for one: there are other slashes in the world.
  if (!paths.has(first) || [cited, resolve(path, cited)].some((candidate) => paths.has(candidate))) return [];
  return [`speaks of \`${code}\`, which does not exist`];
}

/**
 * @param {import('./markdown.mjs').Fence} fence
 * @param {Pick<Repository, 'paths' | 'scripts'>} repository
 * @returns {string[]}
 */
function fenceProblems({ language, code, isClosed }, repository) {
  if (!isClosed) return ['opens a code fence that is never closed'];
  if (language === '') return ['has a code fence without a language'];
  if (language === 'json') return jsonProblems(code);
  if (language === 'sh') return code.split('\n').flatMap((line) => commandProblems(line, repository));
  return [];
}

/**
 * @param {string} code
 * @returns {string[]}
 */
function jsonProblems(code) {
  try {
    JSON.parse(code);
    return [];
  } catch (error) {
    return [`has JSON that does not parse: ${error instanceof Error ? error.message : error}`];
  }
}

/**
 * @param {string} command
 * @param {Pick<Repository, 'paths' | 'scripts'>} repository
 * @returns {string[]}
 */
function commandProblems(command, { paths, scripts }) {
  const problems = [];
  for (const [, name = ''] of command.matchAll(/\bnpm (?:run )?([a-z:-]+)/g)) {
    const isOwn = ['install', 'ci', 'i', 'run'].includes(name);
    if (!isOwn && scripts[name] === undefined)
      problems.push(`runs \`npm ${name}\`, and there is no such script`);
  }
  for (const [, script = ''] of command.matchAll(/\b(?:tsx|node|bash) ([\w./-]+\.(?:ts|mjs|sh))\b/g)) {
    if (!paths.has(posix.normalize(script))) problems.push(`runs \`${script}\`, which does not exist`);
  }
  return problems;
}

/**
 * @param {string} from
 * @param {string} target
 */
function resolve(from, target) {
  return posix.normalize(posix.join(posix.dirname(from), decodeURI(target))).replace(/\/$/, '');
}
