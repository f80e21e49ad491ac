import { describe, expect, it } from 'vitest';
import { checkDocument } from './check-document.mjs';
import { readMarkdown } from './markdown.mjs';

const guide = readMarkdown('# The guide\n\n## What is `new`?\n\n## What is `new`?\n');
const repository = {
  paths: new Set([
    '.',
    'src',
    'src/a.ts',
    'docs',
    'docs/guide.md',
    'docs/page.md',
    'README.md',
    'scripts',
    'scripts/x.mjs',
  ]),
  documents: new Map([['docs/guide.md', guide]]),
  scripts: { start: 'node scripts/x.mjs' },
};

/** @param {string} text */
function problems(text) {
  return checkDocument('docs/page.md', readMarkdown(text), repository).map(
    ({ line, problem }) => `${line} ${problem}`,
  );
}

describe('checkDocument', () => {
  it.each([
    ['a link to a file beside it', '[x](guide.md)'],
    ['a link to a heading', '[x](guide.md#the-guide)'],
    ['a link to the second of two equal headings', '[x](guide.md#what-is-new-1)'],
    ['a link upward', '[x](../src/a.ts)'],
    ['a link out of the repository', '[x](https://example.com/nowhere)'],
    ['a path in code', 'see `src/a.ts`, `src/`, `src/a.ts:12-14`, `guide.md`'],
    ['what the program makes', '`dist/cli.js`, `.scopelight/data`'],
    ['slashes that are no path', '`application/json` and `and/or`'],
    ['a script that exists', '```sh\nnpm start -- x\nnode scripts/x.mjs\nnpm install\n```'],
    ['JSON that parses', '```json\n{"a": [1]}\n```'],
    ['a link inside code', '`[x](nowhere.md)`'],
  ])('accepts %s', (_name, text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['a link to a missing file', 'one\n\n[x](gone.md)', '3 links to `gone.md`, which does not exist'],
    ['a reference to a missing file', '[x]: gone.md', '1 links to `gone.md`, which does not exist'],
    [
      'a missing heading',
      '[x](guide.md#gone)',
      '1 links to `guide.md#gone`, and `docs/guide.md` has no such heading',
    ],
    ['a missing path in code', '`src/gone.ts`', '1 speaks of `src/gone.ts`, which does not exist'],
    ['a missing script', '`npm run gone`', '1 runs `npm gone`, and there is no such script'],
    [
      'a missing file in a command',
      '```sh\nnode scripts/gone.mjs\n```',
      '1 runs `scripts/gone.mjs`, which does not exist',
    ],
    ['a fence that stays open', '```sh\nnpm start', '1 opens a code fence that is never closed'],
    ['a fence without a language', '```\nx\n```', '1 has a code fence without a language'],
  ])('reports %s', (_name, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('reports JSON that does not parse', () => {
    expect(problems('```json\n{"a": …}\n```')).toEqual([
      expect.stringMatching(/^1 has JSON that does not parse/),
    ]);
  });
});
