/** What the columns of a list of keys may be called; case, blanks, hyphens and underscores do not matter. */
const names = {
  id: ['keyid', 'apikeyid', 'id', 'tokenid', 'credentialid', 'jti', 'kid'],
  secret: ['key', 'apikey', 'value', 'token', 'secret', 'accesstoken'],
  hash: ['sha256', 'keyhash', 'hash', 'keysha256', 'tokenhash', 'hashedkey'],
  client: ['clientid', 'oauthclientid', 'appid', 'applicationid', 'client', 'azp'],
  consumer: ['consumer', 'consumerid', 'consumername', 'consumerusername', 'username', 'user', 'customer'],
  name: ['name', 'label', 'description', 'displayname', 'title', 'clientname', 'keyname'],
  scopes: ['scopes', 'scope', 'permissions', 'grantedscopes', 'oauthscopes', 'allowedscopes', 'roles'],
  owner: ['owner', 'owneremail', 'team', 'ownedby', 'createdby', 'contact', 'email'],
  created: [
    'created',
    'createdat',
    'createddate',
    'creationdate',
    'issuedat',
    'clientidissuedat',
    'createdon',
  ],
  expires: ['expires', 'expiresat', 'expiry', 'expirydate', 'expiration', 'expirationdate', 'validuntil'],
  lastUsed: ['lastused', 'lastusedat', 'lastuseddate', 'lastseen', 'lastaccess'],
  status: ['status', 'state', 'enabled', 'active', 'revoked', 'disabled', 'revokedat'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Column = keyof typeof names;

const columns = Object.keys(names).filter((name): name is Column => name in names);
const identifying: readonly Column[] = ['id', 'secret', 'hash', 'client', 'consumer'];

/** A header with nothing in it but letters and digits. */
export function plainHeader(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The column that a header stands for; undefined for one that is passed over. */
export function columnOf(header: string): Column | undefined {
  const plain = plainHeader(header);
  return columns.find((column) => (names[column] as readonly string[]).includes(plain));
}

/** Whether one of some headers says which key, client or consumer a row is about. */
export function hasIdentity(headers: readonly string[]): boolean {
  return headers.some((header) => identifying.some((column) => column === columnOf(header)));
}

/** Whether headers are those of a list of keys: what each may do, or at least what it is called and whether it is good. */
export function isKeyList(headers: readonly string[]): boolean {
  const found = new Set(headers.map(columnOf));
  if (!hasIdentity(headers)) return false;
  return found.has('scopes') || (found.has('name') && (found.has('status') || found.has('expires')));
}
