import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { forEachAtOnce, turns } from './turns.ts';

describe('turns', () => {
  it('runs no more than the limit at once, in the order they came', async () => {
    const takeTurn = turns(2);
    const started: number[] = [];
    let running = 0;
    let runningMax = 0;
    await Promise.all(
      [0, 1, 2, 3, 4].map((number) =>
        takeTurn(async () => {
          started.push(number);
          running += 1;
          runningMax = Math.max(runningMax, running);
          await setImmediate();
          running -= 1;
        }),
      ),
    );
    expect(runningMax).toBe(2);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes on after a failure', async () => {
    const takeTurn = turns(1);
    await expect(takeTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await takeTurn(() => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('forEachAtOnce', () => {
  it('acts on every item once', async () => {
    const seen: number[] = [];
    await forEachAtOnce(numbers(10), 3, async (number) => {
      await setImmediate();
      seen.push(number);
    });
    expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('takes no more items after a failure, and throws the first once the others are done', async () => {
    const finished: number[] = [];
    let given = 0;
    async function* items() {
      for (; given < 100; given += 1) yield given;
    }
    const outcome = forEachAtOnce(items(), 3, async (number) => {
      if (number === 1) throw new Error('one');
      await setImmediate();
      await setImmediate();
      finished.push(number);
    });
    await expect(outcome).rejects.toThrow('one');
    expect(finished).toContain(0);
    expect(given).toBeLessThan(10);
  });

  it('throws what the items themselves throw', async () => {
    async function* items() {
      yield 1;
      throw new Error('no more');
    }
    await expect(forEachAtOnce(items(), 2, async () => {})).rejects.toThrow('no more');
  });
});

async function* numbers(count: number) {
  for (let number = 0; number < count; number += 1) yield number;
}
