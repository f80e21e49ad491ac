import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRecord, writeLog } from '../cli/records.test-support.ts';
import { type OpenPage, openPage } from './open-page.ts';
import { seeWhole } from './page-list.ts';

/** Runs as script, opens a tag, turns the reading direction, hides, and begins a new line. */
const hostile =
  '<img src=x onerror="window.owned=1"><script>window.owned=1</script>\u202e\u200b\u0007\r\n{{7*7}}';

let folder: string;
let open: OpenPage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scopelight-hostile-'));
  const record = callRecord({ userName: `ci${hostile}`, userAgent: `agent${hostile}` });
  writeLog(join(folder, 'a.json'), [
    { ...record, sourceIPAddress: hostile, eventName: `Describe${hostile}` },
    { ...record, eventID: 'e2', errorCode: 'AccessDenied', errorMessage: hostile },
  ]);
  // A file that breaks off, with a name that would act where it is shown.
  const whole = JSON.stringify({
    Records: [
      { ...record, eventID: 'e3' },
      { ...record, eventID: 'e4' },
    ],
  });
  writeFileSync(join(folder, 'cut <img src=x onerror=1>\u202e.json'), whole.slice(0, -40));
  open = await openPage({ files: folder });
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what attackers write into logs', () => {
  it.each([
    '/',
    '/tokens',
    '/tokens/AKIAIOSFODNN7EXAMPLE',
    '/findings',
    '/denials',
    '/roles',
    '/coverage',
    '/proposals',
    '/graph?from=AKIAIOSFODNN7EXAMPLE',
    '/graph?from=AKIAIOSFODNN7EXAMPLE&as=table',
  ])('stays text on %s', async (path) => {
    const { page, complaints, leave } = await open.visit(path);
    await seeWhole(page);
    expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
    expect(await page.locator('img, main script').count()).toBe(0);
    const text = await page.locator('body').innerText();
    expect(text.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    // No policy can be written for a principal of which nothing is known; that is said as a problem.
    expect(complaints.filter((one) => !/ 422 |422 |status of 422/.test(one))).toEqual([]);
    await leave();
  });

  it('is told of where it could not be read, and that numbers lack it', async () => {
    const { page, leave } = await open.visit('/');
    await page.getByRole('link', { name: 'See which' }).click();
    const panel = page.getByRole('region', { name: 'Unreadable pieces' });
    expect(await panel.innerText()).toContain('cut <img src=x onerror=1>⟨202E⟩.json');
    await leave();
  });

  it('is shown, with what acts on a reader as its code', async () => {
    const { page, leave } = await open.visit('/tokens/AKIAIOSFODNN7EXAMPLE');
    const text = await page.locator('main').innerText();
    expect(text).toContain('<img src=x onerror=');
    expect(text).toContain('⟨202E⟩');
    await leave();
  });
});
