import { LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type JsonPart, readJsonText } from '../../shared/text/json-text.ts';

/** An object of the API as it lies in a file: of any kind, in a list or not. */
export interface Manifest {
  readonly kind: string;
  readonly apiVersion: string;
  readonly body: object;
}

/** Reads the manifests of a text: JSON, or YAML with one document or several. */
export function readManifests(text: string): readonly (Manifest | { readonly reason: string })[] {
  return partsOf(text).flatMap((part) => ('reason' in part ? [part] : manifestsIn(part.value)));
}

/** Takes lists apart, of whatever kind they say they are. */
export function manifestsIn(value: unknown): readonly (Manifest | { readonly reason: string })[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(manifestsIn);
  const list = listSchema.safeParse(value).data;
  if (list !== undefined) {
    // Items of a list of one kind need not repeat it.
    const of = list.kind.replace(/List$/, '');
    return list.items.flatMap((item) =>
      manifestsIn(of === '' ? item : { kind: of, apiVersion: list.apiVersion, ...objectOf(item) }),
    );
  }
  const read = manifestSchema.safeParse(value).data;
  if (read === undefined) return [{ reason: 'an entry is no object of Kubernetes' }];
  return [{ kind: read.kind, apiVersion: read.apiVersion, body: read }];
}

const listSchema = z.looseObject({
  kind: z.string().endsWith('List'),
  apiVersion: z.string().default('v1'),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});
const manifestSchema = z.looseObject({ kind: z.string().min(1), apiVersion: z.string().default('') });

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function partsOf(text: string): readonly (JsonPart | { readonly reason: string })[] {
  return /^\uFEFF?\s*[[{]/.test(text) ? readJsonText(text).map(placed) : yamlParts(text);
}

function placed(part: JsonPart): JsonPart | { readonly reason: string } {
  return 'reason' in part ? { reason: `${part.reason} at offset ${part.offset}` } : part;
}

function yamlParts(text: string): readonly (JsonPart | { readonly reason: string })[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [error] = document.errors;
    const line = lines.linePos(error?.pos[0] ?? document.range[0]).line;
    if (error !== undefined) return { reason: `malformed YAML at line ${line}` };
    try {
      return { offset: document.range[0], value: document.toJS({ maxAliasCount: aliasesMax }) as unknown };
    } catch {
      return { reason: `YAML that refers to itself too often, at line ${line}` };
    }
  });
}

/** A document of a few hundred bytes can stand for gigabytes by naming its own parts again and again. */
const aliasesMax = 100;
