import { z } from 'zod';
import { closeStores, openStore } from '../../src/store/open-store.ts';
import { openTemporaryStore } from '../../src/store/temporary-store.ts';

/**
 * A process of its own that holds a store, for tests of what happens when one dies or two meet:
 * `store-process.ts hold DIRECTORY`, `share DIRECTORY`, `temporary`, `exit DIRECTORY CODE`,
 * `close DIRECTORY CODE`, or `write DIRECTORY FIRST`.
 */
const idRow = z.object({ id: z.string() });
const [task, directory = '', first = '0'] = process.argv.slice(2);

if (task === 'hold' || task === 'share') {
  await openStore(directory, { isShared: task === 'share' });
  say('open');
  await forever();
} else if (task === 'temporary') {
  await openTemporaryStore();
  say('open');
  await forever();
} else if (task === 'exit' || task === 'close') {
  const store = await openStore(directory);
  store
    .run({ name: 'endless', sql: 'SELECT sum(sipHash64(number)) FROM numbers(1000000000000)' })
    .catch(() => {});
  await store.run({ name: 'beside', sql: 'SELECT 1' });
  if (task === 'close') await closeStores();
  process.exit(Number(first));
} else if (task === 'write') {
  await write(Number(first));
}

/** Writes numbered rows and rebuilds one week of usage over and over, telling what the store has acknowledged. */
async function write(from: number): Promise<void> {
  const store = await openStore(directory);
  for (let number = from; ; number += 1) {
    await store.insert('load_counts_v1', [{ load_id: String(number), records: '1' }]);
    say(`row ${number}`);
    await store.truncate('usage_stage_v1');
    await store.insert(
      'usage_stage_v1',
      Array.from({ length: 10 }, (_, token) => ({
        provider: 'sample',
        token_id: `T${token}`,
        day: '2024-01-01',
        uses: String(number),
      })),
    );
    const [partition] = await store.query({
      name: 'partition',
      sql: `SELECT partitionId('sample', toDate('2024-01-01')) AS id`,
      row: idRow,
    });
    await store.replacePartitions('usage_v1', 'usage_stage_v1', [partition?.id ?? '']);
    say(`week ${number}`);
  }
}

function say(word: string): void {
  process.stdout.write(`${word}\n`);
}

function forever(): Promise<void> {
  return new Promise(() => setInterval(() => {}, 60_000));
}
