import { ScopelightError } from '../../model/error.ts';
import type { InventoryFile } from '../../providers/provider.ts';
import { providers } from '../../providers/register.ts';

/**
 * Makes documents that permissions follow from all that is known of these, for questions without a store.
 * @throws {ScopelightError} `usage.invalid` for a file that tells nothing of permissions
 */
export function learnDocuments(files: readonly InventoryFile[]): void {
  const learning = providers().flatMap(({ learned }) => learned ?? []);
  const told = new Set<InventoryFile>();
  for (const learned of learning) {
    for (const file of files) if (learned.documentsOf([file], 0).length > 0) told.add(file);
    learned.learn(learned.documentsOf(files, 0), new Map());
  }
  const other = files.find((file) => !told.has(file));
  if (other === undefined) return;
  throw new ScopelightError('usage.invalid', `\`${other.path}\` tells nothing of permissions`, {
    hint: 'give OpenAPI documents, as JSON or YAML',
  });
}
