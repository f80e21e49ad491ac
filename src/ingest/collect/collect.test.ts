import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ListSource } from '../../providers/collector.ts';
import { findFiles } from '../find-files.ts';
import { type CollectPart, collect } from './collect.ts';
import {
  cut,
  failing,
  fakeClock,
  type LiveSystem,
  type LogRecord,
  openLiveSystem,
  secret,
} from './live-system.test-support.ts';

const start = Date.parse('2026-03-02T00:00:00Z');
const minuteMs = 60_000;
const named = z.array(z.object({ name: z.string() }));
const sources: readonly ListSource[] = [
  { folder: 'tokens', request: '/tokens' },
  {
    folder: 'groups',
    request: '/groups',
    leadsTo: (page) =>
      (named.safeParse(page).data ?? []).map(({ name }) => ({
        folder: `groups/${name}/roles`,
        request: `/groups/${name}/roles`,
        mayLack: 'roles of a group',
      })),
  },
];

let system: LiveSystem;
let target: string;

beforeEach(async () => {
  system = await openLiveSystem(sources);
  target = mkdtempSync(join(tmpdir(), 'scopelight-collect-'));
  addRecords(0, 35);
});
afterEach(async () => {
  await system.close();
  rmSync(target, { recursive: true, force: true });
});

/** A record a minute, from so many minutes after the start. */
function addRecords(from: number, to: number): void {
  for (let minute = from; minute < to; minute++)
    system.records.push({ id: `r${minute}`, time: start + minute * minuteMs });
}

function run(parts: readonly CollectPart[] = ['log'], now = start + 60 * minuteMs) {
  const clock = fakeClock(now);
  const told: string[] = [];
  const done = collect({
    provider: 'test',
    plan: system.plan,
    target,
    parts,
    since: start,
    clock,
    onProgress: ({ note }) => told.push(note ?? ''),
  });
  return { done, clock, told };
}

/** Ids of all records in the files, in order of files. */
function held(): readonly string[] {
  const folder = join(target, 'log');
  return readdirSync(folder)
    .sort()
    .flatMap((name): readonly LogRecord[] =>
      JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()),
    )
    .map(({ id }) => id);
}

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `r${from + index}`);

describe('fetching a log', () => {
  it('follows the pages to the end, and keeps each once', async () => {
    const { log, requests } = await run().done;
    expect(log).toMatchObject({
      records: 35,
      files: 4,
      restarts: 0,
      from: start,
      until: start + 60 * minuteMs,
    });
    expect(requests).toBe(4);
    expect(held()).toEqual(ids(0, 35));
  });

  it('fetches what is new the next time, and what came to light late', async () => {
    await run().done;
    addRecords(60, 75);
    system.records.push({ id: 'late', time: start + 55 * minuteMs });
    const { log } = await run(['log'], start + 120 * minuteMs).done;
    expect(log).toMatchObject({ records: 16, from: start + 50 * minuteMs });
    expect(held().toSorted()).toEqual([...ids(0, 35), ...ids(60, 75), 'late'].toSorted());
  });

  it('writes nothing when there is nothing new', async () => {
    await run().done;
    expect((await run(['log'], start + 61 * minuteMs).done).log).toMatchObject({ records: 0, files: 0 });
    expect(held()).toHaveLength(35);
  });

  it('looks behind an empty page, and not for ever', async () => {
    const { origin } = system.plan;
    const empty = (next: string) => failing(200, { link: `<${origin}${next}>; rel="next"` }, '[]');
    const first = `/log?from=${start}&until=${start + 60 * minuteMs}`;
    system.faults.push(empty(first));
    await run().done;
    expect(held()).toEqual(ids(0, 35));
    system.faults.push(...Array.from({ length: 20 }, () => empty(first)));
    expect((await run().done).requests).toBe(4);
  });

  it('loses and doubles nothing, wherever it was interrupted', async () => {
    for (let after = 0; after < 4; after++) {
      rmSync(target, { recursive: true, force: true });
      system.faults.push(...Array.from({ length: after }, () => undefined), failing(401));
      await expect(run().done).rejects.toMatchObject({ code: 'system.refused' });
      const { log } = await run(['log'], start + 90 * minuteMs).done;
      expect(held()).toEqual(ids(0, 35));
      expect(log?.records).toBe(35 - 10 * after);
    }
  });

  it('writes the same file again when it was killed between a page and the note of it', async () => {
    system.faults.push(undefined, undefined, failing(401));
    await expect(run().done).rejects.toMatchObject({ code: 'system.refused' });
    const state = readFileSync(join(target, 'collect-state.json'));
    await run().done;
    // As if the notes of the last pages had not reached the disk.
    rmSync(join(target, 'collect-state.json'));
    const { writeFileWhole } = await import('./write-file.ts');
    writeFileWhole(join(target, 'collect-state.json'), state);
    await run().done;
    expect(held()).toEqual(ids(0, 35));
  });

  it('goes on from the last record when its place has expired, and leaves out what it has', async () => {
    system.faults.push(undefined, undefined, failing(401));
    await expect(run().done).rejects.toMatchObject({ code: 'system.refused' });
    system.expire();
    const { log } = await run().done;
    expect(log).toMatchObject({ restarts: 1, records: 15 });
    expect(held()).toEqual(ids(0, 35));
  });

  it('does without a log that a system may not have', async () => {
    system.faults.push(failing(404));
    const plan = { ...system.plan, log: { ...system.plan.log, mayLack: 'the log of a larger plan' } };
    const { log } = await collect({
      provider: 'test',
      plan,
      target,
      parts: ['log'],
      since: start,
      clock: fakeClock(start + minuteMs),
      onProgress: () => {},
    });
    expect(log).toMatchObject({ records: 0, files: 0, lacking: 'the log of a larger plan: it answers 404' });
  });

  it('gives up on a system that takes none of its own places', async () => {
    system.faults.push(undefined, ...Array.from({ length: 40 }, () => failing(410)));
    await expect(run().done).rejects.toMatchObject({ code: 'system.refused' });
  });
});

