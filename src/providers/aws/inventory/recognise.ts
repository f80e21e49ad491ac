import { readJsonPrefix } from '../../shared/text/json-text.ts';
import { isCredentialReportAnswer, isCredentialReportText } from './credential-report-text.ts';
import type { InventoryKind } from './document.ts';
import { findDocuments } from './find-documents.ts';
import { fileLabel } from './labels.ts';

/**
 * Tells whether a file holds an exported AWS inventory, by its content: `head` is its first text (64 KB suffice),
 * `parsed` its whole value where the caller has it. Undefined for logs and everything else.
 */
export function recogniseInventory(path: string, head: string, parsed?: unknown): InventoryKind | undefined {
  if (isCredentialReportText(head) || isCredentialReportAnswer(head)) return 'credential-report';
  const value = parsed ?? readJsonPrefix(head);
  const origin = { path, place: '$', takenAt: 0, labels: [fileLabel(path)] };
  for (const found of findDocuments(value, origin)) {
    if ('kind' in found) return found.kind;
  }
  return undefined;
}
