import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { backtest } from '../src/services/backtest/backtest.ts';
import { openStore } from '../src/store/open-store.ts';
import { jobSpan, jobToken, makeJobFleet } from './support/job-fleet.ts';
import { machine } from './support/machine.ts';

/* The backtest of a whole fleet, at a tenth and all of a size, and of one of its tokens. */
const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '10000' },
    days: { type: 'string', default: '90' },
    /** Days to learn from and to try on. */
    train: { type: 'string', default: '60' },
    test: { type: 'string', default: '10' },
  },
});
const size = { trainDays: Number(values.train), testDays: Number(values.test), horizonDays: 30 };
const days = Number(values.days);

process.stdout.write(`${machine()}\n\n`);
const seconds: number[] = [];
for (const part of [0.1, 1]) seconds.push(await measure(Math.round(Number(values.tokens) * part)));
const [small = 0, large = 0] = seconds;
print('ten times the tokens take', `${(large / small).toFixed(1)} times as long`);

async function measure(tokens: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
  try {
    const maker = await openStore(folder);
    await makeJobFleet(maker, { tokens, days, seed: 1 });
    await maker.close();
    const store = await openStore(folder);
    try {
      const ctx = { store, now: () => jobSpan({ days }).to, onProgress: () => {} };
      const [held] = await store.query({
        name: 'usage held',
        sql: 'SELECT count() AS size FROM usage_v1',
        row: z.object({ size: z.coerce.number() }),
      });
      const cpuBefore = process.cpuUsage();
      const [first, answer] = await timed(() => backtest(ctx, size));
      const { user, system } = process.cpuUsage(cpuBefore);
      const [again] = await timed(() => backtest(ctx, size));
      const [one] = await timed(() => backtest(ctx, { ...size, id: jobToken(42) }));
      const { folds, recall, brokenTokens } = answer.walkForward;
      print('tokens × days', `${tokens.toLocaleString('en-US')} × ${days}`);
      print('usage rows', (held?.size ?? 0).toLocaleString('en-US'));
      print('whole fleet, first and again', `${first.toFixed(1)} s, ${again.toFixed(1)} s`);
      // What others do on the machine does not count here.
      print('processor time of the first', `${((user + system) / 1e6).toFixed(1)} s`);
      print('one token', `${one.toFixed(2)} s`);
      print('folds, recall, broken tokens', `${folds}, ${recall?.toFixed(4)}, ${brokenTokens}`);
      print('peak memory', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
      return first;
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed<T>(act: () => Promise<T>): Promise<[seconds: number, value: T]> {
  const start = performance.now();
  const value = await act();
  return [(performance.now() - start) / 1000, value];
}

function print(name: string, figure: string): void {
  process.stdout.write(`${name.padEnd(32)}${figure}\n`);
}
