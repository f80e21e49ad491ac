import type { TokenFormat, TokenReading } from '../../model/token-format.ts';

const issuer = 'Microsoft';

/** What Azure and Entra ID issue. */
export const azureFormats: readonly TokenFormat[] = [
  {
    id: 'azure-client-secret',
    issuer,
    kind: 'client secret of an app registration (Entra ID)',
    pattern: /[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}/,
    marks: ['Q~'],
    certainty: 'likely',
    publicPart: 'nothing: the portal lists its first three characters as a hint',
    revoke: {
      where: 'Entra ID → App registrations → its app → Certificates & secrets → Delete',
      commands: [
        'az ad app credential list --id APP_ID',
        'az ad app credential delete --id APP_ID --key-id KEY_ID',
      ],
    },
    source: 'https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials',
  },
  {
    id: 'azure-storage-key',
    issuer,
    kind: 'key of a storage account',
    pattern: /[A-Za-z0-9+/]{76}\+ASt[A-Za-z0-9+/]{6}==/,
    marks: ['+ASt'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: {
      where: 'storage account → Security + networking → Access keys → Rotate key',
      commands: ['az storage account keys renew --account-name ACCOUNT --key KEY_NAME'],
      notes: ['every SAS that the key signed ends with it'],
    },
    source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
  },
  {
    id: 'azure-storage-sas',
    issuer,
    kind: 'shared access signature (storage)',
    pattern:
      /(?:[a-z]{2,6}=[^&\s"'<>]{1,200}&){2,24}sig=[A-Za-z0-9%+/=]{40,100}(?:&[a-z]{2,6}=[^&\s"'<>]{1,200}){0,12}/,
    marks: ['sig='],
    certainty: 'likely',
    read: readSas,
    publicPart: 'service version, permissions, what it covers, from when to when',
    revoke: {
      where: 'rotate the account key that signed it, or remove the stored access policy it names',
      commands: ['az storage account keys renew --account-name ACCOUNT --key KEY_NAME'],
    },
    source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
  },
  {
    id: 'azure-devops-pat',
    issuer,
    kind: 'personal access token (Azure DevOps)',
    pattern: /[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}/,
    marks: ['AZDO'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: { where: 'its owner: User settings → Personal access tokens → Revoke' },
    source:
      'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
  },
  {
    id: 'azure-storage-key-unmarked',
    issuer,
    kind: 'key of a storage account, or of another Azure resource',
    pattern: /[A-Za-z0-9+/]{86}==/,
    marks: ['=='],
    certainty: 'possible',
    label: /account_?key|azure|storage/i,
    publicPart: 'nothing',
    revoke: {
      where: 'storage account → Security + networking → Access keys → Rotate key',
      commands: ['az storage account keys renew --account-name ACCOUNT --key KEY_NAME'],
    },
    source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
  },
];

const told: readonly (readonly [parameter: string, name: string])[] = [
  ['sv', 'service version'],
  ['ss', 'services'],
  ['srt', 'resource types'],
  ['sr', 'resource'],
  ['sp', 'permissions'],
  ['si', 'stored access policy'],
  ['skoid', 'signed by (object id)'],
  ['sktid', 'tenant'],
];

function readSas(value: string): TokenReading | undefined {
  const query = new URLSearchParams(value);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(query.get('sv') ?? '')) return undefined;
  const issuedAt = Date.parse(query.get('st') ?? '');
  const expiresAt = Date.parse(query.get('se') ?? '');
  return {
    facts: told.flatMap(([parameter, name]) => {
      const fact = query.get(parameter);
      return fact === null ? [] : [{ name, value: fact }];
    }),
    notes: ['whoever has it can do what it says, until it expires'],
    ...(Number.isNaN(issuedAt) ? {} : { issuedAt }),
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
    secret: `${query.get('sig') ?? ''}\n${/sig=([^&]*)/.exec(value)?.[1] ?? ''}`,
  };
}
