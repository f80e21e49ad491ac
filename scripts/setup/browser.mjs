import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromDebian } from './from-debian.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { root } from './root.mjs';
import { tell } from './tell.mjs';

/** Where Chromium or its kin lie when a system or a person installed them. */
const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser that tests of the page run in; `SCOPELIGHT_TEST_BROWSER` names another. */
export function findBrowser() {
  const named = process.env.SCOPELIGHT_TEST_BROWSER;
  return [...(named === undefined ? [] : [named]), ...usual].find((path) => existsSync(path)) ?? downloaded();
}

/** Makes sure that there is a browser, where that can be done; what cannot be is said, and the tests that need it fail. */
export async function ensureBrowser() {
  if (findBrowser() !== undefined) return;
  await oneAtATime(async () => {
    for (const install of [() => fromDebian('chromium', 'the page in'), fromPlaywright]) {
      if (findBrowser() === undefined) install();
    }
  });
  if (findBrowser() === undefined) {
    tell('there is no Chromium to test the page in: install one, or name it with SCOPELIGHT_TEST_BROWSER');
  }
}

function fromPlaywright() {
  tell('downloading Chromium to test the page in; once');
  const script = join(root, 'node_modules/playwright-core/cli.js');
  spawnSync(process.execPath, [script, 'install', 'chromium-headless-shell'], {
    stdio: ['ignore', 2, 'inherit'],
  });
}

/** Where Playwright keeps what it downloaded. */
function downloaded() {
  const script = join(root, 'node_modules/playwright-core/index.js');
  if (!existsSync(script)) return undefined;
  const { stdout } = spawnSync(
    process.execPath,
    ['-e', `process.stdout.write(require(${JSON.stringify(script)}).chromium.executablePath())`],
    { encoding: 'utf8' },
  );
  return stdout !== '' && existsSync(stdout) ? stdout : undefined;
}
