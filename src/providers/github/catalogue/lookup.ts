import type { Lookup, Operation } from '../../../model/permission.ts';
import { lazy } from '../../shared/catalogue/catalogue-file.ts';
import { knownOperations } from './operations.ts';
import { routeKey, templateOf } from './route.ts';

const unknown: Lookup = { permissions: [], basis: 'unknown' };

const byKey = lazy(() => new Map(knownOperations().map(({ name, answer }) => [routeKey(name), answer])));

/**
 * Which permissions an operation needs: a route (`GET /repos/{owner}/{repo}/pulls`), a request’s own path
 * (`GET /repos/octo/web/pulls`), or an action of the audit log (`git.push`, `repo.create`). The name alone decides,
 * since no two sources share one. Answers `unknown` rather than guess; GraphQL requests do not tell what they need.
 */
export function lookup({ name }: Operation): Lookup {
  const text = name.trim();
  const request = /^([A-Za-z]+)\s+(?:https?:\/\/[^/\s]+)?(?:\/api\/v3)?(\/\S*)$/.exec(text);
  if (request === null) return lookupAction(text);
  const [, method = '', path = ''] = request;
  const verb = method.toUpperCase();
  const found = byKey().get(routeKey(`${verb} ${path}`));
  if (found !== undefined) return found;
  const template = templateOf(verb, path);
  return (template !== undefined && byKey().get(routeKey(template))) || unknown;
}

function lookupAction(action: string): Lookup {
  const category = action.split('.')[0];
  return byKey().get(action) ?? byKey().get(`${category}.*`) ?? unknown;
}
