import { createHash } from 'node:crypto';
import { holderId } from '../model/holder-id.ts';
import type { EffectiveGrant, GrantRecord, InventoryRead, LinkRecord } from '../model/inventory.ts';
import type { Store } from '../store/store.ts';

const rowsPerInsert = 20_000;

/** Writes what was read from inventories. Equal rows collapse, so writing twice changes nothing. */
export async function storeInventory(store: Store, provider: string, read: InventoryRead): Promise<void> {
  const sets = new PermissionSets();
  const effective = new Map(read.effective.map((grant) => [holderId(grant), grant]));
  const dates = datesOfHolders(read);
  const write = async (table: string, rows: Iterable<object>): Promise<void> => {
    let batch: Record<string, unknown>[] = [];
    for (const row of rows) {
      batch.push({ provider, ...row });
      if (batch.length < rowsPerInsert) continue;
      await store.insert(table, batch);
      batch = [];
    }
    await store.insert(table, batch);
  };
  await write(
    'principals_v1',
    read.principals.map((principal) => ({
      account: principal.account,
      principal_id: principal.id,
      kind: principal.kind,
      name: principal.name,
      owner: principal.owner?.name ?? '',
      owner_basis: principal.owner?.basis ?? '',
      created_at: principal.createdAt ?? null,
      last_used_at: principal.lastUsedAt ?? null,
      tags: principal.tags,
      trusts: principal.trusts,
      ...setsOf(effective.get(principal.id), sets),
      observed_at: dates.get(principal.id) ?? principal.observedAt,
    })),
  );
  await write('principals_v1', grantsOfTokens(read.effective, sets));
  await write(
    'tokens_v1',
    read.tokens.map((token) => ({
      account: token.account,
      token_id: token.id,
      kind: token.kind,
      principal_id: token.principalId,
      status: token.status,
      owner: token.owner?.name ?? '',
      owner_basis: token.owner?.basis ?? '',
      created_at: token.createdAt ?? null,
      expires_at: token.expiresAt ?? null,
      last_used_at: token.lastUsedAt ?? null,
      is_never_used: token.isNeverUsed ? 1 : 0,
      observed_at: token.observedAt,
    })),
  );
  await write(
    'roles_v1',
    read.roles.map((role) => ({
      account: role.account,
      role_id: role.id,
      kind: role.kind,
      name: role.name,
      document: role.document,
      created_at: role.createdAt ?? null,
      changed_at: role.changedAt ?? null,
      observed_at: role.observedAt,
    })),
  );
  await write('grants_v1', grantRows(read.grants, sets, dates));
  await write(
    'last_accessed_v1',
    read.lastAccessed.map((access) => ({
      account: access.account,
      principal_id: access.principalId,
      service: access.service,
      permission: access.permission ?? '',
      used_at: access.triedAt ?? null,
      observed_at: access.observedAt,
    })),
  );
  await write(
    'recordings_v1',
    read.recordings.map((recording) => ({
      account: recording.account,
      recorder: recording.recorder,
      category: recording.category,
      access: recording.access,
      resources: recording.resources,
      except_sources: recording.exceptSources,
      regions: recording.regions,
      limits: recording.limits,
      state: recording.state,
      observed_at: recording.observedAt,
    })),
  );
  await write(
    'links_v1',
    (read.links ?? []).map((link) => linkRow(link, dates)),
  );
  await write('permission_sets_v1', sets.rows());
}

/** When each holder was seen last, by its id; UTC epoch milliseconds. */
type HolderDates = ReadonlyMap<string, number>;

/**
 * One moment for each holder and all that is said of it. The files of an export are written one after the other, and
 * what holds now are the rows that carry the moment of their holder’s last record.
 */
function datesOfHolders({ principals, effective }: InventoryRead): HolderDates {
  const dates = new Map<string, number>();
  const saw = (id: string, at: number) => dates.set(id, Math.max(at, dates.get(id) ?? 0));
  for (const { id, observedAt } of principals) saw(id, observedAt);
  for (const grant of effective) saw(holderId(grant), grant.observedAt);
  return dates;
}

/** A token with grants of its own is a holder among principals, so that what is granted is found in one place. */
function* grantsOfTokens(effective: readonly EffectiveGrant[], sets: PermissionSets): Generator<object> {
  for (const grant of effective) {
    if (grant.tokenId === undefined) continue;
    yield {
      account: grant.account,
      principal_id: holderId(grant),
      kind: 'token',
      name: grant.tokenId,
      ...setsOf(grant, sets),
      observed_at: grant.observedAt,
    };
  }
}

function setsOf(grant: EffectiveGrant | undefined, sets: PermissionSets): object {
  return {
    granted_set: sets.idOf(grant?.allowed),
    conditional_set: sets.idOf(grant?.conditional),
    scoped_set: sets.idOf(grant?.scoped),
    restricted_set: sets.idOf(grant?.restricted),
    is_complete: grant?.isComplete ? 1 : 0,
  };
}

function linkRow({ from, ...link }: LinkRecord, dates: HolderDates): object {
  return {
    account: link.account,
    stated_by: link.statedBy,
    target_id: link.target,
    from_kind: from.kind,
    from_id: from.kind === 'anyone' ? '' : from.kind === 'subject' ? from.issuer : from.id,
    subjects: from.kind === 'subject' ? from.subjects : [],
    permission: from.kind === 'principal' || from.kind === 'account' ? (from.permission ?? '') : '',
    conditions: link.conditions,
    document: link.document,
    observed_at: dates.get(link.statedBy) ?? link.observedAt,
  };
}

function* grantRows(
  grants: Iterable<GrantRecord>,
  sets: PermissionSets,
  dates: HolderDates,
): Generator<object> {
  for (const grant of grants) {
    const holder = holderId(grant);
    yield {
      account: grant.account,
      principal_id: holder,
      role_id: grant.roleId,
      statement: grant.statement,
      effect: grant.effect,
      permission_set: sets.idOf(grant.permissions),
      resources: grant.resources,
      is_conditional: grant.isConditional ? 1 : 0,
      is_unknown: grant.isUnknown ? 1 : 0,
      path: grant.path,
      since: grant.since ?? null,
      observed_at: dates.get(holder) ?? grant.observedAt,
    };
  }
}

/** Gives each distinct set one id, the hash of its members, and its row once. */
class PermissionSets {
  readonly #ids = new Map<ReadonlySet<number>, string>();
  readonly #members = new Map<string, readonly number[]>();

  /** The empty set, also standing for none, is `0`. */
  idOf(set: ReadonlySet<number> | undefined): string {
    if (!set || set.size === 0) return '0';
    const known = this.#ids.get(set);
    if (known) return known;
    const members = [...set].sort((a, b) => a - b);
    const digest = createHash('sha256')
      .update(Buffer.from(Uint32Array.from(members).buffer))
      .digest();
    const id = String(digest.readBigUInt64BE(0));
    this.#ids.set(set, id);
    this.#members.set(id, members);
    return id;
  }

  *rows(): Generator<object> {
    for (const [id, members] of this.#members) yield { set_id: id, size: members.length, members };
  }
}
