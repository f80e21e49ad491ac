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
  ['/proposals', /smaller policy/],
  ['/coverage', /log/],
  ['/identify', /What is this token/],
  ['/load', /Load logs/],
  ['/api', /routes/],
  ['/nowhere', /no such page/],
] as const;

/** Rules of WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice. */
async function violations({ page }: Visit): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
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
  const address = (): string => path.replace('TOKEN', encodeURIComponent(token));

  it.each(['light', 'dark'] as const)('says its conclusion and is accessible, %s', async (colorScheme) => {
    const visit = await open.visit(address(), { colorScheme });
    await scrollThrough(visit);
    expect(await visit.page.locator('h1').innerText()).toMatch(title);
    expect(await visit.page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
    expect(await violations(visit)).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.leave();
  });

  it('fits a phone, without a way sideways', async () => {
    const visit = await open.visit(address(), { viewport: { width: 390, height: 844 } });
    await scrollThrough(visit);
    const width = await visit.page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(390);
    expect(await violations(visit)).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.leave();
  });
});
