import { lazy, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { linesOf, readSections } from './data-file.ts';
import { find } from './permissions.ts';

/** One API: where its calls are logged, whose actions they need, and where the two differ in name. */
export interface Api {
  readonly key: string;
  /** IAM prefixes whose actions are its operations, the usual one first. */
  readonly prefixes: readonly string[];
  /** Event sources without `.amazonaws.com`. */
  readonly sources: readonly string[];
  /** Other names under which people and SDKs know it. */
  readonly aliases: readonly string[];
  /** Whether operations that nothing is known of need no permission. */
  readonly isOpen: boolean;
  /** Operations whose permissions are not those of the same name, by name in lower case. */
  readonly exceptions: ReadonlyMap<string, ApiException>;
}

export interface ApiException {
  /** The operation's name as the logs spell it. */
  readonly operation: string;
  /** Empty when it needs none; `undefined` when its permission is not known. */
  readonly permissions: readonly string[] | undefined;
}

const rest = '*';

/** All APIs, from the shipped data. */
export const apis: () => readonly Api[] = lazy(() =>
  readSections('operations.tsv').map((section) => {
    const [key = '', prefixField, sources, aliases] = section.head;
    const prefixes = wordsOf(prefixField);
    const exceptions = linesOf(section).map(([operation = '', permissions]) => ({
      operation,
      permissions: permissionsIn(permissions, prefixes[0]),
    }));
    return {
      key,
      prefixes,
      sources: wordsOf(sources),
      aliases: wordsOf(aliases),
      isOpen: exceptions.some(({ operation }) => operation === rest),
      exceptions: new Map(exceptions.map((exception) => [exception.operation.toLowerCase(), exception])),
    };
  }),
);

/**
 * The APIs that a name may mean, likeliest first. The name is an event source, an IAM prefix, an SDK's service id or a
 * signing name, in any letter case.
 */
export function apisOf(source: string): readonly Api[] {
  const short = source
    .trim()
    .toLowerCase()
    .replace(/\.amazonaws\.com(?:\.cn)?$/, '');
  return byAlias().get(plain(short)) ?? byAlias().get(plain(short.split('.', 1)[0] ?? '')) ?? [];
}

/** The permission that has an operation's own name under one of the API's prefixes. */
export function namesake(api: Api, operation: string): string | undefined {
  for (const prefix of api.prefixes) {
    const permission = find(`${prefix}:${operation}`);
    if (permission !== undefined) return permission.name;
  }
  return undefined;
}

const byAlias = lazy(() => {
  const ranked = new Map<string, Map<Api, number>>();
  for (const api of apis()) {
    add(api.key, api, 0);
    for (const prefix of api.prefixes.slice(0, 1)) add(prefix, api, 1);
    for (const source of api.sources) add(source, api, 2);
    for (const alias of api.aliases) add(alias, api, 3);
  }
  return new Map([...ranked].map(([alias, found]) => [alias, byRank(found)]));

  function add(name: string, api: Api, rank: number): void {
    const alias = plain(name);
    const found = ranked.get(alias) ?? new Map<Api, number>();
    found.set(api, Math.min(rank, found.get(api) ?? rank));
    ranked.set(alias, found);
  }
});

function byRank(found: ReadonlyMap<Api, number>): readonly Api[] {
  return [...found].sort((a, b) => a[1] - b[1]).map(([api]) => api);
}

/** Letters and digits only, so that `S3 Control`, `s3-control` and `s3control` are one name. */
function plain(name: string): string {
  return name.replaceAll(/[^a-z0-9]/g, '');
}

function permissionsIn(field: string | undefined, prefix: string | undefined): readonly string[] | undefined {
  if (field === '?') return undefined;
  if (field === '-') return [];
  return wordsOf(field).map((name) => (name.includes(':') ? name : `${prefix}:${name}`));
}
