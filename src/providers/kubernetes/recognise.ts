import type { FileHead, Recognised } from '../provider.ts';
import { recogniseInventory } from './inventory/index.ts';

/** What an event of the audit log has, in plain text or carried as text. */
const event = /\\?"(auditID|requestReceivedTimestamp|stageTimestamp)\\*"\s*:/;
const otherMark = /\\?"(requestURI|stage|verb|apiVersion)\\*"\s*:/;
/** An entry of Cloud Logging about a GKE cluster, which has fields of its own. */
const cloudLogging = /"serviceName"\s*:\s*"k8s\.io"/;

/** Tells what a file of Kubernetes’ is by its first characters, whatever its name. */
export function recognise(head: FileHead): Recognised | undefined {
  const text = head.text.replace(/^\uFEFF/, '').trimStart();
  if (cloudLogging.test(text)) return { kind: 'calls', envelope: 'any' };
  if (event.test(text) && otherMark.test(text)) return { kind: 'calls', envelope: envelopeOf(text) };
  const inventory = recogniseInventory(text);
  return inventory === undefined ? undefined : { kind: 'inventory', envelope: inventory };
}

/** An event’s own fields come first in a file that wraps nothing around it. */
function envelopeOf(text: string): 'bare' | 'text' | 'list' | 'any' {
  if (/^\d{4}-\d\d-\d\dT\S+ [^{\n]*\{/.test(text)) return 'text';
  if (/^\{\s*"kind"\s*:\s*"EventList"/.test(text)) return 'list';
  return /^\[?\s*\{\s*"(kind|apiVersion|level|auditID|stage|requestURI|verb|user)"\s*:\s*("(?!EventList)|\{)/.test(
    text,
  )
    ? 'bare'
    : 'any';
}
