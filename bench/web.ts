import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { ensureBuilt } from '../scripts/setup/bundle.mjs';
import { startBrowser } from '../scripts/web/start-browser.ts';
import { logSpan } from '../src/analysis/log-span.ts';
import { createApp } from '../src/api/create-app.ts';
import { packageRoot } from '../src/package-root.ts';
import { askAside } from '../src/services/aside/ask-aside.ts';
import { openStore } from '../src/store/open-store.ts';
import { makeFleet } from './support/fleet.ts';
import { type Frames, measureFrames } from './support/frames.ts';
import { largeGraph, largeGraphGroups, largeGraphStart } from './support/large-graph.ts';
import { machine } from './support/machine.ts';
import { median } from './support/median.ts';
import { tokenQuestions } from './support/web-questions.ts';

/* The page in a real browser over a large fleet: what the first view weighs and takes, the list of tokens, the graph. */
const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '100000' },
    rows: { type: 'string', default: '3000000' },
    permissions: { type: 'string', default: '18000' },
    runs: { type: 'string', default: '7' },
    /** Keeps the store in this folder, and takes the one that is there. */
    keep: { type: 'string' },
    /** Only this part: `graph`, `tokens` or `view`. */
    only: { type: 'string' },
    /** Writes the figures into docs/speed.md. */
    publish: { type: 'boolean', default: false },
  },
});

interface Figure {
  readonly name: string;
  readonly aim?: string;
  readonly measured: string;
}

const figures: Figure[] = [];
const note = (name: string, measured: string, aim?: string): void => {
  figures.push({ name, measured, ...(aim !== undefined && { aim }) });
  process.stderr.write(`${name}: ${measured}\n`);
};
const runs = Number(values.runs);
const ms = (value: number): string => `${Math.round(value).toLocaleString('en-US')} ms`;

const load = loadavg()[0]?.toFixed(1) ?? '?';
await ensureBuilt();
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
try {
  await measure();
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
const table = [
  '| of the page | aim | measured |',
  '| --- | ---: | ---: |',
  ...figures.map(({ name, aim, measured }) => `| ${name} | ${aim ?? ''} | ${measured} |`),
].join('\n');
process.stdout.write(`${machine()}, ${load} processes waiting for them\n\n${table}\n`);
if (values.publish) publish(table);

async function measure(): Promise<void> {
  const store = await openStore(folder, { isShared: true });
  const aside = askAside(folder);
  const app = await (async () => {
    if (!(await logSpan(store))) {
      await makeFleet(store, {
        tokens: Number(values.tokens),
        usageRows: Number(values.rows),
        permissions: Number(values.permissions),
      });
    }
    const span = await logSpan(store);
    if (!span) throw new Error('the fleet has no calls');
    const ctx = { store, now: () => span.to, onProgress: () => {} };
    return createApp({
      ctx,
      askFleet: aside.ask,
      dropFolder: folder,
      pageFolder: join(packageRoot(), 'dist/web'),
    });
  })();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await startBrowser();
  try {
    const { port } = app.server.address() as AddressInfo;
    const address = `http://localhost:${port}`;
    const isWanted = (part: string): boolean => values.only === undefined || values.only === part;
    if (isWanted('graph')) await measureGraph(browser, address);
    if (isWanted('tokens')) await measureTokens(browser, address);
    // Last: what the overview asks for besides its conclusion goes on in the engine when nobody waits any more.
    if (isWanted('view')) await measureFirstView(browser, address);
  } finally {
    await browser.close();
    // What nobody waits for any more is not answered to the end.
    await aside.close();
    await app.close();
    await store.close();
  }
}

/** What a reader waits for who opens the page. */
async function measureFirstView(browser: Browser, address: string): Promise<void> {
  await fetch(`${address}/v1/overview`).then((answer) => answer.text());
  const times: { readonly bare: number; readonly whole: number }[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await newPage(browser);
    await page.goto(address);
    await page.locator('.rail nav a').first().waitFor();
    const bare = await sinceStart(page);
    await page.getByRole('heading', { level: 1, name: /Tokens use/ }).waitFor();
    times.push({ bare, whole: await sinceStart(page) });
    if (run === 0)
      note('script of the first view, compressed', `${await scriptKilobytes(page)} kB`, '250 kB');
    await page.context().close();
  }
  note('first view: it can be used', ms(median(times.map(({ bare }) => bare))), '1,000 ms');
  note('first view: its conclusion stands', ms(median(times.map(({ whole }) => whole))));
}

async function measureTokens(browser: Browser, address: string): Promise<void> {
  const begun = performance.now();
  const first = await fetch(`${address}/v1/tokens?limit=1`);
  if (!first.ok) throw new Error(`the fleet could not be judged: ${await first.text()}`);
  await first.text();
  note('judging the whole fleet, once after a load', ms(performance.now() - begun));
  const page = await newPage(browser);
  await page.goto(`${address}/tokens`);
  await page.locator('.token-rows .name-link').first().waitFor();
  note('list of tokens, opened anew', ms(await sinceStart(page)), '1,000 ms');
  for (const [name, query] of tokenQuestions) {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      // A space more is another question to what remembers answers, and the same to what finds tokens.
      times.push(
        await askTime(page, `/v1/tokens?limit=100&q=${encodeURIComponent(query + ' '.repeat(run))}`),
      );
    }
    note(
      `${values.tokens === '100000' ? '' : `${values.tokens} `}tokens: ${name}`,
      ms(median(times)),
      '100 ms',
    );
  }
  const drawn: number[] = [];
  for (let run = 0; run < runs; run++) drawn.push(await filterTime(page, `account:${100000000000 + run}`));
  note('a filter, from Enter to the new rows on the screen', ms(median(drawn)), '100 ms');
  await page.context().close();
}

