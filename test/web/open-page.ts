import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { writeTemporaryDemo } from '../../demo/testing/with-demo.ts';
import { startBrowser } from '../../scripts/web/start-browser.ts';
import { createApp } from '../../src/api/create-app.ts';
import { packageRoot } from '../../src/package-root.ts';
import { MuteFile } from '../../src/services/findings/mute-file.ts';
import { ingestLogs } from '../../src/services/load/ingest-logs.ts';
import { openTemporaryStore } from '../../src/store/temporary-store.ts';

/** The page in a real browser, on a store of its own. */
export interface OpenPage {
  readonly address: string;
  /** Folder of logs: the demo’s, or what was named. */
  readonly logs: string;
  /** Opens a page of the page, and says afterwards what the browser complained of. */
  readonly visit: (path: string, options?: VisitOptions) => Promise<Visit>;
  readonly close: () => Promise<void>;
}

/** How the browser is set, and what is done before it asks for anything; then nobody waits for its answers. */
export interface VisitOptions extends BrowserContextOptions {
  readonly prepare?: ((page: Page) => Promise<unknown>) | undefined;
}

export interface Visit {
  readonly page: Page;
  /** Errors of the console, of scripts, and answers of the server that failed. */
  readonly complaints: string[];
  readonly leave: () => Promise<void>;
}

/** What is loaded before the page is served: the demo organisation, these files alone, or nothing. */
export type Loaded = 'demo' | 'nothing' | { readonly files: string };

/** What is not loaded need not be large. */
const sizes = { demo: { days: 45, scale: 0.3 }, nothing: { days: 10, scale: 0.1 } };

/** Serves the page that is built from these sources, and starts a browser. */
export async function openPage(loaded: Loaded): Promise<OpenPage> {
  spawnSync(process.execPath, [join(packageRoot(), 'scripts/build.mjs')], { stdio: 'ignore' });
  const demo =
    typeof loaded === 'string' ? await writeTemporaryDemo({ ...sizes[loaded], seed: 1 }) : undefined;
  const logs = typeof loaded === 'string' ? join(demo?.directory ?? '', 'aws') : loaded.files;
  const store = await openTemporaryStore();
  const dropFolder = mkdtempSync(join(tmpdir(), 'scopelight-drops-'));
  const ctx = {
    store,
    now: () => Date.parse(demo?.truth.window.to ?? '2026-09-30T00:00:00Z'),
    onProgress: () => {},
  };
  if (loaded !== 'nothing') await ingestLogs(ctx, { paths: [logs] });
  const muteFile = new MuteFile(join(dropFolder, 'muted.txt'));
  const app = await createApp({ ctx, muteFile, dropFolder, pageFolder: join(packageRoot(), 'dist/web') });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://localhost:${portOf(app.server.address())}`;
  const browser = await startBrowser();
  return {
    address,
    logs,
    visit: (path, options) => visit(browser, `${address}${path}`, options),
    async close() {
      await browser.close();
      await app.close();
      await store.close();
      rmSync(dropFolder, { recursive: true, force: true });
      demo?.remove();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('it does not listen on a port');
  return address.port;
}

async function visit(
  browser: Browser,
  address: string,
  { prepare, ...options }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  await prepare?.(page);
  await page.goto(address);
  if (prepare) await page.locator('[role="status"], [role="alert"]').first().waitFor();
  else await settled(page);
  return { page, complaints, leave: () => context.close() };
}

/** Waits until nothing on the page is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  const waiting = page.locator('[role="status"], [aria-busy="true"]');
  while ((await waiting.count()) > 0) await waiting.first().waitFor({ state: 'detached' });
}
