import type { Owner } from '../../../model/inventory.ts';
import type { Records } from '../../shared/inventory/held-records.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { account } from '../account.ts';
import type { Metadata } from '../rbac/objects.ts';
import { accountId, type Identity } from '../rbac/subject.ts';
import type { Collected, Found } from './collect.ts';

/**
 * Identities as principals. Each service account has a session: the tokens that pods get of it.
 */
export function addIdentities(
  { accounts, bindings }: Collected,
  identities: readonly Identity[],
  records: Records,
  observedAtDefault: number,
): void {
  const listed = new Map(
    accounts.map((one) => [accountId(one.body.metadata.namespace ?? 'default', one.body.metadata.name), one]),
  );
  // Of the bindings, the latest export tells when holdings were looked at.
  const lacking = ['ClusterRoleBinding', 'RoleBinding'].find((kind) =>
    bindings.every((binding) => binding.kind !== kind),
  );
  const boundAt = Math.max(0, ...bindings.map(({ observedAt }) => observedAt)) || observedAtDefault;
  for (const { id, kind, name, isInMoreGroups } of identities) {
    const found = listed.get(id);
    const observedAt = found?.observedAt ?? boundAt;
    const createdAt = toEpoch(found?.body.metadata.creationTimestamp);
    const owner = found && ownerOf(found.body.metadata);
    records.addPrincipal({
      id,
      kind,
      name,
      account,
      observedAt,
      ...(owner && { owner }),
      ...(createdAt !== undefined && { createdAt }),
      tags: tagsOf(found?.body.metadata),
    });
    if (bindings.length > 0)
      records.addHolder({
        principalId: id,
        account,
        observedAt: boundAt,
        more: isInMoreGroups
          ? 'no export tells which further groups it is in'
          : // Every cluster has some of both from the start.
            lacking && `no ${lacking} is among the exports`,
      });
    if (kind === 'service account')
      records.addToken({
        id,
        kind: 'session',
        principalId: id,
        account,
        observedAt,
        status: 'active',
        ...(owner && { owner }),
        ...(createdAt !== undefined && { createdAt }),
      });
  }
}

/** Tokens that are kept in Secrets; those of one service account are one, since the log does not tell them apart. */
export function addSecretTokens({ secrets, notedSince }: Collected, records: Records): void {
  const byAccount = new Map<string, Found<'Secret'>[]>();
  for (const secret of secrets) {
    if (secret.body.type !== 'kubernetes.io/service-account-token') continue;
    const { namespace = 'default', annotations } = secret.body.metadata;
    const name = annotations?.['kubernetes.io/service-account.name'];
    if (typeof name !== 'string') continue;
    const key = `${namespace}/${name}`;
    byAccount.set(key, [...(byAccount.get(key) ?? []), secret]);
  }
  for (const [key, found] of byAccount) {
    const [namespace = '', name = ''] = key.split('/');
    const principalId = accountId(namespace, name);
    const observedAt = Math.max(...found.map((one) => one.observedAt));
    if (!records.hasPrincipal(principalId))
      records.addPrincipal({ id: principalId, kind: 'service account', name: key, account, observedAt });
    const made = times(found, ({ creationTimestamp }) => toEpoch(creationTimestamp));
    const used = times(found, ({ labels }) => endOfDay(labels?.[lastUsed]));
    const isNoted =
      notedSince !== undefined && made.length === found.length && made.every((at) => at > notedSince);
    const isInvalid = found.every(({ body: { metadata } }) => metadata.labels?.[invalidSince] !== undefined);
    records.addToken({
      id: `secrets/${key}`,
      kind: 'secret-token',
      principalId,
      account,
      observedAt,
      status: isInvalid ? 'inactive' : 'active',
      ...(made.length > 0 && { createdAt: Math.min(...made) }),
      ...(used.length > 0 && { lastUsedAt: Math.max(...used) }),
      // A use would have been noted, had all of them been made since uses are noted.
      ...(isNoted && used.length === 0 && { isNeverUsed: true }),
    });
  }
}

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-legacy-token-last-used */
const lastUsed = 'kubernetes.io/legacy-token-last-used';
const invalidSince = 'kubernetes.io/legacy-token-invalid-since';

function times(
  found: readonly Found<'Secret'>[],
  read: (metadata: Metadata) => number | undefined,
): number[] {
  return found.flatMap(({ body: { metadata } }) => read(metadata) ?? []);
}

/** The label names a day, and the token may have been used at its very end. */
function endOfDay(day: unknown): number | undefined {
  return typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? toEpoch(`${day}T23:59:59Z`) : undefined;
}

const ownerNames = ['owner', 'team', 'a8r.io/owner'];

function ownerOf({ labels, annotations }: Metadata): Owner | undefined {
  for (const [where, all] of [
    ['label', labels],
    ['annotation', annotations],
  ] as const) {
    for (const name of ownerNames) {
      const value = all?.[name];
      if (typeof value === 'string' && value !== '') return { name: value, basis: `${where}:${name}` };
    }
  }
  return undefined;
}

function tagsOf(metadata: Metadata | undefined): Readonly<Record<string, string>> {
  const pairs = Object.entries(metadata?.labels ?? {});
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
