import { once } from 'node:events';
import { recallCatalogues } from '../../ingest/learn-catalogue.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { askHere } from '../fleet/fleet-judge.ts';
import { failureOf } from './failure.ts';
import type { Heard, Question, Told } from './messages.ts';

/* The process aside: it joins the store, and answers one question after another until its starter has gone. */

const rowsPerPiece = 1000;

let opened: Promise<Store> | undefined;
process.once('disconnect', () => process.exit());
process.on('message', (told: Told) => {
  if (told === 'more') return;
  answer(told).catch((cause: unknown) => say({ kind: 'failed', failure: failureOf(cause) }));
});

async function answer({ location, question, input }: Question): Promise<void> {
  opened ??= openStore(location);
  const ctx = { store: await opened, now: Date.now, onProgress: () => {} };
  // Another process may have loaded what permissions follow from.
  await recallCatalogues(ctx.store);
  const given = await askHere(ctx)(question, input, (progress) => say({ kind: 'progress', progress }));
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!Array.isArray(value) || value.length <= rowsPerPiece) rest[name] = value;
    else await sendList(name, value);
  }
  say({ kind: 'answer', answer: rest });
}

async function sendList(list: string, rows: readonly unknown[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerPiece) {
    const isTaken = once(process, 'message');
    say({ kind: 'piece', list, rows: rows.slice(at, at + rowsPerPiece) });
    await isTaken;
  }
}

function say(heard: Heard): void {
  process.send?.(heard);
}
