import type { Revocation, TokenFormat } from '../../model/token-format.ts';
import { type Jwt, jwtReading, readJwt, readPart } from '../identify/read-jwt.ts';

const pattern = /eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{4,16000}\.[A-Za-z0-9_-]{0,2000}/;
const source = 'https://www.rfc-editor.org/rfc/rfc7519';

interface Issued {
  readonly id: string;
  readonly issuer: string;
  readonly kind: string;
  readonly provider?: string;
  readonly source: string;
  readonly revoke: Revocation;
  readonly isOf: (jwt: Jwt) => boolean;
}

/** JSON Web Tokens, told apart by who says to have issued them. */
export const jwtFormats: readonly TokenFormat[] = [
  issued({
    id: 'kubernetes-service-account',
    issuer: 'Kubernetes',
    kind: 'service account token (JWT)',
    provider: 'kubernetes',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/',
    isOf: ({ claims }) =>
      'kubernetes.io' in claims ||
      claims.iss === 'kubernetes/serviceaccount' ||
      String(claims.sub).startsWith('system:serviceaccount:'),
    revoke: {
      where: 'delete what the token is bound to: its pod, its Secret, or the service account',
      commands: [
        'kubectl -n NAMESPACE delete secret SECRET',
        'kubectl -n NAMESPACE delete serviceaccount NAME',
      ],
      notes: ['a bound token ends with its pod or its Secret; deleting the account ends all of its tokens'],
    },
  }),
  issued({
    id: 'github-actions-oidc',
    issuer: 'GitHub Actions',
    kind: 'OIDC token of a workflow',
    source: 'https://docs.github.com/en/actions/concepts/security/openid-connect',
    isOf: isIssuedBy(/^https:\/\/token\.actions\.githubusercontent\.com/),
    revoke: { where: 'it ends by itself within minutes; narrow what trusts its subject' },
  }),
  issued({
    id: 'gitlab-ci-oidc',
    issuer: 'GitLab',
    kind: 'OIDC token of a CI job',
    source: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
    isOf: ({ claims }) => 'project_path' in claims && 'pipeline_id' in claims,
    revoke: { where: 'it ends with its job; narrow what trusts its subject' },
  }),
  issued({
    id: 'entra-token',
    issuer: 'Microsoft',
    kind: 'token of Entra ID',
    source: 'https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference',
    isOf: isIssuedBy(/^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.(?:com|us))\//),
    revoke: {
      where:
        'Entra ID → Users → its user → Revoke sessions; an access token itself lives on for about an hour',
      commands: [
        `az rest --method POST --url "https://graph.microsoft.com/v1.0/users('USER')/revokeSignInSessions"`,
      ],
    },
  }),
  issued({
    id: 'okta-token',
    issuer: 'Okta',
    kind: 'OAuth or OIDC token',
    provider: 'okta',
    source: 'https://developer.okta.com/docs/guides/revoke-tokens/main/',
    isOf: isIssuedBy(/^https:\/\/[\w-]+\.okta(?:preview|-emea|-gov)?\.com/),
    revoke: {
      where: 'Admin console → its application, or its user → Clear user sessions and revoke tokens',
      commands: ['curl -d @TOKEN_FILE https://ORG.okta.com/oauth2/v1/revoke'],
      notes: ['TOKEN_FILE holds `token=…&token_type_hint=access_token&client_id=…`'],
    },
  }),
  issued({
    id: 'auth0-token',
    issuer: 'Auth0',
    kind: 'OAuth or OIDC token',
    source: 'https://auth0.com/docs/secure/tokens/revoke-tokens',
    isOf: isIssuedBy(/^https:\/\/[\w.-]+\.auth0\.com\//),
    revoke: { where: 'Dashboard → its user → revoke refresh tokens; an access token lives until it expires' },
  }),
  issued({
    id: 'google-id-token',
    issuer: 'Google',
    kind: 'ID token',
    source: 'https://developers.google.com/identity/openid-connect/openid-connect',
    isOf: isIssuedBy(/^(?:https:\/\/)?accounts\.google\.com$/),
    revoke: {
      where: 'it ends by itself within an hour; disable the account or the service account key behind it',
    },
  }),
  issued({
    id: 'firebase-id-token',
    issuer: 'Google Firebase',
    kind: 'ID token',
    source: 'https://firebase.google.com/docs/auth/admin/manage-sessions',
    isOf: isIssuedBy(/^https:\/\/(?:securetoken|session\.firebase)\.google\.com\//),
    revoke: { where: 'Firebase Authentication → its user → Disable account; revoke its refresh tokens' },
  }),
  issued({
    id: 'cognito-token',
    issuer: 'Amazon Cognito',
    kind: 'token of a user pool',
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html',
    isOf: isIssuedBy(/^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\//),
    revoke: {
      where: 'Cognito → its user pool → Users → its user → Sign out',
      commands: ['aws cognito-idp admin-user-global-sign-out --user-pool-id POOL --username USER'],
    },
  }),
  issued({
    id: 'snowflake-pat',
    issuer: 'Snowflake',
    kind: 'programmatic access token, or a session (JWT)',
    source: 'https://docs.snowflake.com/en/sql-reference/sql/alter-user-remove-programmatic-access-token',
    isOf: isIssuedBy(/^SF:\d+$/),
    revoke: {
      where: 'Snowsight → its user → Programmatic access tokens → Disable, or Remove',
      commands: [
        'ALTER USER NAME MODIFY PAT TOKEN_NAME SET DISABLED = TRUE',
        'ALTER USER NAME REMOVE PAT TOKEN_NAME',
      ],
      notes: ['SHOW USER PROGRAMMATIC ACCESS TOKENS lists their names; the first statement can be undone'],
    },
  }),
  issued({
    id: 'supabase-jwt-key',
    issuer: 'Supabase',
    kind: 'API key of a project (JWT)',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    isOf: ({ claims }) => claims.iss === 'supabase',
    revoke: { where: 'Project settings → JWT keys → rotate; the role `service_role` passes every row rule' },
  }),
  {
    id: 'jwe',
    issuer: '',
    kind: 'encrypted JSON Web Token (JWE)',
    pattern:
      /eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{0,2000}\.[A-Za-z0-9_-]{8,100}\.[A-Za-z0-9_-]{0,16000}\.[A-Za-z0-9_-]{8,100}/,
    marks: ['eyJ'],
    certainty: 'certain',
    read: (value) => {
      const header = readPart(value.split('.', 1)[0] ?? '');
      if (header === undefined || !('enc' in header)) return undefined;
      const { facts = [] } = jwtReading({ header, claims: {}, signature: '' });
      return { facts, notes: ['its claims are encrypted: only whom it is for can read them'] };
    },
    publicPart: 'how it is encrypted',
    revoke: { where: 'where it was issued: end the session or the grant it stands for' },
    source: 'https://www.rfc-editor.org/rfc/rfc7516',
  },
  issued({
    id: 'jwt',
    issuer: '',
    kind: 'JSON Web Token (JWT)',
    source,
    isOf: () => true,
    revoke: { where: 'where it was issued: most cannot be revoked and live until they expire' },
  }),
];

function issued({ isOf, ...facts }: Issued): TokenFormat {
  return {
    ...facts,
    pattern,
    marks: ['eyJ'],
    certainty: 'certain',
    publicPart: 'its claims; only the signature is kept secret',
    read: (value) => {
      const jwt = readJwt(value);
      return jwt !== undefined && isOf(jwt) ? jwtReading(jwt) : undefined;
    },
  };
}

function isIssuedBy(issuer: RegExp): (jwt: Jwt) => boolean {
  return ({ claims }) => typeof claims.iss === 'string' && issuer.test(claims.iss);
}
