import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/model/graph.ts';
import { deletion } from '../kubernetes/deletion.test-support.ts';
import { type OpenPage, openPage, settled } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage('demo');
});
afterAll(() => open.close());

/** A key in use, and the farthest of what it can come to. */
async function leakedToken(): Promise<{ readonly id: string; readonly target: string }> {
  const get = async <T>(path: string): Promise<T> =>
    (await fetch(`${open.address}${path}`)).json() as Promise<T>;
  const { tokens } = await get<{ tokens: readonly { readonly id: string }[] }>(
    '/v1/tokens?q=kind:access-key%20-used:none&limit=20',
  );
  for (const { id } of tokens) {
    const graph = await get<Pick<Graph, 'nodes' | 'edges'>>(`/v1/graph?start=${id}&limit=5000`);
    const target = graph.nodes.findLast(({ kind }) => kind === 'resource');
    if (target && graph.edges[0]?.state === 'used') return { id, target: target.id };
  }
  throw new Error('no key in use comes to a resource');
}

describe('the way through the page', () => {
  it('leads from a finding of the overview to its token, its policy and the commands', async () => {
    const { page, complaints, leave } = await open.visit('/');
    await page.getByRole('link', { name: 'Evidence and commands' }).first().click();
    await page.getByRole('button', { name: 'Close' }).waitFor();
    await page.getByText('Rule', { exact: true }).first().waitFor();
    await page.locator('.finding-row.open .name-link').click();
    await settled(page);
    expect(page.url()).toContain('/tokens/');
    await page.getByRole('link', { name: 'Review smaller policy' }).click();
    await page.getByRole('button', { name: 'JSON' }).waitFor();
    await page.getByRole('button', { name: 'JSON' }).click();
    expect(await page.locator('.policy-text pre').innerText()).toContain('"Statement"');
    expect(complaints).toEqual([]);
    await leave();
  });

  it('narrows tokens by words and facets, keeps that in the address, and opens one by keys', async () => {
    const { page, complaints, leave } = await open.visit('/tokens');
    await page.keyboard.press('/');
    await page.keyboard.type('used:none');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=used%3Anone/);
    await page.getByRole('heading', { name: /\d+ of \d+ tokens fit/ }).waitFor();
    await page.getByText('Kind', { exact: true }).click();
    await page.getByRole('button', { name: /^session/ }).click();
    await page.waitForURL(/kind%3Asession/);
    await settled(page);
    const address = page.url();
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/tokens\/.+/);
    await page.goBack();
    await page.waitForURL(address);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('keeps a view under a name, and compares what smaller policies of chosen tokens would keep', async () => {
    const { page, complaints, leave } = await open.visit('/tokens?q=kind:access-key -used:none sort:unused');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Keys to cut');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.goto(`${open.address}/tokens`);
    await page.getByRole('link', { name: 'Keys to cut' }).click();
    await page.waitForURL(/sort%3Aunused/);
    await page.locator('.token-pick input').nth(3).check();
    await page.locator('.token-pick input').nth(4).check();
    await page.getByText('2 chosen').waitFor();
    await page.getByRole('link', { name: 'Compare proposals' }).click();
    await page.getByRole('heading', { name: /Together they would lose/ }).waitFor();
    await settled(page);
    await page.locator('.compare').getByRole('link', { name: 'Review' }).nth(1).click();
    await page.waitForURL(/mode=needed/);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('mutes a finding for a reason, shows what is muted, and tells it again', async () => {
    const { page, complaints, leave } = await open.visit('/findings');
    const list = page.locator('.panel', { hasText: 'the worst first' }).locator('.finding-row');
    const title = await list.first().locator('p').first().innerText();
    const told = () => list.filter({ hasText: title }).count();
    expect(await told()).toBe(1);
    await page.getByRole('button', { name: 'Evidence and commands' }).first().click();
    await page.getByLabel('Why it is not to be told').fill('goes away with the old build server');
    await page.getByRole('button', { name: /^Mute until/ }).click();
    await page.getByRole('button', { name: 'Muted 1' }).click();
    await page.getByText('goes away with the old build server').waitFor();
    expect(await told()).toBe(0);
    await page.getByRole('button', { name: 'Tell it again' }).click();
    await page.getByRole('heading', { name: 'Nothing is muted' }).waitFor();
    await page.getByRole('button', { name: 'Muted 0' }).click();
    await settled(page);
    expect(await told()).toBe(1);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('leads from a family of copies to fewer roles that do the same work', async () => {
    const { page, complaints, leave } = await open.visit('/roles');
    await page.getByRole('heading', { name: /famil.* of copies/ }).waitFor();
    const modules = page.getByRole('heading', { name: /modules? .* the work of/ });
    await modules.waitFor();
    expect(await modules.innerText()).toContain('give nothing extra');
    await page.getByLabel('Number of modules').press('Home');
    await page.getByRole('heading', { name: /surplus/ }).waitFor();
    await page.getByText(/scopelight roles plan --provider aws --surplus/).waitFor();
    expect(complaints).toEqual([]);
    await leave();
  });

  it('says what is wrong with a query, and what would do', async () => {
    const { page, leave } = await open.visit('/tokens?q=level:enormous');
    expect(await page.getByRole('alert').innerText()).toContain('Levels are list, read, write');
    await leave();
  });

  it('finds a token from anywhere by Ctrl K, and pages by g and a letter', async () => {
    const { page, complaints, leave } = await open.visit('/coverage');
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.waitForURL(/\/findings/);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search tokens and pages' }).fill('terraform');
    await page
      .getByRole('option', { name: /terraform/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^terraform.* can do/ }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    expect(complaints).toEqual([]);
    await leave();
  });

  it('walks the fleet map by arrow keys and opens the token it names', async () => {
    const { page, complaints, leave } = await open.visit('/');
    const map = page.locator('.fleet-map canvas');
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const said = await page.locator('.fleet-said').innerText();
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: said.split(',')[0] ?? '' }).waitFor();
    expect(page.url()).toContain('/tokens/');
    expect(complaints).toEqual([]);
    await leave();
  });

  it('shows the evidence of a permission that is chosen in the matrix', async () => {
    const { page, complaints, leave } = await open.visit('/tokens');
    await page.locator('.token-rows .name-link').nth(1).click();
    await page.getByRole('heading', { name: /can do/ }).waitFor();
    await page.locator('.permission').first().click();
    await page.getByText('Chosen permission').waitFor();
    await page.waitForURL(/permission=/);
    await page.getByText('Coverage', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
    await leave();
  });

  it('remembers the theme, and the stretch from page to page', async () => {
    const { page, leave } = await open.visit('/', { colorScheme: 'light' });
    await page.getByRole('button', { name: 'Use the dark theme' }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.getByLabel('Stretch of the logs').selectOption('30');
    await page.waitForURL(/days=30/);
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /^Tokens/ })
      .click();
    await page.waitForURL(/\/tokens\?days=30/);
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await leave();
  });

  it('identifies a pasted token, empties the field, and leaves nothing of it behind', async () => {
    const { page, complaints, leave } = await open.visit('/identify');
    const secret = `ghp_${'q7Zx'.repeat(9)}`;
    await page.getByLabel('The token').fill(secret);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page
      .getByRole('heading', { name: /GitHub/ })
      .first()
      .waitFor();
    expect(await page.getByLabel('The token').inputValue()).toBe('');
    expect(await page.content()).not.toContain('q7Zxq7Zx');
    const kept = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])',
    );
    expect(String(kept)).not.toContain('q7Zx');
    expect(complaints).toEqual([]);
    await leave();
  });

  it('traces a leaked token: what it is, whose, what it reaches, and what shows each step', async () => {
    const { id, target } = await leakedToken();
    const { page, complaints, leave } = await open.visit('/identify');
    await page.getByLabel('The token').fill(`aws_access_key_id = ${id}`);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.locator('main .name-link').first().click();
    await page.getByRole('link', { name: 'Show in graph' }).first().click();
    await page.waitForURL(`**/graph?from=${id}`);
    await page.getByRole('heading', { level: 1, name: /can come to/ }).waitFor();
    await page.getByRole('heading', { name: /Blast radius/ }).waitFor();
    const sheetHeight = () => page.evaluate<number>(`document.querySelector('.graph-sheet').clientHeight`);
    const before = await sheetHeight();
    await pinch(page, '.graph-frame', { from: 100, to: 150 });
    await page.waitForFunction(`document.querySelector('.graph-sheet').clientHeight > ${before * 1.4}`);
    await pinch(page, '.graph-frame', { from: 150, to: 100 });
    await page.locator('.graph-frame').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/at=principal/);
    await page.getByRole('heading', { name: /The shortest way, 1 step/ }).waitFor();
    await page.locator('#chosen .chip-button').first().click();
    expect(await page.locator('#chosen .graph-evidence').first().innerText()).toMatch(/calls?, /);
    await page.getByRole('button', { name: 'Does' }).click();
    await page.waitForURL(/view=does/);
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByLabel('Narrow the steps').fill(id);
    await page.locator('.graph-table tbody tr').first().getByRole('button', { name: 'Open' }).click();
    expect(await page.locator('.graph-table .graph-evidence').innerText()).toContain('taken in this stretch');
    // Whoever is sent the address sees the same.
    const address = page.url();
    await page.reload();
    await page.locator('.graph-table').waitFor();
    expect(page.url()).toBe(address);
    await page.getByRole('combobox', { name: 'To' }).fill(target.slice(-14));
    await page.locator('.node-found [role="option"]').first().waitFor();
    await page.getByRole('combobox', { name: 'To' }).fill(target);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /in \d+ steps?/ }).waitFor();
    await page.getByRole('button', { name: 'See what is left' }).click();
    await page.waitForURL(/view=cut/);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('grows the graph from a node both ways', async () => {
    const { page, complaints, leave } = await open.visit('/graph');
    await page.getByRole('link', { name: 'What it reaches' }).first().click();
    await page.getByRole('heading', { level: 1, name: /can come to|leads nowhere/ }).waitFor();
    await page.getByRole('button', { name: 'Add who leads to it' }).click();
    await page.waitForURL(/grow=%3C/);
    await page.getByRole('button', { name: 'Add what it leads to' }).click();
    await page.waitForURL(/grow=%3C.*%3E/);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('finds a family of copies, and the roles that would do their work', async () => {
    const { page, complaints, leave } = await open.visit('/roles');
    await page.getByRole('heading', { name: /famil(y|ies) of copies/ }).scrollIntoViewIfNeeded();
    await page.getByRole('heading', { name: /modules? (does|do) the work of/ }).waitFor();
    const modules = page.getByRole('heading', { name: /modules? (does|do) the work of/ });
    const before = await modules.innerText();
    const slider = page.locator('main input[type="range"]').first();
    await slider.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => modules.innerText()).not.toBe(before);
    await page.getByRole('heading', { name: 'What the modules would be' }).scrollIntoViewIfNeeded();
    expect(await page.locator('.module-command code').innerText()).toContain('scopelight roles plan');
    await page.locator('.family .family-row a').first().click();
    await page.waitForURL(/\/roles\?q=/);
    await settled(page);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('downloads what the list shows', async () => {
    const { page, leave } = await open.visit('/tokens?q=owner:none');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tokens.csv');
    await leave();
  });

  it('begins with less than 250 kB of compressed script', async () => {
    const { page, leave } = await open.visit('/');
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    );
    const texts = await Promise.all(scripts.map(async (name) => (await fetch(name)).arrayBuffer()));
    const bytes = texts.reduce((sum, text) => sum + gzipSync(Buffer.from(text)).length, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(250_000);
    await leave();
  });
});

describe('the first run', () => {
  // One process holds one store: the other has to be closed.
  it('takes dropped files, tells how far it is, and shows the fleet', async () => {
    await open.close();
    open = await openPage('nothing');
    const { page, complaints, leave } = await open.visit('/');
    await page.getByRole('heading', { name: /Drop logs here/ }).waitFor();
    const files = readdirSync(open.logs, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .slice(0, 20)
      .map((entry) => join(entry.parentPath, entry.name));
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('heading', { name: /Tokens use/ }).waitFor({ timeout: 120_000 });
    expect(complaints).toEqual([]);
    await leave();
  });

  it('says what files are of that do not say so, and refuses what is no name before anything is sent', async () => {
    const { page, leave } = await open.visit('/load');
    const field = page.getByRole('textbox', { name: 'What they are of, if they do not say so' });
    expect(await field.getAttribute('aria-describedby')).toBe(
      await page.getByText('which tells no cluster').getAttribute('id'),
    );
    const buffer = Buffer.from(deletion('one', Date.parse('2026-09-20T08:00:00Z')));
    const file = { name: 'audit.log', mimeType: 'text/plain', buffer };
    await field.fill('two words');
    await page.locator('input[type=file]').setInputFiles(file);
    const refusal = page.getByRole('alert');
    expect(await refusal.innerText()).toContain('It takes a name of letters, digits, dots and dashes');
    expect(await field.inputValue()).toBe('two words');
    await field.fill('shop');
    // The next key leads on to the files.
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.type')).toBe('file');
    await page.locator('input[type=file]').setInputFiles(file);
    const job = page.getByRole('listitem').filter({ hasText: 'audit.log' });
    await job.getByText(/^Loaded 1 file/).waitFor();
    expect(await job.innerText()).toContain('audit.log of shop');
    expect(await refusal.count()).toBe(0);
    // What comes next may be of another cluster.
    expect(await field.inputValue()).toBe('');
    const answer = await fetch(`${open.address}/v1/tokens?q=provider:kubernetes`);
    expect(await answer.json()).toMatchObject({ tokens: [{ account: 'shop' }] });
    await leave();
  });
});

/** Puts two fingers on something and takes them so far apart, in pixels. */
async function pinch(
  page: Page,
  where: string,
  { from, to }: { readonly from: number; readonly to: number },
) {
  await page.evaluate(`{
    const target = document.querySelector('${where}');
    const { left, top } = target.getBoundingClientRect();
    const touches = (apart) => [0, apart].map((dx, identifier) =>
      new Touch({ identifier, target, clientX: left + 200 + dx, clientY: top + 60 }));
    for (const [name, apart] of [['touchstart', ${from}], ['touchmove', ${to}]])
      target.dispatchEvent(new TouchEvent(name, { touches: touches(apart), cancelable: true, bubbles: true }));
    target.dispatchEvent(new TouchEvent('touchend', { touches: [], bubbles: true }));
  }`);
}
