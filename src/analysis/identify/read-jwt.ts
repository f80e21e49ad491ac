import { z } from 'zod';
import type { NamedValue, TokenReading } from '../../model/token-format.ts';

const fields = z.record(z.string(), z.unknown());
type Fields = z.infer<typeof fields>;

/** The readable parts of a JSON Web Token. */
export interface Jwt {
  readonly header: Fields;
  readonly claims: Fields;
  /** Empty where it is not signed. */
  readonly signature: string;
}

/** Reads a signed token without checking the signature. */
export function readJwt(value: string): Jwt | undefined {
  const [head = '', body = '', signature = '', ...rest] = value.split('.');
  const header = readPart(head);
  const claims = readPart(body);
  if (rest.length > 0 || header === undefined || claims === undefined || !('alg' in header)) return undefined;
  return { header, claims, signature };
}

/** Reads a part of a token that is a JSON object in base64url; undefined for everything else. */
export function readPart(part: string): Fields | undefined {
  if (part.length > partLengthMax) return undefined;
  try {
    return fields.safeParse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

const partLengthMax = 64 * 1024;

/** What the claims of a token say. Only claims that tell whose it is and what it is for are shown. */
export function jwtReading({ header, claims, signature }: Jwt): TokenReading {
  const subject = textOf(claims.sub);
  const jti = textOf(claims.jti);
  const flat = { ...flatten(claims['kubernetes.io'], 'kubernetes.io.'), ...claims };
  const facts = [...shown(header, headerNames), ...shown(flat, claimNames)];
  return {
    ...(jti !== undefined && {
      publicIds: [{ name: 'token id (jti)', value: jti }],
      otherIds: [`JTI=${jti}`],
    }),
    ...(subject !== undefined && { principalIds: [subject] }),
    facts,
    withheld: Object.keys(claims).filter((name) => !isShown(name)),
    notes: [
      signature === ''
        ? 'it is not signed: anybody can have written it'
        : 'the signature was not checked: these claims are what the token says, not what is so',
    ],
    ...timeOf('issuedAt', claims.iat),
    ...timeOf('expiresAt', claims.exp),
    secret: signature,
  };
}

const headerNames: ReadonlySet<string> = new Set(['alg', 'kid', 'typ']);

/** Who, for whom, by whom and for what: names of the standards and of the issuers in the table. */
const claimNames: ReadonlySet<string> = new Set([
  ...['iss', 'sub', 'aud', 'azp', 'act', 'client_id', 'cid', 'appid', 'app_displayname', 'idtyp'],
  ...['scope', 'scp', 'roles', 'role', 'permissions', 'token_use', 'tid', 'oid', 'uid', 'org_id', 'ref'],
  ...['preferred_username', 'upn', 'unique_name', 'username', 'email', 'cognito:username', 'hd'],
  ...['repository', 'repository_owner', 'workflow', 'job_workflow_ref', 'environment', 'actor', 'run_id'],
  ...['project_path', 'namespace_path', 'pipeline_id', 'job_id', 'user_login', 'firebase.sign_in_provider'],
  ...['kubernetes.io.namespace', 'kubernetes.io.serviceaccount.name', 'kubernetes.io.serviceaccount.uid'],
  ...['kubernetes.io.pod.name', 'kubernetes.io.node.name', 'kubernetes.io/serviceaccount/namespace'],
  ...['kubernetes.io/serviceaccount/service-account.name', 'kubernetes.io/serviceaccount/secret.name'],
  ...['kubernetes.io/serviceaccount/service-account.uid'],
]);

/** Claims that are told elsewhere: as the id, as times, or piece by piece. */
const toldNames: ReadonlySet<string> = new Set(['jti', 'iat', 'exp', 'nbf', 'kubernetes.io']);

function isShown(name: string): boolean {
  return claimNames.has(name) || toldNames.has(name);
}

function shown(from: Fields, names: ReadonlySet<string>): NamedValue[] {
  return [...names].flatMap((name) => {
    const value = Object.hasOwn(from, name) ? textOf(from[name]) : undefined;
    return value === undefined ? [] : [{ name, value }];
  });
}

function flatten(value: unknown, prefix: string): Record<string, unknown> {
  const parsed = fields.safeParse(value).data ?? {};
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, inner]) => {
      const deeper = fields.safeParse(inner).data;
      if (deeper === undefined) return [[`${prefix}${name}`, inner]];
      return Object.entries(deeper).map(([last, leaf]) => [`${prefix}${name}.${last}`, leaf]);
    }),
  );
}

/** Texts, numbers, and lists of them. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const items = value.filter((item) => typeof item === 'string' || typeof item === 'number');
  return items.length === 0 ? undefined : items.join(' ');
}

const secondsMax = 253_402_300_799;

function timeOf(name: 'issuedAt' | 'expiresAt', value: unknown): Record<string, number> {
  return typeof value === 'number' && value > 0 && value <= secondsMax ? { [name]: value * 1000 } : {};
}