async function measureGraph(browser: Browser, address: string): Promise<void> {
  for (const nodes of [300, 2000, 5000]) {
    const page = await newPage(browser);
    const answer = JSON.stringify(largeGraph(nodes));
    await page.route('**/v1/graph?*', (route) =>
      route.fulfill({ body: answer, contentType: 'application/json' }),
    );
    const begun = performance.now();
    const start = `${address}/graph?from=${largeGraphStart}`;
    await page.goto(start);
    await page.locator('.graph-frame canvas').waitFor();
    const shown = `${nodes.toLocaleString('en-US')} nodes`;
    note(`graph of ${shown} in groups: opened anew`, ms(performance.now() - begun), '1,000 ms');
    await page.goto(`${start}&open=${encodeURIComponent(largeGraphGroups().join('\n'))}`);
    await page.locator('.graph-frame canvas').waitFor();
    const scrolled = await measureFrames(page, 'scroll', 4);
    note(`graph of ${shown}, all drawn that may be: scrolled`, framesText(scrolled), '20 frames/s');
    await page.getByRole('button', { name: 'All of it' }).click();
    const sized = await measureFrames(page, 'size', 4);
    note('the same, the whole in sight, made larger and smaller', framesText(sized), '20 frames/s');
    await page.context().close();
  }
}

function framesText({ perSecond, processorMs }: Frames): string {
  return `${perSecond} frames/s, ${processorMs} ms of a processor each`;
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(600_000);
  return page;
}

function sinceStart(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

async function scriptKilobytes(page: Page): Promise<number> {
  const names = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.js')),
  );
  const texts = await Promise.all(names.map((name) => fetch(name).then((answer) => answer.arrayBuffer())));
  return Math.round(texts.reduce((sum, text) => sum + gzipSync(Buffer.from(text)).length, 0) / 1000);
}

/** How long the page waits for an answer, read and parsed. */
function askTime(page: Page, url: string): Promise<number> {
  return page.evaluate(async (asked) => {
    const begun = performance.now();
    await fetch(asked).then((answer) => answer.json());
    return performance.now() - begun;
  }, url);
}

async function filterTime(page: Page, query: string): Promise<number> {
  await page.locator('.query-line input').fill(query);
  return page.evaluate<number>(`new Promise((resolve) => {
    const first = () => document.querySelector('.token-rows .name-link')?.textContent;
    const before = first();
    const begun = performance.now();
    document.querySelector('.query-line').requestSubmit();
    const look = () =>
      first() !== undefined && first() !== before ? resolve(performance.now() - begun) : requestAnimationFrame(look);
    look();
  })`);
}

/** Puts the figures between their marks in docs/speed.md. */
function publish(text: string): void {
  const file = join(packageRoot(), 'docs/speed.md');
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  const [begin, end] = ['<!-- page: written by npm run bench -- web --publish -->', '<!-- end of page -->'];
  const before = readFileSync(file, 'utf8');
  const [head, rest] = before.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error(`${file} has no marks for the page`);
  writeFileSync(file, `${head}${begin}\n\n${text}\n\n${end}${tail}`);
}
