import type { FileHead, Recognised } from '../provider.ts';
import { csvColumnsOf } from '../shared/text/csv-text.ts';
import { recogniseInventory } from './inventory/index.ts';

/** Fields that event logs of Salesforce have and others do not, in plain text or carried as text. */
const eventMark =
  /\\?"(ORGANIZATION_ID|LOGIN_KEY|SESSION_KEY|USER_ID_DERIVED|TIMESTAMP_DERIVED|API_METHOD|LOGIN_STATUS|organization_id|login_key|session_key|user_id_derived|timestamp_derived|LoginKey|SessionKey|EventIdentifier)\\*"\s*:/;
const typeMark = /\\?"(EVENT_TYPE|event_type|EventType|EventIdentifier)\\*"\s*:/;
/** Events that are asked for like records of an object. */
const recordMark =
  /"attributes"\s*:\s*\{\s*"type"\s*:\s*"(\w+?(Event|EventLog)|LoginHistory|SetupAuditTrail)"/;
const sampleMark =
  /\\?"EVENT_TYPE\\*"\s*:\s*\\*"(API|Login|Audit Trail|Report\/Dashboard|Apex Execution)\\*"/;

/** Tells what a file of Salesforce’s is by its first characters, whatever its name. */
export function recognise(head: FileHead): Recognised | undefined {
  const text = head.text.replace(/^\uFEFF/, '').trimStart();
  const [first = ''] = text.split(/\r?\n/, 1);
  if (/^"?[A-Za-z_]+"?,/.test(first) && /(^|,)"?EVENT_TYPE"?(,|$)/i.test(first) && /TIMESTAMP/i.test(first))
    return { kind: 'calls', envelope: 'csv' };
  if (isSetupTrail(csvColumnsOf(text))) return { kind: 'calls', envelope: 'setup' };
  const inventory = recogniseInventory(text);
  if (inventory !== undefined) return { kind: 'inventory', envelope: inventory };
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  if ((typeMark.test(text) && eventMark.test(text)) || recordMark.test(text) || sampleMark.test(text))
    return { kind: 'calls', envelope: isBare(text) ? 'bare' : 'any' };
  if (
    /^\{[^[\]]*"totalSize"\s*:\s*0\b[^[\]]*"records"\s*:\s*\[\s*\]|^\{[^[\]]*"records"\s*:\s*\[\s*\][^[\]]*"totalSize"\s*:\s*0\b/.test(
      text,
    )
  )
    return { kind: 'ignored', reason: 'a query that found nothing' };
  if (/^\{\s*"\w+"\s*:\s*\{\s*"Max"\s*:\s*\d+,\s*"Remaining"\s*:/.test(text))
    return { kind: 'ignored', reason: 'limits of the organisation' };
  const records = /"attributes"\s*:\s*\{\s*"type"\s*:\s*"(\w+)"\s*,\s*"url"\s*:\s*"\/services\/data\//.exec(
    text,
  );
  if (records?.[1] === 'EventLogFile')
    return { kind: 'ignored', reason: 'list of event log files: export the files themselves' };
  return records
    ? { kind: 'ignored', reason: `records of ${records[1]}, which tell nothing of access` }
    : undefined;
}

/** The trail of changes to the set-up: as it is downloaded, or as a query in CSV. */
function isSetupTrail(columns: readonly string[]): boolean {
  const has = (...names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  return has('Action', 'Section') && (has('Date', 'User', 'Delegate User') || has('CreatedDate', 'Display'));
}

/** An event’s own fields come first in a file that wraps nothing around it. */
function isBare(text: string): boolean {
  return /^\[?\s*\{\s*"(EVENT_TYPE|event_type|EventType|EventIdentifier|attributes|TIMESTAMP|REQUEST_ID|API_TYPE|API_VERSION|ORGANIZATION_ID)"\s*:/.test(
    text,
  );
}
