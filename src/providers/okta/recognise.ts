import type { FileHead, Recognised } from '../provider.ts';
import { recogniseInventory } from './inventory/index.ts';

/** An event names its type, as `user.session.start`, in plain text or carried as text. */
const eventType = /\\*"eventType\\*"\s*:\s*\\*"[a-zA-Z_0-9]+(\.[a-zA-Z_0-9]+)+\\*"/;
const otherMark =
  /\\*"(published|displayMessage|legacyEventType|authenticationContext|debugContext|securityContext)\\*"\s*:/g;

/** Tells what a file of Okta’s is by its first characters, whatever its name. */
export function recognise(head: FileHead): Recognised | undefined {
  const text = head.text.replace(/^\uFEFF/, '').trimStart();
  if (eventType.test(text) && new Set(text.match(otherMark)).size >= 2)
    return { kind: 'calls', envelope: envelopeOf(text) };
  if (/^"?(eventType|actor\.id|published|uuid)"?,.*\b(actor\.|outcome\.)/i.test(text.split('\n', 1)[0] ?? ''))
    return {
      kind: 'ignored',
      reason: 'System Log exported as CSV, which lacks tokens: fetch it from the API as JSON',
    };
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  const inventory = recogniseInventory(text);
  return inventory && { kind: 'inventory', envelope: inventory };
}

/** An event’s own fields come first in a file that wraps nothing around it. */
function envelopeOf(text: string): 'bare' | 'any' {
  return /^\[?\s*\{\s*"(actor|authenticationContext|client|debugContext|device|displayMessage|legacyEventType|outcome|published|request|securityContext|severity|target|transaction|uuid)"\s*:/.test(
    text,
  )
    ? 'bare'
    : 'any';
}
