import type { Api, ApiOperation } from '../api.ts';
import { basePaths } from './base-paths.ts';
import {
  document,
  type OpenApiDocument,
  operationObject,
  pathItem,
  type Requirements,
  securityScheme,
} from './document.ts';
import { parseText } from './parse-text.ts';
import { waysOf } from './ways.ts';

/** What could be read of an API, or why nothing could. */
export type ApiRead = { readonly api: Api } | { readonly problem: string };

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const operationsMax = 20_000;
const idLengthMax = 200;

/** Reads an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, JSON or YAML; undefined for a text that is none. */
export function readApi(text: string): ApiRead | undefined {
  const value = parseText(text);
  const read = document.safeParse(value).data;
  if (read === undefined) return undefined;
  const operations = operationsOf(read);
  if (operations.length > operationsMax)
    return { problem: `an API of more than ${operationsMax} operations` };
  const bases = basePaths(read);
  return {
    api: {
      kind: 'api',
      id: apiId(read),
      title: read.info.title.slice(0, 200),
      bases,
      operations,
      scopes: declaredScopes(read),
    },
  };
}

/** An operation where a document has it, and its own list of what callers need. */
export interface ListedOperation {
  readonly path: string;
  readonly method: (typeof methods)[number];
  readonly operationId: string | undefined;
  readonly security: Requirements;
}

/** Lists the operations of a document. */
export function listOperations(read: OpenApiDocument): readonly ListedOperation[] {
  return Object.entries(read.paths).flatMap(([path, value]) => {
    if (!path.startsWith('/')) return [];
    const item = pathItemOf(value, read);
    return methods.flatMap((method): ListedOperation[] => {
      const operation = item && operationObject.safeParse(item[method]).data;
      if (operation === undefined) return [];
      const { operationId, security } = operation;
      return [{ path, method, operationId, security }];
    });
  });
}

function operationsOf(read: OpenApiDocument): readonly ApiOperation[] {
  return listOperations(read).map(({ method, path, operationId = '', security }) => ({
    method: method.toUpperCase(),
    path,
    ...(isId(operationId) && { id: operationId }),
    ways: waysOf(security, read.security),
  }));
}

/** As logs may name it. */
function isId(text: string): boolean {
  return text.length <= idLengthMax && /^\S(.*\S)?$/.test(text);
}

/** A path item may stand elsewhere in the document. */
function pathItemOf(value: unknown, { components }: OpenApiDocument): Record<string, unknown> | undefined {
  const item = pathItem.safeParse(value).data;
  const name = /^#\/components\/pathItems\/([^/]+)$/.exec(item?.$ref ?? '')?.[1];
  if (name === undefined) return item;
  return pathItem.safeParse(components?.pathItems?.[decodePointer(name)]).data ?? item;
}

function decodePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function declaredScopes({ components, securityDefinitions }: OpenApiDocument): readonly string[] {
  const schemes = Object.values({ ...securityDefinitions, ...components?.securitySchemes });
  const names = schemes.flatMap((value) => {
    const scheme = securityScheme.safeParse(value).data;
    const flows = Object.values(scheme?.flows ?? {});
    return [scheme?.scopes, ...flows.map(({ scopes }) => scopes)].flatMap((some) => Object.keys(some ?? {}));
  });
  return [...new Set(names)].sort();
}

/** Names an API by its title and the path that its servers put first. */
export function apiId(read: OpenApiDocument): string {
  const slug = read.info.title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return `${slug === '' ? 'api' : slug}${basePaths(read)[0] ?? ''}`;
}
