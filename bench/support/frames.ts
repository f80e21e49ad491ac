import type { Page } from 'playwright-core';

export interface Frames {
  readonly perSecond: number;
  /** What all processes of the browser take of a processor for one, in milliseconds: it tells more where others work, too. */
  readonly processorMs: number;
}

/**
 * Measures how the picture of the graph flows while it is moved without a pause, for some seconds. Each frame scrolls it, or
 * changes its size, and so paints it.
 */
export async function measureFrames(page: Page, move: 'scroll' | 'size', seconds: number): Promise<Frames> {
  const before = await processorSeconds(page);
  const times = await page.evaluate<number[]>(script(move, seconds * 1000));
  const spent = (await processorSeconds(page)) - before;
  const total = times.reduce((sum, time) => sum + time, 0);
  return {
    perSecond: Math.round((1000 * times.length) / total),
    processorMs: Math.round((1000 * spent) / Math.max(1, times.length)),
  };
}

async function processorSeconds(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error('the page has no browser');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** What the browser runs: a move each frame, and how long each took. */
function script(move: 'scroll' | 'size', ms: number): string {
  const moves = {
    scroll: `frame.scrollLeft = ((1 + Math.sin(turn)) / 2) * (frame.scrollWidth - frame.clientWidth);
      frame.scrollTop = ((1 + Math.cos(turn * 0.7)) / 2) * (frame.scrollHeight - frame.clientHeight);`,
    size: `frame.dispatchEvent(new WheelEvent('wheel', { deltaY: Math.sin(turn * 3) * 12, ctrlKey: true, cancelable: true }));`,
  };
  return `new Promise((resolve) => {
    const frame = document.querySelector('.graph-frame');
    const taken = [];
    const begun = performance.now();
    let last = begun;
    const step = (now) => {
      taken.push(now - last);
      last = now;
      if (now - begun > ${ms}) return resolve(taken.slice(2));
      const turn = (now - begun) / 700;
      ${moves[move]}
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`;
}
