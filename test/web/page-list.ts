import type { Page } from 'playwright-core';
import { type OpenPage, settled } from './open-page.ts';

/** Every address of the page, with what its conclusion says; `TOKEN` stands for the id of one. */
export const pageList = [
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

/** A token that was used, by its id. */
export async function tokenOf({ address }: OpenPage): Promise<string> {
  const answer = await fetch(`${address}/v1/tokens?q=kind:access-key%20-used:none%20granted:<2000&limit=1`);
  const { tokens } = (await answer.json()) as { readonly tokens: readonly { readonly id: string }[] };
  const [first] = tokens;
  if (!first) throw new Error('the demo has an access key that was used');
  return first.id;
}

/** Less than the height of a window: nothing is jumped over. */
const stepMax = 800;

/** Brings every part of a page into sight once: what comes into sight later is asked for later. */
export async function seeWhole(page: Page): Promise<void> {
  for (let seen = 0, height = Number.POSITIVE_INFINITY; seen < height; ) {
    seen += stepMax;
    await page.evaluate(`scrollTo(0, ${seen})`);
    await settled(page);
    height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  }
  await page.evaluate('scrollTo(0, 0)');
}
