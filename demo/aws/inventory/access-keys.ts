import type { JsonObject } from '../../json.ts';
import { isoOffset } from '../../time.ts';
import type { Account } from '../accounts.ts';
import { rootArn } from '../callers.ts';
import type { Estate } from '../estate.ts';
import type { AccessKey, IamUser } from '../principals.ts';

/** Gives what `aws iam list-access-keys --user-name` prints for a user. */
export function accessKeyList(estate: Estate, user: IamUser): JsonObject {
  return {
    AccessKeyMetadata: keysOf(estate, user).map((key) => ({
      UserName: user.name,
      AccessKeyId: key.id,
      Status: key.status,
      CreateDate: isoOffset(key.createdAt),
    })),
  };
}

/** Gives what `aws iam get-access-key-last-used --access-key-id` prints for a key. */
export function accessKeyLastUsed(estate: Estate, key: AccessKey): JsonObject {
  const use = estate.lastUse(key.id);
  return {
    UserName: key.user.name,
    AccessKeyLastUsed: use
      ? { LastUsedDate: isoOffset(use.at), ServiceName: use.service, Region: use.region }
      : { ServiceName: 'N/A', Region: 'N/A' },
  };
}

/** Gives the keys of a user that still exist. */
export function keysOf(estate: Estate, user: IamUser): readonly AccessKey[] {
  return estate.keys.filter((key) => key.user === user && key.status !== 'Deleted');
}

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...['1', '2'].flatMap((slot) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      (field) => `access_key_${slot}_${field}`,
    ),
  ),
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

/** Gives the decoded credential report of an account: CSV, root first. */
export function credentialReport(estate: Estate, account: Account, accountCreatedAt: number): string {
  const users = estate.users.filter((user) => user.account === account);
  const rows = [
    columns,
    rootRow(estate, account, accountCreatedAt),
    ...users.map((user) => userRow(estate, user)),
  ];
  return `${rows.map((row) => row.join(',')).join('\n')}\n`;
}

function rootRow(estate: Estate, account: Account, createdAt: number): readonly string[] {
  const arn = rootArn(account);
  const use = estate.lastUse(arn);
  const lastUsed = use ? isoOffset(use.at) : 'no_information';
  const password = ['not_supported', lastUsed, 'not_supported', 'not_supported', 'true'];
  return ['<root_account>', arn, isoOffset(createdAt), ...password, ...noKey, ...noKey, ...noCertificates];
}

function userRow(estate: Estate, user: IamUser): readonly string[] {
  const [first, second] = keysOf(estate, user);
  const { password } = user;
  const consoleUse = estate.lastUse(`console:${user.arn}`)?.at ?? password?.lastUsedAt;
  const passwordColumns = password
    ? [
        'true',
        consoleUse === undefined ? 'no_information' : isoOffset(consoleUse),
        isoOffset(password.changedAt),
        'N/A',
      ]
    : ['false', 'N/A', 'N/A', 'N/A'];
  return [
    user.name,
    user.arn,
    isoOffset(user.createdAt),
    ...passwordColumns,
    String(user.hasMfa === true),
    ...keyColumns(estate, first),
    ...keyColumns(estate, second),
    ...noCertificates,
  ];
}

function keyColumns(estate: Estate, key: AccessKey | undefined): readonly string[] {
  if (key === undefined) return noKey;
  const use = estate.lastUse(key.id);
  const lastUse = use ? [isoOffset(use.at), use.region, use.service] : ['N/A', 'N/A', 'N/A'];
  return [String(key.status === 'Active'), isoOffset(key.createdAt), ...lastUse];
}

const noKey = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
const noCertificates = ['false', 'N/A', 'false', 'N/A'];
