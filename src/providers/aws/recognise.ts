import type { FileHead, Recognised } from '../provider.ts';
import { recogniseInventory } from './inventory/index.ts';

/** A record’s own fields, in any spelling of their case. */
const recordMark = /"(eventVersion|eventSource|userIdentity)"\s*:/i;
/** The same inside a record that is carried as text. */
const quotedMark = /\\"(eventVersion|eventSource|userIdentity)\\+"\s*:/i;
/** Events that others send through AWS’s event bus. */
const partnerMark = /"source"\s*:\s*"aws\.partner\//;

/** Tells what a file of AWS’s is by its first characters, whatever its name. */
export function recognise(head: FileHead): Recognised | undefined {
  const text = head.text.replace(/^\uFEFF/, '').trimStart();
  if (isDigest(text)) return { kind: 'ignored', reason: 'digest file' };
  if (/^\{\s*"(Users|Groups)"\s*:/.test(text) && text.includes('"IdentityStoreId"')) {
    return { kind: 'ignored', reason: 'directory of people, who are not principals here' };
  }
  if (/^\{\s*"Records"\s*:\s*\[\s*\]\s*\}/.test(text))
    return { kind: 'ignored', reason: 'log file without records' };
  if (/^\{\s*"Records"\s*:\s*\[\s*\{/.test(text) && recordMark.test(text))
    return { kind: 'calls', envelope: 'records' };
  if (/^\{\s*"(eventVersion|eventTime|userIdentity|awsRegion|eventID)"/.test(text))
    return { kind: 'calls', envelope: 'bare' };
  const inventory = recogniseInventory(head.path, text);
  if (inventory) return { kind: 'inventory', envelope: inventory };
  const isOnBus = /"detail-type"\s*:/.test(text) && !partnerMark.test(text);
  if (recordMark.test(text) || quotedMark.test(text) || isOnBus) {
    return { kind: 'calls', envelope: 'any' };
  }
  return undefined;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html */
function isDigest(text: string): boolean {
  return text.startsWith('{') && text.includes('"digestStartTime"') && text.includes('"awsAccountId"');
}
