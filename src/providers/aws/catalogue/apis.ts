import { lazy, readDataFile } from './data-file.ts';
import { find, permissions } from './permissions.ts';

/** One API: where its calls are logged, whose actions they need, and where the two differ in name. */
export interface Api {
  readonly key: string;
  /** IAM prefixes whose actions are its operations, the usual one first. */
  readonly prefixes: readonly string[];
  /** Event sources as CloudTrail writes them, for example `monitoring.amazonaws.com`. */
  readonly sources: readonly string[];
  /** Other names under which people and SDKs know it. */
  readonly aliases: readonly string[];
  /** Operations whose permissions are not those of the same name. */
  readonly exceptions: readonly ApiException[];
}

export interface ApiException {
  readonly operation: string;
  /** Empty when the operation needs no permission. */
  readonly permissions: readonly string[];
}

/** All APIs, from the shipped data. */
export const apis = lazy(read);

/** Permission names of each IAM prefix. */
export const namesByPrefix = lazy(() => {
  const names = new Map<string, string[]>();
  for (const { service, name } of permissions()) {
    const own = names.get(service);
    if (own === undefined) names.set(service, [name]);
    else own.push(name);
  }
  return names;
});

function read(): readonly Api[] {
  const all: Api[] = [];
  let exceptions: ApiException[] = [];
  let prefix = '';
  for (const [first = '', second = '', sources = '', aliases = ''] of readDataFile('operations.tsv')) {
    if (first.startsWith('@')) {
      const prefixes = words(second);
      prefix = prefixes[0] ?? '';
      exceptions = [];
      const hosts = words(sources).map((source) => `${source}.amazonaws.com`);
      all.push({ key: first.slice(1), prefixes, sources: hosts, aliases: words(aliases), exceptions });
    } else {
      const full =
        second === '-' ? [] : words(second).map((name) => (name.includes(':') ? name : `${prefix}:${name}`));
      exceptions.push({ operation: first, permissions: full });
    }
  }
  return all;
}

function words(field: string): string[] {
  return field === '' ? [] : field.split(' ');
}

/** The permission that has an operation's own name under one of the API's prefixes. */
export function namesake(api: Api, operation: string): string | undefined {
  for (const prefix of api.prefixes) {
    const permission = find(`${prefix}:${operation}`);
    if (permission !== undefined) return permission.name;
  }
  return undefined;
}
