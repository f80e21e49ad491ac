import type { TokenStatus } from '../../../model/inventory.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import type { ReportRow } from './credential-report-text.ts';
import type { Facts, ReportRowFact } from './facts.ts';
import type { Identities, Identity } from './identities.ts';

/** A credential as a row of the credential report tells it: by place in the row, without id. */
export interface ReportCredential {
  /** For example `access-key-1`. */
  readonly slot: string;
  readonly kind: 'access-key' | 'password' | 'signing-certificate';
  readonly status: TokenStatus;
  readonly createdAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  /** Whether the report says that there was no use. */
  readonly isNeverUsed: boolean;
}

/** The credentials in the newest report row of each user and root. */
export function* reportCredentials(
  facts: Facts,
  identities: Identities,
): Generator<{ identity: Identity; credential: ReportCredential; path: string }> {
  const newest = new Map<string, ReportRowFact>();
  for (const fact of facts.reportRows) {
    const known = newest.get(fact.arn);
    if (known === undefined || fact.origin.takenAt > known.origin.takenAt) newest.set(fact.arn, fact);
  }
  for (const { arn, row, origin } of newest.values()) {
    const identity = identities.byArn(arn);
    if (identity === undefined) continue;
    for (const credential of credentialsOf(row, identity.kind === 'root')) {
      yield { identity, credential, path: origin.path };
    }
  }
}

function credentialsOf(row: ReportRow, isRoot: boolean): readonly ReportCredential[] {
  const time = (column: string) => toEpoch(row.get(column));
  const isNever = (column: string) => neverWords.has(row.get(column)?.toLowerCase() ?? '');
  const password: ReportCredential = {
    slot: 'password',
    kind: 'password',
    status: 'active',
    createdAt: time('password_last_changed'),
    lastUsedAt: time('password_last_used'),
    isNeverUsed: isNever('password_last_used'),
  };
  // The root always has a password; its row says `not_supported`.
  const hasPassword = isRoot || row.get('password_enabled')?.toLowerCase() === 'true';
  const keys = [1, 2].map(
    (slot): ReportCredential => ({
      slot: `access-key-${slot}`,
      kind: 'access-key',
      status: statusOf(row.get(`access_key_${slot}_active`)),
      createdAt: time(`access_key_${slot}_last_rotated`),
      lastUsedAt: time(`access_key_${slot}_last_used_date`),
      isNeverUsed: isNever(`access_key_${slot}_last_used_date`),
    }),
  );
  const certificates = [1, 2].map(
    (slot): ReportCredential => ({
      slot: `signing-certificate-${slot}`,
      kind: 'signing-certificate',
      status: statusOf(row.get(`cert_${slot}_active`)),
      createdAt: time(`cert_${slot}_last_rotated`),
      lastUsedAt: undefined,
      isNeverUsed: false,
    }),
  );
  const slots = [...keys, ...certificates];
  // An empty slot is inactive and has no date; so is nothing else.
  const filled = slots.filter((slot) => slot.status === 'active' || slot.createdAt !== undefined);
  return hasPassword ? [password, ...filled] : filled;
}

/**
 * What the report says where there is a credential and no use of it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html).
 */
const neverWords = new Set(['n/a', 'no_information']);

function statusOf(active: string | undefined): TokenStatus {
  switch (active?.toLowerCase()) {
    case 'true':
      return 'active';
    case 'false':
      return 'inactive';
    default:
      return 'unknown';
  }
}
