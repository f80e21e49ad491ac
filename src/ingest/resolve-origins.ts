import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { agentFamily } from './agents/agent-family.ts';
import { loadPlaces } from './places/load-places.ts';
import { callsWithin } from './weeks.ts';

const rowsPerInsert = 20_000;

/** Has the address data read aside before it is asked for. */
export function prepareOrigins(): void {
  // Whoever asks for it is told what went wrong.
  loadPlaces().catch(() => {});
}

/** Tells of each address and user agent not met before where it lies and what it is; each distinct one once. */
export async function resolveOrigins(
  store: Store,
  provider: string,
  weeks: readonly string[],
): Promise<void> {
  const places = await loadPlaces();
  for await (const batch of unknown(store, provider, weeks, 'address', 'addresses_v1')) {
    await store.insert(
      'addresses_v1',
      batch.map((address) => {
        const place = places.of(address);
        return {
          address,
          kind: place.kind,
          country: place.country,
          asn: place.asn,
          network: place.network,
          place: place.label,
        };
      }),
    );
  }
  for await (const batch of unknown(store, provider, weeks, 'agent', 'agents_v1')) {
    await store.insert(
      'agents_v1',
      batch.map((agent) => {
        const { family, kind } = agentFamily(agent);
        // Any sender can call itself anything: what no table of ours knows is one family.
        return { agent, family: kind === 'other' ? 'other' : family, kind };
      }),
    );
  }
}

async function* unknown(
  store: Store,
  provider: string,
  weeks: readonly string[],
  column: 'address' | 'agent',
  table: 'addresses_v1' | 'agents_v1',
): AsyncGenerator<string[]> {
  const query = {
    name: `new ${column} values`,
    sql: `SELECT DISTINCT toString(${column}) AS value
      FROM calls_v1
      WHERE ${callsWithin}
        AND ${column} NOT IN (SELECT ${column} FROM ${table})`,
    params: { provider, weeks },
    row: z.object({ value: z.string() }),
    settings: { distributed_product_mode: 'global' },
  };
  // Collected before anything is written: the answer must not depend on the rows it leads to.
  const values: string[] = [];
  for await (const rows of store.stream(query)) for (const { value } of rows) values.push(value);
  for (let at = 0; at < values.length; at += rowsPerInsert) yield values.slice(at, at + rowsPerInsert);
}
