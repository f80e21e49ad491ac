import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inputPaths } from './input-paths.ts';

/** One operation of an API, as far as the catalogue needs it. */
export interface ApiOperation {
  readonly name: string;
  /** HTTP verb, for the API whose permissions are verbs. */
  readonly method: string;
  /** Paths in the request that carry a role for the service to use. */
  readonly roles: readonly string[];
  /** Paths in the request that carry tags for the thing being made. */
  readonly tags: readonly string[];
}

/** One API of a service. */
export interface ApiModel {
  /** The service id in lower case without spaces or signs, for example `s3control`. */
  readonly key: string;
  readonly endpointPrefix: string;
  readonly signingName: string;
  /** Other names under which SDKs know the API. */
  readonly aliases: readonly string[];
  readonly operations: ReadonlyMap<string, ApiOperation>;
}

/** A shape of an API description; both generations of description use this form. */
export interface Shape {
  readonly shape?: string;
  readonly type?: string;
  readonly locationName?: string;
  readonly members?: Readonly<Record<string, Shape>>;
  readonly member?: Shape;
  readonly value?: Shape;
  readonly flattened?: boolean;
}

/** An API description file, as far as it is read here. */
export interface ApiDescription {
  readonly metadata: {
    readonly serviceId?: string;
    readonly endpointPrefix: string;
    readonly signingName?: string;
    readonly protocol: string;
    readonly serviceAbbreviation?: string;
  };
  readonly operations: Readonly<
    Record<string, { readonly http?: { readonly method?: string }; readonly input?: Shape }>
  >;
  readonly shapes?: Readonly<Record<string, Shape>>;
}

/** Reads the newest version of every API from the `aws-sdk` package. */
export function readSdkModels(): ApiModel[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve('aws-sdk/package.json')), 'apis');
  const newest = new Map<string, string>();
  for (const file of readdirSync(folder).sort()) {
    const name = /^(.+)-\d{4}-\d\d-\d\d\.min\.json$/.exec(file)?.[1];
    if (name !== undefined) newest.set(name, file);
  }
  const classNames = readJson<Record<string, { name: string; prefix?: string }>>(
    join(folder, 'metadata.json'),
  );
  const byPrefix = new Map(
    Object.entries(classNames).map(([key, entry]) => [entry.prefix ?? key, [key, entry.name]]),
  );
  return [...newest].map(([name, file]) =>
    toModel(readJson<ApiDescription>(join(folder, file)), [name, ...(byPrefix.get(name) ?? [])]),
  );
}

/** Turns an API description into a model; `aliases` are further names of the API. */
export function toModel(api: ApiDescription, aliases: readonly string[]): ApiModel {
  const { endpointPrefix, signingName = endpointPrefix, serviceId = endpointPrefix } = api.metadata;
  const operations = Object.entries(api.operations).map(([name, { http, input }]): ApiOperation => {
    const paths = inputPaths(api, input);
    return { name, method: http?.method ?? 'POST', ...paths };
  });
  return {
    key: plain(serviceId),
    endpointPrefix,
    signingName,
    aliases: [...new Set(aliases.map(plain))],
    operations: new Map(operations.map((operation) => [operation.name, operation])),
  };
}

/** A name reduced to what all spellings share: lower-case letters and digits. */
export function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Joins models of the same API: operations of all, details of the last that has them. */
export function mergeModels(models: readonly ApiModel[]): ApiModel[] {
  const merged = new Map<string, ApiModel>();
  for (const model of models) {
    const earlier = merged.get(model.key);
    merged.set(model.key, {
      ...model,
      aliases: [...new Set([...(earlier?.aliases ?? []), ...model.aliases])].sort(),
      operations: new Map([...(earlier?.operations ?? []), ...model.operations]),
    });
  }
  return [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

// Files of a pinned package: their shape is fixed by its published version.
function readJson<T>(path: string): T {
  const value: T = JSON.parse(readFileSync(path, 'utf8'));
  return value;
}
