import { z } from 'zod';

const scopes = z.array(z.string()).readonly();

/** One operation of an API: which requests are of it, and which scopes let them pass. */
const operation = z.object({
  /** Upper case. */
  method: z.string(),
  /** As the document writes it, without the base path. */
  path: z.string(),
  /** What the document calls it, its `operationId`. */
  id: z.string().optional(),
  /** Sets of scopes of which any one is enough. One empty set: it needs none. */
  ways: z.array(scopes).readonly(),
});

/** What is kept of an OpenAPI document; the store remembers it as JSON. */
const api = z.object({
  kind: z.literal('api'),
  /** Names it in calls and in the store: a later document of the same name stands in its place. */
  id: z.string(),
  title: z.string(),
  /** Paths that its servers put before every path, the first server’s first. */
  bases: z.array(z.string()).readonly(),
  operations: z.array(operation).readonly(),
  /** Scopes that its security schemes declare. */
  scopes: z.array(z.string()).readonly(),
});

/** How lines of a text log are written, in the notation of nginx, Apache or Envoy. */
const logFormat = z.object({ kind: z.literal('log-format'), name: z.string(), format: z.string() });

export type Api = z.infer<typeof api>;
export type ApiOperation = z.infer<typeof operation>;
export type LogFormat = z.infer<typeof logFormat>;

const remembered = z.discriminatedUnion('kind', [api, logFormat]);

/** Reads back what the store remembers; undefined for what another version wrote. */
export function readRemembered(text: string): Api | LogFormat | undefined {
  try {
    return remembered.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
