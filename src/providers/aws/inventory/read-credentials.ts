import type { InventoryDocument, ReadContext } from './document.ts';
import type { Facts } from './facts.ts';
import { Item } from './item.ts';
import { labelOf } from './labels.ts';

interface CredentialList {
  readonly list: string;
  readonly kind: string;
  readonly id: string;
  readonly created: string;
  /** Fields that hold the secret itself, where an answer of a `create-…` call was exported. */
  readonly secrets: readonly string[];
}

const lists: readonly CredentialList[] = [
  {
    list: 'AccessKeyMetadata',
    kind: 'access-key',
    id: 'AccessKeyId',
    created: 'CreateDate',
    secrets: ['SecretAccessKey'],
  },
  {
    list: 'ServiceSpecificCredentials',
    kind: 'service-credential',
    id: 'ServiceSpecificCredentialId',
    created: 'CreateDate',
    secrets: ['ServicePassword', 'ServiceCredentialSecret'],
  },
  { list: 'SSHPublicKeys', kind: 'ssh-key', id: 'SSHPublicKeyId', created: 'UploadDate', secrets: [] },
  {
    list: 'Certificates',
    kind: 'signing-certificate',
    id: 'CertificateId',
    created: 'UploadDate',
    secrets: [],
  },
];

/** What AWS writes for "never used". */
const never = ['N/A', 'no_information'];

/** Reads `list-access-keys` and the lists of the other credentials that IAM keeps for a user. */
export function readCredentials(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  for (const shape of lists) {
    for (const item of root.items(shape.list)) {
      const id = item.needed(shape.id);
      const userName = item.needed('UserName');
      if (shape.secrets.some((field) => item.raw(field) !== undefined)) {
        context.remarks.notes.add(origin.path, 'the file holds a secret; only the public id was read');
      }
      if (id === undefined || userName === undefined) continue;
      const usage = item.raw('AccessKeyLastUsed') === undefined ? item : item.item('AccessKeyLastUsed');
      const lastUsedAt = usage?.epoch('LastUsedDate', never);
      facts.credentials.push({
        origin,
        kind: shape.kind,
        id,
        userName,
        status: item.text('Status'),
        createdAt: item.epoch(shape.created),
        expiresAt: item.epoch('ExpirationDate'),
        lastUsedAt,
        isNeverUsed: lastUsedAt === undefined && item.raw('AccessKeyLastUsed') !== undefined,
      });
    }
  }
}

/** Reads `get-access-key-last-used`; the key's id is in a label, or the user has only one key. */
export function readKeyUse(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  const lastUsedAt = root.item('AccessKeyLastUsed')?.epoch('LastUsedDate', never);
  const keyId = labelOf(origin.labels, 'access-key');
  facts.keyUses.push({ origin, userName: root.text('UserName'), keyId, lastUsedAt });
}

/** Reads `get-login-profile`: that a user has a console password. */
export function readLoginProfile(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  const profile = root.item('LoginProfile');
  const userName = profile?.needed('UserName');
  if (userName === undefined) return;
  facts.loginProfiles.push({ origin, userName, createdAt: profile?.epoch('CreateDate') });
}
