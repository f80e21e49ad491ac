import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, openPage, settled, type Visit } from './open-page.ts';
import { pageList, seeWhole, tokenOf } from './page-list.ts';

let open: OpenPage;
let token: string;
beforeAll(async () => {
  open = await openPage('demo');
  token = await tokenOf(open);
});
afterAll(() => open.close());

/** Rules of WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice, that the page breaks. */
async function violations({ page }: Visit): Promise<string[]> {
  // There are no frames: joining what was found in each, on a page of its own, would take as long as the looking.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

describe.each(pageList)('%s', (path, title) => {
  // Loading a page takes longest: it is loaded once, and looked at from all sides.
  let visit: Visit;
  beforeAll(async () => {
    visit = await open.visit(path.replace('TOKEN', encodeURIComponent(token)), { reducedMotion: 'reduce' });
    await seeWhole(visit.page);
  });
  afterAll(() => visit.leave());

  it.each(['light', 'dark'] as const)('says its conclusion and is accessible, %s', async (colorScheme) => {
    await visit.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The page hears of it when the browser tells it.
    await visit.page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' });
    await settled(visit.page);
    expect(await visit.page.locator('h1').innerText()).toMatch(title);
    expect(await violations(visit)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('fits every screen from wide to a phone, without a way sideways', async () => {
    for (const width of [1920, 1150, 1024, 768, 390]) {
      await visit.page.setViewportSize({ width, height: 844 });
      if (width === 390) await seeWhole(visit.page);
      await settled(visit.page);
      expect(await visit.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      // Rows of the long list are cut off at their panel: what is shown of them has to fit.
      const cut = `[...document.querySelectorAll('.token-row')].filter((row) => row.scrollWidth > row.clientWidth)`;
      expect(await visit.page.evaluate(`${cut}.length`)).toBe(0);
    }
    expect(await violations(visit)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
