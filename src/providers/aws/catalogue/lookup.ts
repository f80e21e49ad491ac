import type { Lookup, Operation } from '../../../model/permission.ts';
import { type Api, apis, namesake } from './apis.ts';
import { lazy } from './data-file.ts';

/** Sources whose calls never need a permission: signing in happens before there is anything to allow. */
const permissionlessSources: ReadonlySet<string> = new Set(['signin']);

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
    const exception = exceptionsOf(api).get(name.toLowerCase());
    if (exception !== undefined) return exception;
  }
  for (const api of candidates) {
    const named = namesake(api, name);
    if (named !== undefined) return { permissions: [named], basis: 'named' };
  }
  return permissionlessSources.has(shortSource(operation.source)) ? none : unknown;
}

/**
 * The operation's name without the API version that CloudTrail appends to it for Lambda
 * (`CreateFunction20150331`, `UpdateFunctionCode20150331v2`) and CloudFront (`CreateDistribution2020_05_31`).
 */
export function withoutVersion(name: string): string {
  return name.replace(/(?:\d{8}(?:v\d{1,3})?|\d{4}_\d{2}_\d{2})$/, '');
}

function apisOf(source: string): readonly Api[] {
  const short = shortSource(source);
  const known = apisByAlias();
  return known.get(plain(short)) ?? known.get(plain(short.split('.', 1)[0] ?? '')) ?? [];
}

function shortSource(source: string): string {
  return source
    .trim()
    .toLowerCase()
    .replace(/\.amazonaws\.com(?:\.cn)?$/, '');
}

/** Letters and digits only, so that `S3 Control`, `s3-control` and `s3control` are one name. */
function plain(name: string): string {
  return name.replaceAll(/[^a-z0-9]/g, '');
}

const apisByAlias = lazy(() => {
  const ranked = new Map<string, Map<Api, number>>();
  for (const api of apis()) {
    const [usual, ...others] = api.prefixes;
    if (usual !== undefined) add(usual, api, usual === api.key ? 0 : 1);
    for (const host of api.sources) add(shortSource(host), api, 2);
    add(api.key, api, 0);
    for (const alias of api.aliases) add(alias, api, 3);
    for (const prefix of others) add(prefix, api, 4);
  }
  return new Map(
    [...ranked].map(([alias, found]) => [alias, [...found].sort((a, b) => a[1] - b[1]).map(([api]) => api)]),
  );

  function add(name: string, api: Api, rank: number): void {
    const alias = plain(name);
    const found = ranked.get(alias) ?? new Map<Api, number>();
    found.set(api, Math.min(rank, found.get(api) ?? rank));
    ranked.set(alias, found);
  }
});

const exceptionCache = new Map<Api, ReadonlyMap<string, Lookup>>();

function exceptionsOf(api: Api): ReadonlyMap<string, Lookup> {
  const cached = exceptionCache.get(api);
  if (cached !== undefined) return cached;
  const made = new Map(
    api.exceptions.map((exception) => [exception.operation.toLowerCase(), answer(api, exception)]),
  );
  exceptionCache.set(api, made);
  return made;
}

function answer(api: Api, { operation, permissions }: Api['exceptions'][number]): Lookup {
  if (permissions.length === 0) return none;
  const isNamesake = permissions.length === 1 && permissions[0] === namesake(api, operation);
  return { permissions, basis: isNamesake ? 'named' : 'mapped' };
}
