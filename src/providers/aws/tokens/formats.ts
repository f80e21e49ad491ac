import type { Revocation, TokenFormat, TokenReading } from '../../../model/token-format.ts';
import { accountOfId } from './account-of-id.ts';
import { readBedrockKey } from './read-bedrock-key.ts';
import { readSignedUrl } from './read-signed-url.ts';

const issuer = 'Amazon Web Services';
const provider = 'aws';
const idSource = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';

const revokeKey: Revocation = {
  where: 'IAM console → Users → its user → Security credentials → Access keys → Deactivate, then Delete',
  commands: [
    'aws iam get-access-key-last-used --access-key-id KEY_ID',
    'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
  ],
  notes: ['the first command names the user, in the account that owns the key'],
};

const revokeSession: Revocation = {
  where: 'IAM console → Roles → its role → Revoke sessions; it ends by itself within 36 hours at most',
  notes: ['a temporary credential has no switch of its own: all sessions of the role end together'],
};

function keyReading(value: string): TokenReading {
  const account = accountOfId(value);
  return {
    publicIds: [{ name: 'access key id', value }],
    ...(account !== undefined && { account }),
    notes:
      account === undefined
        ? ['an id of this older form does not tell its account']
        : ['the account is read off the id; only AWS knows whether the key still exists'],
  };
}

function idReading(value: string): TokenReading {
  const account = accountOfId(value);
  return { publicIds: [{ name: 'unique id', value }], ...(account !== undefined && { account }) };
}

/** What AWS issues. */
export const formats: readonly TokenFormat[] = [
  {
    id: 'aws-signed-url',
    issuer,
    kind: 'signed URL',
    provider,
    pattern:
      /https?:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?\/(?:(?!https?:\/\/)[^\s"'<>]){0,6000}X-Amz-Signature=[0-9a-f]{64}(?:&(?:(?!https?:\/\/)[^\s"'<>]){0,6000})?/,
    marks: ['X-Amz-Signature='],
    certainty: 'certain',
    read: readSignedUrl,
    publicPart: 'access key id that signed it, day, region, service, how long it holds',
    revoke: {
      where: 'deactivate the access key that signed it, or wait until it expires (7 days at most)',
    },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html',
  },
  {
    id: 'aws-access-key-id',
    issuer,
    kind: 'access key id (long-term)',
    provider,
    pattern: /AKIA[A-Z2-7]{16}/,
    marks: ['AKIA'],
    certainty: 'certain',
    isPublic: true,
    read: keyReading,
    publicPart: 'all of it; ids of the newer form hold the account number',
    revoke: revokeKey,
    source: idSource,
  },
  {
    id: 'aws-temporary-key-id',
    issuer,
    kind: 'access key id (temporary)',
    provider,
    pattern: /ASIA[A-Z2-7]{16}/,
    marks: ['ASIA'],
    certainty: 'certain',
    isPublic: true,
    read: keyReading,
    publicPart: 'all of it; ids of the newer form hold the account number',
    revoke: revokeSession,
    source: idSource,
  },
  {
    id: 'aws-credential-id',
    issuer,
    kind: 'id of a service credential, bearer token or certificate',
    provider,
    pattern: /A(?:BIA|CCA|SCA|PKA)[A-Z2-7]{16,17}/,
    marks: ['ABIA', 'ACCA', 'ASCA', 'APKA'],
    certainty: 'likely',
    isPublic: true,
    read: idReading,
    publicPart: 'all of it',
    revoke: {
      where: 'IAM console → Users → its user → Security credentials',
      commands: [
        'aws iam update-service-specific-credential --user-name USER --service-specific-credential-id ID --status Inactive',
      ],
    },
    source: idSource,
  },
  {
    id: 'aws-principal-id',
    issuer,
    kind: 'unique id of a user, role, group or policy',
    provider,
    pattern: /A(?:IDA|ROA|GPA|NPA|NVA|IPA)[A-Z2-7]{16,17}/,
    marks: ['AIDA', 'AROA', 'AGPA', 'ANPA', 'ANVA', 'AIPA'],
    certainty: 'likely',
    isPublic: true,
    read: idReading,
    publicPart: 'all of it',
    revoke: { where: 'nothing to revoke: it names an identity and opens nothing' },
    source: idSource,
  },
  {
    id: 'aws-secret-access-key',
    issuer,
    kind: 'secret access key',
    provider,
    pattern: /[A-Za-z0-9+/]{40}/,
    marks: [],
    certainty: 'possible',
    label: /aws|secret.{0,3}(?:access)?.{0,3}key/i,
    read: (value) =>
      /\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value)
        ? { notes: ['a secret does not tell which key id it belongs to: look for the id where it was found'] }
        : undefined,
    publicPart: 'nothing: it cannot be tied to its key id',
    revoke: revokeKey,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  },
  {
    id: 'aws-session-token',
    issuer,
    kind: 'session token',
    provider,
    pattern: /(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|FQoDYXdz|AQoDYXdz)[A-Za-z0-9+/]{80,4000}={0,2}/,
    marks: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz', 'FQoDYXdz', 'AQoDYXdz'],
    certainty: 'certain',
    read: () => ({ notes: ['it goes with a temporary access key id (ASIA…), which names the session'] }),
    publicPart: 'nothing: its content is encrypted',
    revoke: revokeSession,
    source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html',
  },
  {
    id: 'aws-bedrock-api-key',
    issuer,
    kind: 'Bedrock API key (long-term)',
    provider,
    pattern: /ABSK[A-Za-z0-9+/]{100,280}={0,2}/,
    marks: ['ABSK'],
    certainty: 'certain',
    read: readBedrockKey,
    publicPart: 'name of the service credential, which holds the account number',
    revoke: {
      where: 'IAM console → Users → its user → Security credentials → API keys for Amazon Bedrock',
      commands: [
        'aws iam list-service-specific-credentials --user-name USER --service-name bedrock.amazonaws.com',
        'aws iam update-service-specific-credential --user-name USER --service-specific-credential-id ID --status Inactive',
      ],
    },
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
  },
  {
    id: 'aws-mws-token',
    issuer,
    kind: 'Marketplace Web Service token',
    pattern: /amzn\.mws\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    marks: ['amzn.mws.'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: { where: 'Seller Central → Settings → User permissions → Third-party developer and apps' },
    source: 'https://developer-docs.amazon.com/sp-api/docs/migrating-authorization-from-amazon-mws',
  },
];
