import { z } from 'zod';
import type { CatalogueDocument, InventoryFile, Provider } from '../providers/provider.ts';
import { providers } from '../providers/register.ts';
import type { Store } from '../store/store.ts';
import { replaceCatalogue } from './sync-catalogue.ts';

interface LearnedExport {
  readonly files: readonly InventoryFile[];
  readonly observedAt: number;
  /** The account that they are said to be of: a document of another takes nothing away from its own. */
  readonly account: string;
}

/** Takes in the documents among exported files that a provider’s permissions follow from; the store remembers them. */
export async function learnCatalogue(
  store: Store,
  provider: Provider,
  { files, observedAt, account }: LearnedExport,
): Promise<void> {
  const documents = provider.learned?.documentsOf(files, observedAt) ?? [];
  if (documents.length === 0) return;
  await store.insert(
    'documents_v1',
    documents.map((one) => ({
      provider: provider.id,
      document_id: account === '' ? one.id : `${account}/${one.id}`,
      document: one.text,
      observed_at: one.observedAt,
    })),
  );
  await recall(store, provider);
  await replaceCatalogue(store, provider);
}

/** Makes every catalogue that follows from loaded documents the one that this store remembers. */
export async function recallCatalogues(store: Store): Promise<void> {
  await Promise.all(providers().map((provider) => recall(store, provider)));
}

async function recall(store: Store, { id, learned }: Provider): Promise<void> {
  if (!learned) return;
  const [documents, numbers] = await Promise.all([heldDocuments(store, id), heldNumbers(store, id)]);
  learned.learn(documents, numbers);
}

async function heldDocuments(store: Store, provider: string): Promise<readonly CatalogueDocument[]> {
  const rows = await store.query({
    name: 'documents of a catalogue',
    sql: `SELECT document_id, document, toUnixTimestamp64Milli(observed_at) AS at
      FROM documents_v1
      WHERE provider = {provider: String}
      ORDER BY document_id, observed_at DESC
      LIMIT 1 BY document_id`,
    params: { provider },
    row: z.object({ document_id: z.string(), document: z.string(), at: z.coerce.number() }),
  });
  return rows.map((row) => ({ id: row.document_id, text: row.document, observedAt: row.at }));
}

/** Numbers once given stand in stored sets of permissions. */
async function heldNumbers(store: Store, provider: string): Promise<ReadonlyMap<string, number>> {
  const rows = await store.query({
    name: 'numbers of permissions',
    sql: `SELECT DISTINCT permission, permission_id FROM permissions_v1 WHERE provider = {provider: String}`,
    params: { provider },
    row: z.object({ permission: z.string(), permission_id: z.coerce.number() }),
  });
  return new Map(rows.map((row) => [row.permission, row.permission_id]));
}
