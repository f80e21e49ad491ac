import type { Lookup, Operation } from '../../../model/permission.ts';
import { type ApiException, apisOf, namesake } from './apis.ts';

const unknown: Lookup = { permissions: [], basis: 'unknown' };
const none: Lookup = { permissions: [], basis: 'none' };

/**
 * Which permissions an operation needs. The source may be an event source (`monitoring.amazonaws.com`), an IAM prefix
 * (`cloudwatch`), an SDK's service id (`CloudWatch`) or a signing name, in any letter case; the operation's name may
 * carry a version (`CreateFunction20150331`). Answers `unknown` rather than guess.
 */
export function lookup(operation: Operation): Lookup {
  const name = withoutVersion(operation.name.trim());
  const candidates = apisOf(operation.source);
  for (const api of candidates) {
    const exception = api.exceptions.get(name.toLowerCase());
    if (exception !== undefined) return answer(exception);
  }
  for (const api of candidates) {
    const named = namesake(api, name);
    if (named !== undefined) return { permissions: [named], basis: 'named' };
  }
  return candidates[0]?.isOpen ? none : unknown;
}

/** What an exception says, in the form of an answer. */
export function answer({ operation, permissions }: ApiException): Lookup {
  if (permissions === undefined) return unknown;
  const [only, ...others] = permissions;
  if (only === undefined) return none;
  const isNamesake =
    others.length === 0 && only.slice(only.indexOf(':') + 1).toLowerCase() === operation.toLowerCase();
  return { permissions, basis: isNamesake ? 'named' : 'mapped' };
}

/**
 * The operation's name without the API version that CloudTrail appends to it for Lambda
 * (`CreateFunction20150331`, `UpdateFunctionCode20150331v2`) and CloudFront (`CreateDistribution2020_05_31`).
 */
export function withoutVersion(name: string): string {
  return name.replace(/(?:\d{8}(?:v\d{1,3})?|\d{4}_\d{2}_\d{2})$/, '');
}
