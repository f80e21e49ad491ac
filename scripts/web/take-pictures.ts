import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type OpenPage, openPage, settled } from '../../test/web/open-page.ts';
import { pageList, seeWhole, tokenOf } from '../../test/web/page-list.ts';
import { root } from '../setup/root.mjs';

/*
 * Keeps a picture of each page, wide, on a phone and on a large screen, in both themes, and of what is shown while there is no answer:
 *
 *     npx tsx scripts/web/take-pictures.ts [PATH…] [--size wide|phone|screen] [--theme light|dark] [--to DIR]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string' },
    theme: { type: 'string' },
    to: { type: 'string', default: join(root, 'dist/pictures') },
  },
});
const sizes = {
  wide: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  screen: { width: 1920, height: 1080 },
};

/** What is shown when all is not well, as answers that the browser gets instead of the server's. */
const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  waiting: (page) => page.route('**/v1/**', () => {}),
  error: (page) =>
    page.route('**/v1/**', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'Too large',
          status: 422,
          code: 'engine.limit',
          detail: 'the question needs more memory than the engine may take',
          hint: 'ask for a shorter stretch of the logs',
        },
      }),
    ),
};

mkdirSync(values.to, { recursive: true });
const open = await openPage('demo');
const token = await tokenOf(open);
for (const [path] of pageList) await keep(open, path.replace('TOKEN', encodeURIComponent(token)), path);
await keep(open, '/tokens?q=owner:nobody-has-this-name', '/tokens-empty');
for (const [name, prepare] of Object.entries(states)) {
  for (const path of ['/', '/tokens', '/findings']) await keep(open, path, `${path}-${name}`, prepare);
}
await open.close();
const empty = await openPage('nothing');
for (const path of ['/', '/tokens', '/findings', '/coverage'])
  await keep(empty, path, `${path}-nothing-loaded`);
await empty.close();

async function keep(from: OpenPage, path: string, name: string, prepare?: (page: Page) => Promise<unknown>) {
  if (positionals.length > 0 && !positionals.includes(name)) return;
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      if ((values.size ?? size) !== size || (values.theme ?? colorScheme) !== colorScheme) continue;
      const { page, leave } = await from.visit(path, {
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        prepare,
      });
      if (!prepare) {
        await seeWhole(page);
        await settled(page);
      }
      const file = `${name
        .replace(/^\/(?!\w)/, 'overview')
        .replace(/^\//, '')
        .replaceAll(/[^\w-]+/g, '-')}-${size}-${colorScheme}.png`;
      await page.screenshot({ path: join(values.to, file), fullPage: true });
      process.stderr.write(`${join(values.to, file)}\n`);
      await leave();
    }
  }
}
