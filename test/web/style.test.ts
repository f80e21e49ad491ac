import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

const web = join(packageRoot(), 'web');
const files = readdirSync(web, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const styles = files.filter((path) => path.endsWith('.css'));
const index = join(web, 'style/page.css');
/** Everything that can name a class; the client's types name none. */
const sources = files
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('schema.d.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe('the style of the page', () => {
  it('comes together in one file that names every other', () => {
    const named = [...readFileSync(index, 'utf8').matchAll(/@import "(.+)";/g)].map(([, path = '']) =>
      resolve(web, 'style', path),
    );
    expect(named.sort()).toEqual(styles.filter((path) => path !== index).sort());
  });

  it.each(styles.map((path) => [relative(web, path), path]))(
    'has no rule in %s that nothing asks for',
    (_, path) => {
      const text = readFileSync(path, 'utf8').replace(/\/\*.*?\*\//gs, '');
      const selectors = [...text.matchAll(/(?:^|[{}])\s*([^{}@]+)\{/g)]
        .map(([, selector = '']) => selector)
        .join();
      const classes = new Set([...selectors.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name));
      const dead = [...classes].filter((name) => !isAskedFor(name));
      expect(dead).toEqual([]);
    },
  );
});

/** `span-7` and `heat-3` are put together from a word and a number. */
function isAskedFor(name: string): boolean {
  const stem = name.replace(/\d+$/, '');
  const asked = stem === name ? `${name}(?![\\w-])` : `${stem}(?:\\d|\\$\\{)`;
  return new RegExp(`(?<![\\w-])${asked}`).test(sources);
}
