import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import type { TokenFormat } from '../../model/token-format.ts';

/** A made-up token, and the parts of it that nobody may learn. */
export interface GeneratedToken {
  readonly value: string;
  readonly secrets: readonly string[];
}

/** Makes tokens of a format: well-formed, with a right checksum, of nobody. */
export function generatedToken(format: TokenFormat): fc.Arbitrary<GeneratedToken> {
  const built = builders[format.id];
  if (built !== undefined) return built;
  const seal = seals[format.checksum?.name ?? ''] ?? ((text: string) => text);
  return fc.stringMatching(new RegExp(`^(?:${evenly(format.pattern.source)})$`)).map((text) => {
    const value = seal(text);
    return { value, secrets: format.isPublic ? [] : secretsOf(format, value) };
  });
}

/** Spells the classes of characters out, so that each character is as likely as another, not each range of them. */
function evenly(source: string): string {
  const spelt = (range: string) => {
    const [from = 0, to = 0] = [range.charCodeAt(0), range.charCodeAt(2)];
    return Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)).join('');
  };
  return source.replace(/\[(?!\^)((?:\\.|[^\]\\])+)\]/g, (_, inner: string) => {
    const plain = inner.replaceAll('\\w', 'A-Za-z0-9_').replaceAll('\\d', '0-9').replaceAll('\\/', '/');
    return `[${plain.replace(/[A-Za-z0-9]-[A-Za-z0-9]/g, spelt)}]`;
  });
}

/** What follows the mark, unless the vendor documents a public part: then what follows that. */
function secretsOf({ id, marks }: TokenFormat, value: string): string[] {
  const end = publicEnds[id];
  if (end !== undefined) return [value.slice(value.lastIndexOf(end) + 1)];
  const mark = marks.find((text) => value.startsWith(text)) ?? '';
  return [value.slice(mark.length)];
}

/** The last character of the public part. */
const publicEnds: Readonly<Record<string, string>> = {
  'salesforce-session': '!',
  'airtable-pat': '.',
  'slack-app-token': '-',
  'slack-webhook': '/',
  'discord-webhook': '/',
  'telegram-bot-token': ':',
  'sendgrid-api-key': '.',
  'kubernetes-bootstrap-token': '.',
  'tailscale-key': '-',
  'dynatrace-token': '.',
  'asana-token': ':',
};

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function digits(value: number, letters: string, length: number): string {
  if (length === 0) return '';
  return digits(Math.floor(value / letters.length), letters, length - 1) + letters[value % letters.length];
}

/** Checksums made the other way round than they are checked. */
const seals: Readonly<Record<string, (text: string) => string>> = {
  'CRC32 of the body, base62': (text) => {
    const [prefix = '', body = ''] = text.split('_');
    return `${prefix}_${body.slice(0, -6)}${digits(crc32(body.slice(0, -6)), base62, 6)}`;
  },
  'CRC32, base36': (text) => text.slice(0, -7) + crc32(text.slice(0, -7)).toString(36).padStart(7, '0'),
  'CRC32, hexadecimal': (text) =>
    text.slice(0, -8) + crc32(text.slice(0, -8)).toString(16).padStart(8, '0').toUpperCase(),
  'CRC32, hexadecimal, lowest byte first': (text) => {
    const pairs = crc32(text.slice(0, -9)).toString(16).padStart(8, '0').match(/../g) ?? [];
    return text.slice(0, -8) + pairs.reverse().join('');
  },
  'SHA-256 of the body, base32': (text) => {
    const hex = createHash('sha256').update(text.slice(0, -16)).digest('hex').slice(0, 10);
    return text.slice(0, -16) + digits(Number.parseInt(hex, 16), base32, 8) + text.slice(-8);
  },
};

const hex = (length: number) => fc.stringMatching(new RegExp(evenly(`^[0-9a-f]{${length}}$`)));
const url64 = (length: number) => fc.stringMatching(new RegExp(evenly(`^[A-Za-z0-9_-]{${length}}$`)));
const plain64 = (length: number) => fc.stringMatching(new RegExp(evenly(`^[A-Za-z0-9+/]{${length}}$`)));
const awsId = (prefix: string) =>
  fc.stringMatching(new RegExp(evenly('^[A-Z2-7]{16}$'))).map((rest) => prefix + rest);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims that no page may show stand beside those that say whose the token is. */
function jwt(claims: Readonly<Record<string, unknown>>, before = ''): fc.Arbitrary<GeneratedToken> {
  return fc
    .record({ signature: url64(86), password: url64(24), nonce: hex(32), jti: fc.uuid() })
    .map((given) => {
      const { signature, password, nonce, jti } = given;
      const body = { ...claims, jti, password, nonce, nested: { token: password }, exp: 1_900_000_000 };
      return {
        value: `${before}${encoded({ alg: 'RS256', kid: 'key-1' })}.${encoded(body)}.${signature}`,
        secrets: [signature, password, nonce],
      };
    });
}

