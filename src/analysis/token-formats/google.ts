import { z } from 'zod';
import type { TokenFormat, TokenReading } from '../../model/token-format.ts';

const issuer = 'Google';

/** What Google issues. */
export const googleFormats: readonly TokenFormat[] = [
  {
    id: 'google-service-account-key',
    issuer,
    kind: 'service account key (JSON)',
    pattern: /\{[^{}]{40,12000}\}/,
    marks: ['service_account'],
    certainty: 'certain',
    read: readServiceAccountKey,
    publicPart: 'key id, service account, project',
    revoke: {
      where: 'IAM & Admin → Service accounts → its account → Keys → Disable, then Delete',
      commands: [
        'gcloud iam service-accounts keys disable KEY_ID --iam-account=SERVICE_ACCOUNT',
        'gcloud iam service-accounts keys enable KEY_ID --iam-account=SERVICE_ACCOUNT',
        'gcloud iam service-accounts keys delete KEY_ID --iam-account=SERVICE_ACCOUNT',
      ],
      notes: ['the second command undoes the first; nothing undoes the third'],
    },
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
  },
  {
    id: 'google-api-key',
    issuer,
    kind: 'API key',
    pattern: /AIza[\w-]{35}/,
    marks: ['AIza'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: {
      where: 'Google Cloud console → APIs & Services → Credentials → its key → Delete (kept for 30 days)',
      commands: ['gcloud services api-keys lookup KEY_STRING', 'gcloud services api-keys delete KEY_NAME'],
      notes: [
        'the first command finds project and name of the key; it takes the key on its command line, so clear it from the history',
      ],
    },
    source: 'https://cloud.google.com/docs/authentication/api-keys',
  },
  {
    id: 'google-oauth-access',
    issuer,
    kind: 'OAuth access token',
    pattern: /ya29\.[\w.-]{20,2000}/,
    marks: ['ya29.'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: {
      where:
        'its user: Google Account → Security → Third-party connections; it ends by itself within an hour',
      commands: ['curl -d @TOKEN_FILE https://oauth2.googleapis.com/revoke'],
      notes: ['TOKEN_FILE holds `token=…`; refresh and access tokens of the same consent end together'],
    },
    source: 'https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke',
  },
  {
    id: 'google-oauth-refresh',
    issuer,
    kind: 'OAuth refresh token',
    pattern: /1\/\/0[\w-]{30,500}/,
    marks: ['1//0'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: {
      where: 'its user: Google Account → Security → Third-party connections → Remove access',
      commands: ['curl -d @TOKEN_FILE https://oauth2.googleapis.com/revoke'],
      notes: ['TOKEN_FILE holds `token=…`'],
    },
    source: 'https://developers.google.com/identity/protocols/oauth2#expiration',
  },
  {
    id: 'google-oauth-client-secret',
    issuer,
    kind: 'OAuth client secret',
    pattern: /GOCSPX-[\w-]{28}/,
    marks: ['GOCSPX-'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: {
      where:
        'APIs & Services → Credentials → its OAuth client → Add secret, then disable and delete the old one',
    },
    source: 'https://support.google.com/cloud/answer/15549257',
  },
];

const key = z.object({
  type: z.literal('service_account'),
  project_id: z.string().optional(),
  private_key_id: z.string().optional(),
  private_key: z.string(),
  client_email: z.string().optional(),
});

function readServiceAccountKey(value: string): TokenReading | undefined {
  const parsed = key.safeParse(parse(value)).data;
  if (parsed === undefined) return undefined;
  const { project_id, private_key_id, client_email, private_key } = parsed;
  return {
    publicIds: [
      ...(private_key_id === undefined ? [] : [{ name: 'key id', value: private_key_id }]),
      ...(client_email === undefined ? [] : [{ name: 'service account', value: client_email }]),
    ],
    ...(client_email !== undefined && { principalIds: [client_email] }),
    ...(project_id !== undefined && { account: project_id }),
    // Its armour is no secret; what stands between is.
    secret: private_key.replace(/-----[A-Z ]+-----/g, '\n'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
