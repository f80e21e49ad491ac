import { createHash } from 'node:crypto';
import type { TokenStatus } from '../../../model/inventory.ts';
import type { Records } from '../../shared/inventory/held-records.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { grantedByScopes, scopesOf } from '../granted.ts';
import type { KeyRow } from './read-rows.ts';

/** Who calls, as logs name it. */
interface Caller {
  readonly id: string;
  readonly kind: 'api-key' | 'oauth-client' | 'consumer';
}

interface Dated {
  readonly row: KeyRow;
  readonly observedAt: number;
}

interface Listed {
  readonly caller: Caller;
  readonly rows: readonly KeyRow[];
  readonly observedAt: number;
}

const groups = {
  'api-key': { account: 'keys', prefix: 'key' },
  'oauth-client': { account: 'clients', prefix: 'client' },
  consumer: { account: 'consumers', prefix: 'consumer' },
} as const;

/** So long after its first page the last one of an export may be written. */
const exportMs = 3_600_000;

/** Gathers the rows of one key, since some lists have a row for each scope. Of several exports the latest counts. */
export class KeyBook {
  readonly #keys = new Map<string, { readonly caller: Caller; readonly rows: Dated[] }>();

  /** @returns false for a row that names no key */
  add(row: KeyRow, observedAt: number): boolean {
    const caller = callerOf(row);
    if (caller === undefined) return false;
    const key = `${caller.kind}\n${caller.id}`;
    const known = this.#keys.get(key) ?? { caller, rows: [] };
    known.rows.push({ row, observedAt });
    this.#keys.set(key, known);
    return true;
  }

  addTo(records: Records): void {
    for (const { caller, rows } of this.#keys.values()) {
      const latest = [...rows].sort(
        (a, b) => b.observedAt - a.observedAt || (textOf(a) < textOf(b) ? -1 : 1),
      );
      const observedAt = latest[0]?.observedAt ?? 0;
      const counted = latest.filter((one) => one.observedAt > observedAt - exportMs);
      addKey(records, { caller, rows: counted.map(({ row }) => row), observedAt });
    }
  }
}

function textOf({ row }: Dated): string {
  return JSON.stringify(row.cells);
}

const idMax = 128;

/** A key that is listed by its value alone goes by the SHA-256 of it, as in calls; the value is not kept. */
function callerOf({ cells }: KeyRow): Caller | undefined {
  const { id = '', secret = '', hash = '', client = '', consumer = '' } = cells;
  if (id !== '') return { id: id.slice(0, idMax), kind: 'api-key' };
  const digest = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(hash)?.[1] ?? digestOf(secret);
  if (digest !== undefined) return { id: `sha256:${digest.toLowerCase()}`, kind: 'api-key' };
  if (client !== '') return { id: client.slice(0, idMax), kind: 'oauth-client' };
  return consumer === '' ? undefined : { id: consumer.slice(0, idMax), kind: 'consumer' };
}

function digestOf(secret: string): string | undefined {
  return secret === '' ? undefined : createHash('sha256').update(secret).digest('hex');
}

function addKey(records: Records, { caller, rows, observedAt }: Listed): void {
  const { account, prefix } = groups[caller.kind];
  const cell = (name: keyof KeyRow['cells']): string =>
    rows.map(({ cells }) => cells[name] ?? '').find((text) => text !== '') ?? '';
  const of = caller.kind === 'api-key' ? cell('consumer') || cell('client') : '';
  const name = cell('name') || of || caller.id;
  const owner = cell('owner') || of;
  const [created, expires, lastUsed] = [cell('created'), cell('expires'), cell('lastUsed')].map(timeOf);
  const common = {
    account,
    observedAt,
    ...(owner !== '' && { owner: { name: owner, basis: 'list of keys' } }),
    ...(created !== undefined && { createdAt: created }),
  };
  const principalId = `${prefix}/${caller.id}`;
  records.addPrincipal({ ...common, id: principalId, kind: caller.kind, name });
  records.addToken({
    ...common,
    id: caller.id,
    kind: caller.kind,
    principalId,
    status: statusOf(rows, expires, observedAt),
    ...(expires !== undefined && { expiresAt: expires }),
    ...(lastUsed !== undefined && { lastUsedAt: lastUsed }),
  });
  // A list that does not speak of scopes says nothing of what a key may do.
  if (!rows.some(({ cells }) => cells.scopes !== undefined)) return;
  const scopes = [...new Set(rows.flatMap(({ cells }) => scopesOf(cells.scopes ?? '')))].sort();
  records.addHolding({
    principalId,
    tokenId: caller.id,
    account,
    observedAt,
    role: { id: `scopes/${principalId}`, kind: 'scopes', name: `scopes of ${name}`, document: { scopes } },
    granted: grantedByScopes(scopes),
    resources: ['*'],
    path: ['list of keys'],
    since: created,
  });
}

/** Zero stands for never. */
function timeOf(text: string): number | undefined {
  return text === '0' ? undefined : toEpoch(text);
}

const good = /^(true|1|yes|active|enabled|approved|valid)$/;
const bad = /^(false|0|no|inactive|disabled|revoked|suspended|deleted|blocked)$/;

function statusOf(rows: readonly KeyRow[], expires: number | undefined, observedAt: number): TokenStatus {
  if (expires !== undefined && expires <= observedAt) return 'expired';
  const told = rows.find(({ cells }) => (cells.status ?? '') !== '');
  if (told === undefined) return 'active';
  const text = (told.cells.status ?? '').toLowerCase();
  if (['revoked', 'disabled', 'revokedat'].includes(told.statusHeader))
    return bad.test(text) || text === 'null' ? 'active' : 'inactive';
  if (good.test(text)) return 'active';
  if (bad.test(text)) return 'inactive';
  return text === 'expired' ? 'expired' : 'unknown';
}
