import type { Lookup, Operation } from '../../../model/permission.ts';
import { type Api, type ApiException, apisOf, namesake } from './apis.ts';

const unknown: Lookup = { permissions: [], basis: 'unknown' };
const none: Lookup = { permissions: [], basis: 'none' };

/**
 * Which permissions an operation needs. The source may be an event source (`monitoring.amazonaws.com`), an IAM prefix
 * (`cloudwatch`), an SDK's service id (`CloudWatch`) or a signing name, in any letter case; the operation's name may
 * carry a version (`CreateFunction20150331`). Answers `unknown` rather than guess.
 */
export function lookup(operation: Operation): Lookup {
  return lookupIn(apisOf(operation.source), withoutVersion(operation.name.trim()));
}

/** The answer of the first of several APIs that knows the operation; the name must be without version. */
export function lookupIn(candidates: readonly Api[], name: string): Lookup {
  const lower = name.toLowerCase();
  for (const api of candidates) {
    const exception = api.exceptions.get(lower);
    if (exception !== undefined) return answer(exception);
    const permission = namesake(api, name);
    if (permission !== undefined) return { permissions: [permission], basis: 'named' };
  }
  return candidates[0]?.isOpen ? none : unknown;
}

/** What an exception says, in the form of an answer. */
function answer({ operation, permissions }: ApiException): Lookup {
  if (permissions === undefined) return unknown;
  const [only, ...others] = permissions;
  if (only === undefined) return none;
  const isNamesake =
    others.length === 0 && only.slice(only.indexOf(':') + 1).toLowerCase() === operation.toLowerCase();
  return { permissions, basis: isNamesake ? 'named' : 'mapped' };
}

/**
 * What CloudTrail appends to an operation's name: the API version, for Lambda (`CreateFunction20150331`,
 * `UpdateFunctionCode20150331v2`) and CloudFront (`CreateDistribution2020_05_31`). A regular expression that RE2 and
 * JavaScript read alike.
 */
export const versionSuffix = '([0-9]{8}(v[0-9]{1,3})?|[0-9]{4}_[0-9]{2}_[0-9]{2})$';

const versionSuffixPattern = new RegExp(versionSuffix);

/** The operation's name without the API version at its end. */
export function withoutVersion(name: string): string {
  return name.replace(versionSuffixPattern, '');
}
