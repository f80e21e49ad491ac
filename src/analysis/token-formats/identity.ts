import type { TokenFormat, TokenReading } from '../../model/token-format.ts';

/** What identity platforms, password managers and CRM systems issue. */
export const identityFormats: readonly TokenFormat[] = [
  {
    id: 'okta-api-token',
    issuer: 'Okta',
    kind: 'API token (SSWS)',
    pattern: /00[\w-]{40}/,
    marks: ['00'],
    certainty: 'possible',
    label: /ssws|okta/i,
    publicPart: 'nothing: its id (00T…) is another one',
    revoke: {
      where: 'Admin console → Security → API → Tokens → Revoke',
      commands: ['curl -X DELETE --header @HEADER_FILE https://ORG.okta.com/api/v1/api-tokens/TOKEN_ID'],
      notes: ['it can do what the administrator who made it can do'],
    },
    source: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  },
  {
    id: 'salesforce-session',
    issuer: 'Salesforce',
    kind: 'session id or OAuth access token',
    pattern: /00D[A-Za-z0-9]{12}![A-Za-z0-9_.]{60,200}/,
    marks: ['00D'],
    certainty: 'certain',
    read: readSession,
    publicPart: 'id of the organisation',
    revoke: {
      where: 'Setup → Session Management → its session → Remove; or revoke the connected app’s grant',
      commands: ['curl -d @TOKEN_FILE https://MY_DOMAIN.my.salesforce.com/services/oauth2/revoke'],
      notes: ['TOKEN_FILE holds `token=…`'],
    },
    source: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm&type=5',
  },
  {
    id: 'onepassword-service-account',
    issuer: '1Password',
    kind: 'service account token',
    pattern: /ops_eyJ[A-Za-z0-9_-]{250,2000}={0,2}/,
    marks: ['ops_eyJ'],
    certainty: 'certain',
    publicPart: 'nothing: it holds the keys themselves',
    revoke: { where: '1Password.com → Developer → Service Accounts → its account → Revoke token' },
    source: 'https://developer.1password.com/docs/service-accounts/',
  },
];

/** Gives the id of the organisation in its form of 18 characters. */
function readSession(value: string): TokenReading {
  const id = value.slice(0, 15);
  return { account: `${id}${suffixOf(id)}`, secret: value.slice(16) };
}

/** Three characters that tell which letters of a short id are capitals, five each. */
function suffixOf(id: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
  return [0, 5, 10]
    .map((from) => {
      const five = [...id.slice(from, from + 5)];
      return letters.charAt(
        five.reduce((bits, letter, at) => bits | (/[A-Z]/.test(letter) ? 1 << at : 0), 0),
      );
    })
    .join('');
}
