import type { JsonObject } from '../json.ts';
import type { Repository } from './holders.ts';

/**
 * One thing that can be done on GitHub. `permissions` says what a token needs for it; the simulation states that
 * itself, so that it can judge whoever looks it up. Reading that comes with writing is not named.
 */
export interface GithubOperation {
  readonly action: string;
  readonly operationType: 'access' | 'create' | 'modify' | 'remove' | 'authentication' | 'transfer';
  readonly permissions: readonly string[];
  readonly repository?: Repository;
  readonly fields: JsonObject;
  /** Set for requests that do not tell what they need. */
  readonly isOpen?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const typeOf = { GET: 'access', POST: 'create', PUT: 'modify', PATCH: 'modify', DELETE: 'remove' } as const;

/** A request to the API. What stands in braces in the route is filled from `values`, the repository's name by itself. */
export function request(
  method: Method,
  route: string,
  permissions: string | readonly string[],
  repository?: Repository,
  values: Readonly<Record<string, string | number>> = {},
): GithubOperation {
  const [owner = '', repo = ''] = repository?.fullName.split('/') ?? [];
  const filled: Readonly<Record<string, string | number>> = {
    owner,
    repo,
    org: 'meridian-freight',
    ...values,
  };
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? name));
  return {
    action: 'api.request',
    operationType: typeOf[method],
    permissions: typeof permissions === 'string' ? [permissions] : permissions,
    ...(repository && { repository }),
    fields: { request_category: 'api', request_method: method, route, url_path: path, query_string: '' },
  };
}

/** A GraphQL request: the log holds nothing of what it asks for. */
export const graphql: GithubOperation = {
  action: 'api.request',
  operationType: 'access',
  permissions: [],
  fields: { request_category: 'api', request_method: 'POST', route: '/graphql', url_path: '/graphql' },
  isOpen: true,
};

/** Something done with Git itself. */
export function git(
  verb: 'clone' | 'fetch' | 'push',
  repository: Repository,
  protocol: 'http' | 'ssh',
): GithubOperation {
  return {
    action: `git.${verb}`,
    operationType: verb === 'push' ? 'modify' : 'access',
    permissions: [verb === 'push' ? 'contents:write' : 'contents:read'],
    repository,
    fields: {
      transport_protocol: protocol === 'http' ? 1 : 2,
      transport_protocol_name: protocol,
      repository_public: false,
    },
  };
}

/** Any other event of the log. */
export function event(
  action: string,
  operationType: GithubOperation['operationType'],
  repository?: Repository,
  fields: JsonObject = {},
): GithubOperation {
  return { action, operationType, permissions: [], ...(repository && { repository }), fields };
}
