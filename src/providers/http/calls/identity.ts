import type { Expressions } from '../../shared/calls/layers.ts';

/** Values that stand for nothing. */
const nothing = "('', '-', 'null', 'undefined', 'anonymous', 'unknown', 'nil', 'None', '\"-\"')";

function clean(column: string): string {
  return `if(${column} IN ${nothing}, '', ${column})`;
}

function hashed(value: string): string {
  return `concat('sha256:', lower(hex(SHA256(${value}))))`;
}

/** An id that is a secret all the same is hashed like one. */
function safe(value: string): string {
  return `if(match(${value}, '^(eyJ[A-Za-z0-9_-]{8,}|(sk|pk|rk)[-_]|(?i:bearer|basic) )'), ${hashed(value)}, ${value})`;
}

function claim(...names: readonly string[]): string {
  const [name = '', ...others] = names;
  const own = `JSONExtractString(claims, '${name}')`;
  return others.length === 0 ? own : `if(${own} != '', ${own}, ${claim(...others)})`;
}

/**
 * Attribution: which key, client, consumer or user made the call. The value of a key is never kept: its SHA-256 is its id,
 * and of a signed token only what it says of itself.
 */
export const identity: Expressions = {
  secret_text: `if(${clean('t_secret')} != '', t_secret, query_secret)`,
  is_basic: "match(secret_text, '^(?i:basic) ')",
  secret_value: `multiIf(
    is_basic OR match(secret_text, '^[*x.#]+$') OR match(secret_text, '(?i)redact|masked|hidden|filtered'), '',
    replaceRegexpOne(secret_text, '^(?i:bearer|token|apikey|key) +', ''))`,
  is_jwt: "match(secret_value, '^eyJ[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+([.]|$)')",
  claims: "if(is_jwt, tryBase64URLDecode(splitByChar('.', secret_value)[2]), '')",
  key_id: `multiIf(
    ${clean('t_key')} != '', ${safe('t_key')},
    is_jwt, ${claim('jti')},
    secret_value != '', ${hashed('secret_value')},
    '')`,
  client_id: `multiIf(${clean('t_client')} != '', ${safe('t_client')}, is_jwt, ${claim('client_id', 'azp')}, '')`,
  consumer_id: `multiIf(
    ${clean('t_consumer')} != '', ${safe('t_consumer')},
    is_basic, splitByChar(':', tryBase64Decode(trim(substring(secret_text, 7))))[1],
    '')`,
  user_id: `multiIf(${clean('t_subject')} != '', ${safe('t_subject')}, is_jwt, ${claim('sub')}, '')`,
  // A token that lives for minutes is one of its client’s.
  is_key: "key_id != '' AND NOT (is_jwt AND client_id != '')",
  token_kind: `multiIf(
    is_key, 'api-key',
    client_id != '', 'oauth-client',
    consumer_id != '', 'consumer',
    user_id != '', 'user',
    is_jwt, 'api-key',
    '')`,
  token_id: `substring(multiIf(
    is_key, key_id,
    client_id != '', client_id,
    consumer_id != '', consumer_id,
    user_id != '', user_id,
    is_jwt, ${hashed('secret_value')},
    ''), 1, 128)`,
  // Whose log names nobody is counted apart: it says nothing of those that other lines name.
  account:
    "transform(token_kind, ['api-key', 'oauth-client', 'consumer', 'user'], ['keys', 'clients', 'consumers', 'users'], 'anonymous')",
  principal_account: 'account',
  principal_kind: "if(token_id = '', 'anonymous', token_kind)",
  principal_id:
    "if(token_id = '', 'anonymous', concat(transform(token_kind, ['api-key', 'oauth-client', 'consumer', 'user'], ['key', 'client', 'consumer', 'user'], ''), '/', token_id))",
  credential_id: "if(is_jwt, substring(key_id, 1, 128), '')",
  // The scopes that the token held at the moment of the call.
  told_scopes: `if(${clean('t_scopes')} != '', t_scopes, if(is_jwt, if(JSONHas(claims, 'scope'), JSONExtractString(claims, 'scope'), arrayStringConcat(JSONExtract(claims, 'scp', 'Array(String)'), ' ')), ''))`,
  session: `substring(arrayStringConcat(arraySort(arrayDistinct(arrayFilter(scope -> scope NOT IN ('', '-'), splitByRegexp('[ ,;]+', replaceRegexpAll(told_scopes, '[\\\\[\\\\]"]', ''))))), ' '), 1, 1024)`,
  via: "''",
};
