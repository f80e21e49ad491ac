import { readFileSync } from 'node:fs';
import { ScopelightError } from '../model/error.ts';
import type { Provider } from '../providers/provider.ts';
import type { Door } from './door.ts';
import { isLoaded, withStore } from './open-context.ts';

/**
 * Makes known what permissions follow from, for questions that need no logs: the documents that were named, or else, for a
 * provider that learns, those that were loaded before.
 * @throws {ScopelightError} `input.not-found`, `usage.invalid`
 */
export async function knowDocuments(
  door: Door,
  { documents, data }: { readonly documents?: readonly string[] | undefined; readonly data: string },
  provider?: Provider,
): Promise<void> {
  if (documents !== undefined) {
    const { learnDocuments } = await import('../services/load/learn-documents.ts');
    learnDocuments(documents.map((path) => ({ path, text: readDocument(path) })));
  } else if (provider?.learned && isLoaded(data)) await withStore(door, data, async () => {});
}

function readDocument(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScopelightError('input.not-found', `the document \`${path}\` cannot be read`, {
      cause,
      hint: 'give the path of an OpenAPI document',
    });
  }
}
