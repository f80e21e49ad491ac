import type { Access } from './holders.ts';
import { withIncluded } from './permissions.ts';

const version = 'v61.0';

/** One request to an API, or a sign-in to the pages. `permissions` says what it takes. */
export interface SalesforceOperation {
  readonly kind: 'request' | 'sign-in';
  readonly method: string;
  readonly resource: string;
  readonly object: string;
  readonly permissions: readonly string[];
  /** Of these, what a refusal is for. */
  readonly lacking: readonly string[];
}

/** Somebody signs in to the pages: what he does there, no event tells object by object. */
export const signIn: SalesforceOperation = {
  kind: 'sign-in',
  method: 'GET',
  resource: '/index.jsp',
  object: '',
  permissions: [],
  lacking: [],
};

/** Records are asked for in Salesforce's language of queries. */
export function query(object: string): SalesforceOperation {
  return request('GET', 'query', object, 'read');
}

/** A record is made. */
export function create(object: string): SalesforceOperation {
  return request('POST', `sobjects/${object}`, object, 'create');
}

/** Records are changed, up to two hundred at once. */
export function update(object: string): SalesforceOperation {
  return request('PATCH', 'composite/sobjects', object, 'edit');
}

/** A record is deleted. */
export function remove(object: string): SalesforceOperation {
  return request('DELETE', `sobjects/${object}`, object, 'delete');
}

function request(method: string, resource: string, object: string, access: Access): SalesforceOperation {
  return {
    kind: 'request',
    method,
    resource: `/${version}/${resource}`,
    object,
    permissions: [...withIncluded(access).map((one) => `${object}:${one}`), 'ApiEnabled'],
    lacking: [`${object}:${access}`],
  };
}
