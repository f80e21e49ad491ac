import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../setup/browser.mjs';

/** Starts Chromium without a screen and without a graphics card, as on a machine that has none. */
export function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error('there is no Chromium: `npm test` installs one, or SCOPELIGHT_TEST_BROWSER names it');
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}