describe('limits and failures', () => {
  it('waits as long as the system says', async () => {
    const { done, clock, told } = run();
    system.faults.push(
      failing(429, { 'retry-after': '7' }),
      failing(429, { 'x-rate-limit-reset': String(start / 1000 + 3600 + 37) }),
      failing(403, { 'x-ratelimit-remaining': '0', 'retry-after': '3' }),
    );
    const { waits, waitedMs } = await done;
    // By then seven seconds of the thirty-seven have passed, and a second is added.
    expect(clock.slept).toEqual([7000, 31_000, 3000]);
    expect({ waits, waitedMs }).toEqual({ waits: 3, waitedMs: 41_000 });
    expect(told).toContain('waiting 7 s for the limit on requests');
    expect(held()).toEqual(ids(0, 35));
  });

  it('tries again after failures of the system and of the connection, longer each time', async () => {
    const { done, clock } = run();
    system.faults.push(failing(500), cut, failing(503), undefined, cut);
    await done;
    expect(clock.slept).toEqual([1000, 2000, 4000, 1000]);
    expect(held()).toEqual(ids(0, 35));
  });

  it('gives a system that fails the time that it asks for', async () => {
    const { done, clock } = run();
    system.faults.push(failing(503, { 'retry-after': '20' }), failing(503, { 'retry-after': '1' }));
    await done;
    expect(clock.slept).toEqual([20_000, 2000]);
    expect(held()).toEqual(ids(0, 35));
  });

  it('says that a system cannot be reached, and keeps what it has', async () => {
    system.faults.push(undefined, ...Array.from({ length: 8 }, () => failing(502)));
    await expect(run().done).rejects.toMatchObject({ code: 'system.unreachable', exitCode: 4 });
    expect(held()).toEqual(ids(0, 10));
    expect((await run().done).log?.records).toBe(25);
  });

  it('says so of a port where nobody listens', async () => {
    await system.close();
    const { done, clock } = run();
    await expect(done).rejects.toMatchObject({
      code: 'system.unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(clock.slept).toHaveLength(7);
    system = await openLiveSystem(sources);
  });

  it('sends the secret nowhere else, whatever the system says', async () => {
    const elsewhere = await openLiveSystem();
    system.faults.push((_, response) => {
      response.writeHead(200, { link: `<${elsewhere.plan.origin}/log>; rel="next"` });
      response.end('[{"id":"r0","time":1}]');
    });
    await expect(run().done).rejects.toMatchObject({ code: 'system.refused' });
    system.faults.push((_, response) => {
      response.writeHead(302, { location: `${elsewhere.plan.origin}/log` });
      response.end();
    });
    await expect(run(['inventory']).done).rejects.toMatchObject({ code: 'system.refused' });
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });
});

describe('fetching lists', () => {
  beforeEach(() => {
    system.lists.set('/tokens', [[{ id: 1 }], [{ id: 2 }], [{ id: 3 }]]);
    system.lists.set('/groups', [[{ name: 'a' }], [{ name: 'b' }]]);
    system.lists.set('/groups/a/roles', [[{ role: 'x' }]]);
  });

  function files(): readonly string[] {
    return readdirSync(join(target, 'inventory'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort();
  }

  it('follows pages and what answers lead to, and names what is lacking', async () => {
    const { inventory } = await run(['inventory']).done;
    expect(inventory).toEqual({
      folder: 'inventory/2026-03-02T010000Z',
      lists: 3,
      files: 6,
      lacking: [{ list: 'groups/b/roles', reason: 'roles of a group: it answers 404' }],
    });
    expect(files()).toEqual(
      [
        'groups/0001.json',
        'groups/0002.json',
        'groups/a/roles/0001.json',
        'tokens/0001.json',
        'tokens/0002.json',
        'tokens/0003.json',
      ].map((name) => `2026-03-02T010000Z/${name}`),
    );
  });

  it('goes on with an inventory that was interrupted, and begins a new one after it', async () => {
    system.faults.push(undefined, undefined, undefined, undefined, failing(401));
    await expect(run(['inventory']).done).rejects.toMatchObject({ code: 'system.refused' });
    const { inventory, requests } = await run(['inventory'], start + 90 * minuteMs).done;
    expect(inventory).toMatchObject({ folder: 'inventory/2026-03-02T010000Z', lists: 3, files: 6 });
    expect(requests).toBe(4);
    expect((await run(['inventory'], start + 99 * minuteMs).done).inventory?.folder).toBe(
      'inventory/2026-03-02T013900Z',
    );
  });

  it('shows no inventory before all of it is there, and loses none that was killed just then', async () => {
    system.faults.push(undefined, undefined, undefined, undefined, failing(401));
    await expect(run(['inventory']).done).rejects.toMatchObject({ code: 'system.refused' });
    expect(findFiles([join(target, 'inventory')]).files).toEqual([]);
    const state = readFileSync(join(target, 'collect-state.json'));
    await run(['inventory']).done;
    expect(findFiles([join(target, 'inventory')]).files).toHaveLength(6);
    const { writeFileWhole } = await import('./write-file.ts');
    rmSync(join(target, 'collect-state.json'));
    writeFileWhole(join(target, 'collect-state.json'), state);
    const { inventory } = await run(['inventory']).done;
    expect(inventory).toMatchObject({ folder: 'inventory/2026-03-02T010000Z', lists: 3, files: 6 });
    expect(findFiles([join(target, 'inventory')]).files).toHaveLength(6);
  });

  it('writes nothing outside its folder, whatever a system calls its things', async () => {
    system.lists.set('/groups', [[{ name: '..' }, { name: '../../x' }, { name: '' }, { name: 'a' }]]);
    const { inventory } = await run(['inventory']).done;
    expect(inventory?.lists).toBe(3);
    expect(files().every((name) => name.startsWith('2026-03-02T010000Z/'))).toBe(true);
  });

  it('goes on without what was gone by the time it was asked for', async () => {
    const must = sources.map(({ leadsTo, ...source }) => ({
      ...source,
      ...(leadsTo && {
        leadsTo: (page: unknown) => leadsTo(page).map(({ folder, request }) => ({ folder, request })),
      }),
    }));
    await system.close();
    const { lists } = system;
    system = await openLiveSystem(must);
    for (const [path, pages] of lists) system.lists.set(path, pages);
    const { inventory } = await run(['inventory']).done;
    expect(inventory?.lacking).toEqual([
      { list: 'groups/b/roles', reason: 'what it is of is no longer there: it answers 404' },
    ]);
    system.lists.set('/groups/b/roles', [[]]);
    system.faults.push(...Array.from({ length: 5 }, () => undefined), failing(403));
    await expect(run(['inventory']).done).rejects.toMatchObject({ code: 'system.refused' });
  });

  it('stops at a list that must be there', async () => {
    system.lists.delete('/tokens');
    await expect(run(['inventory']).done).rejects.toMatchObject({
      code: 'system.refused',
      message: '`/tokens` answers 404',
    });
  });
});

describe('the folder', () => {
  it('holds no secret, and is for its owner alone', async () => {
    system.lists.set('/tokens', [[]]);
    system.lists.set('/groups', [[]]);
    await run(['log', 'inventory']).done;
    for (const name of readdirSync(target, { recursive: true, encoding: 'utf8' })) {
      const path = join(target, name);
      const stat = statSync(path);
      if (stat.isDirectory()) continue;
      expect(stat.mode & 0o077).toBe(0);
      const bytes = readFileSync(path);
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      expect(text).not.toContain(secret.split(' ')[1]);
      expect(name.endsWith('.part')).toBe(false);
    }
  });

  it('is of one system', async () => {
    await run().done;
    const another = await openLiveSystem();
    const task = { provider: 'test', plan: another.plan, target, parts: ['log'] as const, since: start };
    await expect(collect({ ...task, clock: fakeClock(start), onProgress: () => {} })).rejects.toMatchObject({
      code: 'usage.invalid',
    });
    await another.close();
  });
});