/** The seed of an Ed25519 key in the form of PKCS #8. */
const privateKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((seed) => {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const body = der.toString('base64');
  return { pem: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`, secret: body.slice(22) };
});

const builders: Readonly<Record<string, fc.Arbitrary<GeneratedToken>>> = {
  'aws-secret-access-key': plain64(37).map((text) => ({ value: `${text}aB3`, secrets: [text] })),
  'aws-signed-url': fc.tuple(awsId('AKIA'), hex(64), plain64(90)).map(([keyId, signature, session]) => ({
    value: `https://reports.s3.amazonaws.com/2026/ledger.csv?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${keyId}%2F20260901%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20260901T101500Z&X-Amz-Expires=3600&X-Amz-Security-Token=${encodeURIComponent(session)}&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`,
    secrets: [signature, session, encodeURIComponent(session)],
  })),
  'aws-bedrock-api-key': plain64(46).map((secret) => {
    const body = Buffer.from(`BedrockAPIKey-ab12-at-123456789012:${secret}`).toString('base64');
    return { value: `ABSK${body}`, secrets: [secret, body.slice(48)] };
  }),
  'github-installation-jwt': jwt({ iss: 'github', sub: 'installation' }, 'ghs_123456_'),
  'google-service-account-key': fc.tuple(hex(40), privateKey).map(([keyId, { pem, secret }]) => ({
    value: JSON.stringify({
      type: 'service_account',
      project_id: 'demo-project',
      private_key_id: keyId,
      private_key: `${pem}\n`,
      client_email: 'robot@demo-project.iam.gserviceaccount.com',
      token_uri: 'https://oauth2.googleapis.com/token',
    }),
    secrets: [secret],
  })),
  'azure-storage-sas': plain64(43).map((signature) => ({
    value: `sv=2024-11-04&ss=b&srt=co&sp=rl&se=2026-12-31T00:00:00Z&st=2026-01-01T00:00:00Z&spr=https&sig=${encodeURIComponent(`${signature}=`)}`,
    secrets: [signature, encodeURIComponent(signature)],
  })),
  'discord-bot-token': fc
    .tuple(fc.bigInt(10n ** 17n, 10n ** 18n - 1n), url64(6), url64(38))
    .map(([id, time, hmac]) => ({
      value: `${Buffer.from(String(id)).toString('base64url')}.${time}.${hmac}`,
      secrets: [hmac],
    })),
  'pypi-token': fc
    .tuple(fc.uuid(), fc.uint8Array({ minLength: 32, maxLength: 32 }))
    .map(([id, signature]) => {
      const field = (kind: number, bytes: Uint8Array) =>
        Buffer.concat([Buffer.from([kind, bytes.length]), bytes]);
      const caveat = Buffer.from('[1,["0aa0bb1c-5d5e-4f6a-8b7c-9d0e1f2a3b4c"]]');
      const bytes = Buffer.concat([
        Buffer.from([2]),
        field(1, Buffer.from('pypi.org')),
        field(2, Buffer.from(id)),
        Buffer.from([0]),
        field(2, caveat),
        Buffer.from([0, 0]),
        field(6, signature),
      ]);
      return {
        value: `pypi-${bytes.toString('base64url')}`,
        secrets: [bytes.toString('base64url').slice(-40)],
      };
    }),
  'grafana-cloud-token': plain64(40).map((secret) => {
    const body = Buffer.from(JSON.stringify({ o: '123456', n: 'policy-token', k: secret, m: { r: 'eu' } }));
    return {
      value: `glc_${body.toString('base64')}`,
      secrets: [secret, body.toString('base64').slice(50, 90)],
    };
  }),
  'sentry-organisation-token': plain64(43).map((secret) => {
    const body = Buffer.from(JSON.stringify({ iat: 1_780_000_000.5, url: 'https://sentry.io', org: 'acme' }));
    return { value: `sntrys_${body.toString('base64')}_${secret}`, secrets: [secret] };
  }),
  'private-key': privateKey.map(({ pem, secret }) => ({ value: pem, secrets: [secret] })),
  'pgp-private-key': plain64(200).map((body) => ({
    value: `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${body}\n-----END PGP PRIVATE KEY BLOCK-----`,
    secrets: [body],
  })),
  jwe: fc.tuple(url64(86), url64(22), url64(60), url64(22)).map(([key, iv, body, tag]) => ({
    value: [encoded({ alg: 'RSA-OAEP', enc: 'A256GCM' }), key, iv, body, tag].join('.'),
    secrets: [key, body, tag],
  })),
  jwt: jwt({ iss: 'https://issuer.example', sub: 'someone' }),
  'kubernetes-service-account': jwt({
    iss: 'https://kubernetes.default.svc',
    sub: 'system:serviceaccount:shop:checkout',
    'kubernetes.io': { namespace: 'shop', serviceaccount: { name: 'checkout', uid: 'u-1' } },
  }),
  'github-actions-oidc': jwt({
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:acme/shop:ref:refs/heads/main',
  }),
  'gitlab-ci-oidc': jwt({ iss: 'https://gitlab.example', project_path: 'acme/shop', pipeline_id: '12' }),
  'entra-token': jwt({ iss: 'https://sts.windows.net/11111111-2222-3333-4444-555555555555/', appid: 'app' }),
  'okta-token': jwt({ iss: 'https://acme.okta.com/oauth2/default', cid: '0oa1', sub: 'ada@acme.example' }),
  'auth0-token': jwt({ iss: 'https://acme.eu.auth0.com/', sub: 'auth0|1' }),
  'google-id-token': jwt({ iss: 'https://accounts.google.com', sub: '1' }),
  'firebase-id-token': jwt({ iss: 'https://securetoken.google.com/acme', sub: '1' }),
  'cognito-token': jwt({ iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc', sub: '1' }),
  'snowflake-pat': jwt({ iss: 'SF:1049', p: '123:456' }),
  'supabase-jwt-key': jwt({ iss: 'supabase', role: 'service_role', ref: 'project' }),
};
