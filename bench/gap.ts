import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fleetGap } from '../src/analysis/gap.ts';
import { logSpan } from '../src/analysis/log-span.ts';
import { Answers } from '../src/api/answers.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Window } from '../src/model/window.ts';
import { explainPermission } from '../src/services/explanation/explain-permission.ts';
import { askHere, FleetJudge } from '../src/services/fleet/fleet-judge.ts';
import { judgeFleet } from '../src/services/fleet/judge-fleet.ts';
import { showToken } from '../src/services/tokens/show-token.ts';
import { tokenRow } from '../src/services/tokens/token-row.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { type FleetSize, fleetToken, makeFleet } from './support/fleet.ts';
import { machine } from './support/machine.ts';

/* Granted minus used over a large fleet, one token’s page and one explanation, at a hundredth, a tenth and all of a size. */
const { values } = parseArgs({
  options: {
    tokens: { type: 'string', default: '100000' },
    rows: { type: 'string', default: '100000000' },
    permissions: { type: 'string', default: '18000' },
    /** Only the full size. */
    only: { type: 'boolean', default: false },
    /** Keeps the store of the full size in this folder, and takes the one that is there. */
    keep: { type: 'string' },
    /** Judges the whole fleet as well, which takes minutes at full size, for the page of a token in it. */
    judged: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
/** Enough to come to every account of the fleet: what is known of one is told of all its tokens. */
const warmRuns = 45;

type Figures = Readonly<Record<string, number>>;

const columns: Figures[] = [];
for (const part of values.only ? [1] : [0.01, 0.1, 1]) {
  columns.push(
    await measure({
      tokens: Math.round(Number(values.tokens) * part),
      usageRows: Math.round(Number(values.rows) * part),
      permissions: Number(values.permissions),
    }),
  );
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine: machine(), columns }, null, 2)}\n`);
else {
  process.stdout.write(`${machine()}\n\n`);
  for (const name of Object.keys(columns[0] ?? {})) {
    const cells = columns.map((figures) => (figures[name] ?? 0).toLocaleString('en-US').padStart(14));
    process.stdout.write(`${name.padEnd(46)}${cells.join('')}\n`);
  }
}

async function measure(size: FleetSize): Promise<Figures> {
  const isKept = values.keep !== undefined && size.tokens === Number(values.tokens);
  const folder = isKept && values.keep ? values.keep : mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
  const figures: Record<string, number> = { tokens: size.tokens, 'usage rows': size.usageRows };
  try {
    // The engine that made the fleet has it in its caches; another one has not.
    const maker = await openStore(folder);
    if (!(await logSpan(maker))) figures['making the fleet, s'] = await seconds(() => makeFleet(maker, size));
    await maker.close();
    const store = await openStore(folder);
    try {
      await ask(store, figures);
    } finally {
      await store.close();
    }
  } finally {
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

async function ask(store: Store, figures: Record<string, number>): Promise<void> {
  const span = await logSpan(store);
  if (!span) throw new Error('the fleet has no calls');
  const context = { store, now: () => span.to, onProgress: () => {} };
  // As a server asks, which knows from one page to the next what only a load can change.
  const answers = new Answers(context, new FleetJudge(askHere(context)));
  const page = (index: number, more: { window?: Window; known?: readonly Finding[] } = {}) =>
    answers.recall(['page', index, more.window], (ctx) =>
      showToken(ctx, { id: fleetToken(index), ...(more.window && { window: more.window }) }, more.known),
    );
  figures['a token’s page, first, ms'] = await milliseconds(() => page(42));
  const told = async (what: string, act: (run: number) => Promise<unknown>): Promise<void> => {
    const { wall, processor } = await median(act);
    figures[`${what}, median, ms`] = wall;
    figures[`${what}, processor time, ms`] = processor;
  };
  await told('a token’s page', (run) => page(run * 97));
  await told('a token’s page, its findings known', (run) => page(run * 79, { known: [] }));
  await told('a token’s page of 90 days', (run) => page(run * 83, { window: { days: 90 } }));
  await told('an explanation', (run) =>
    answers.recall(['explanation', run], (ctx) =>
      explainPermission(ctx, { token: fleetToken(run * 89), permission: 's3:GetObject' }),
    ),
  );
  const judge = async (): Promise<void> => {
    const fleet = await fleetGap(store, span);
    figures['tokens judged'] = fleet.tokens.map(tokenRow).length;
  };
  figures['gap over the fleet, first, ms'] = await milliseconds(judge);
  figures['gap over the fleet, again, ms'] = await milliseconds(judge);
  if (values.judged) {
    let found: readonly Finding[] = [];
    figures['judging the fleet, s'] = await seconds(async () => {
      ({ findings: found } = await judgeFleet(context));
    });
    await told('a token’s page of a judged fleet', (run) => page(run * 73, { known: found }));
  }
  figures['peak memory, MB'] = Math.round(process.resourceUsage().maxRSS / 1024);
}

async function milliseconds(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return Math.round(performance.now() - start);
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  return Math.round((await milliseconds(act)) / 1000);
}

/** Where others use the machine, too, the time of its processors says more than the time that passed. */
async function median(
  act: (run: number) => Promise<unknown>,
): Promise<{ readonly wall: number; readonly processor: number }> {
  const walls: number[] = [];
  const processors: number[] = [];
  for (let run = 1; run <= warmRuns; run++) {
    const before = process.cpuUsage();
    walls.push(await milliseconds(() => act(run)));
    const { user, system } = process.cpuUsage(before);
    processors.push(Math.round((user + system) / 1000));
  }
  const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[warmRuns >> 1] ?? 0;
  return { wall: middle(walls), processor: middle(processors) };
}
