import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, openPage, settled, type Visit } from './open-page.ts';

let open: OpenPage;
let token: string;
beforeAll(async () => {
  open = await openPage('demo');
  const answer = await fetch(`${open.address}/v1/tokens?q=kind:access-key%20-used:none&limit=1`);
  const { tokens } = (await answer.json()) as { readonly tokens: readonly { readonly id: string }[] };
  token = tokens[0]?.id ?? '';
});
afterAll(() => open.close());

const pages = [
  ['/', /Tokens use .* of what they may do/],
  ['/tokens', /\d+ tokens, the widest gap first/],
  ['/tokens/TOKEN', /can do .* things/],
  ['/findings', /wait|finding/],
  ['/denials', /refus/],
  ['/roles', /roles?/],
  ['/graph', /Where does it lead/],
  ['/graph?from=TOKEN', /can come to|leads nowhere/],
  ['/proposals', /smaller policy/],
  ['/coverage', /log/],
  ['/identify', /What is this token/],
  ['/load', /Load logs/],
  ['/api', /routes/],
  ['/nowhere', /no such page/],
] as const;

/**
 * Rules of WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice. A theme changes colours alone, and a narrow
 * window everything but them; each part is looked at where it changes.
 */
async function violations({ page }: Visit, part: 'all' | 'colours' | 'layout'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (part === 'colours') axe.withRules('color-contrast');
  if (part === 'layout') axe.disableRules('color-contrast');
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

/** What comes into sight later is asked for later. */
async function scrollThrough({ page }: Visit): Promise<void> {
  for (let step = 0; step < 6; step += 1) {
    await page.mouse.wheel(0, 4000);
    await settled(page);
  }
}

describe.each(pages)('%s', (path, title) => {
  // Loading a page takes longest: it is loaded once, and looked at from all sides.
  let visit: Visit;
  beforeAll(async () => {
    visit = await open.visit(path.replace('TOKEN', encodeURIComponent(token)), { reducedMotion: 'reduce' });
    await scrollThrough(visit);
  });
  afterAll(() => visit.leave());

  it.each(['light', 'dark'] as const)('says its conclusion and is accessible, %s', async (colorScheme) => {
    await visit.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(visit.page);
    expect(await visit.page.locator('h1').innerText()).toMatch(title);
    expect(await visit.page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
    expect(await violations(visit, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('fits a phone, without a way sideways', async () => {
    await visit.page.setViewportSize({ width: 390, height: 844 });
    await scrollThrough(visit);
    const width = await visit.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(390);
    expect(await violations(visit, 'layout')).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
