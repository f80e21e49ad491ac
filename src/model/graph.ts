import { z } from 'zod';
import { windowShape } from './report.ts';

const count = z.int().nonnegative();
const time = z.iso.datetime();

/**
 * `token` is a credential that is kept, `principal` whoever its holder is; all sessions of a principal are the principal.
 * `outside` is an identity of which nothing is held: a service, another account, a subject of a foreign issuer, anyone.
 */
export const nodeKind = z.enum(['token', 'principal', 'role', 'resource', 'outside']);
export type NodeKind = z.infer<typeof nodeKind>;

/**
 * Whoever has the one end has the other by it. `acts-as`: a token its principal; `assumes`: an identity another one that lets
 * it in; `makes`: an identity a token that it created; `keeps`: an identity a token that a secret of its
 * most likely holds; `takes-over`: an identity another one by a permission; `holds`: a
 * principal or token a role; `gives`: a role resources; `reaches`: a principal resources that it called;
 * `goes-by`: a person the identities that have the address.
 */
export const edgeKind = z.enum([
  'acts-as',
  'assumes',
  'makes',
  'keeps',
  'takes-over',
  'holds',
  'gives',
  'reaches',
  'goes-by',
]);
export type EdgeKind = z.infer<typeof edgeKind>;

/** What shows an edge: records of calls, an inventory, a document, or a permission that somebody holds. */
export const edgeEvidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('calls'),
    times: count,
    first: time,
    last: time,
    /** Event id of one of them, where there is one to open. */
    sample: z.string().nullable(),
    /** Tokens that made the calls, where records name them; some of them. */
    tokens: z.array(z.string()),
  }),
  z.object({ kind: z.literal('inventory'), what: z.string() }),
  z.object({
    kind: z.literal('document'),
    statedBy: z.string(),
    document: z.string(),
    /** Who is let in, as written. */
    from: z.string(),
    conditions: z.array(z.string()),
    /** What the match leaves open. */
    caveat: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('permission'),
    permission: z.string(),
    role: z.string(),
    does: z.string(),
    isConditional: z.boolean(),
  }),
]);
export type EdgeEvidence = z.infer<typeof edgeEvidence>;

export const graphNodeShape = z.object({
  id: z.string(),
  kind: nodeKind,
  /** Empty where no provider is known for it. */
  provider: z.string(),
  account: z.string(),
  /** What it is: `access-key`, `role`, `service`, … */
  what: z.string(),
  name: z.string(),
});
export type GraphNode = z.infer<typeof graphNodeShape>;

export const graphEdgeShape = z.object({
  /** Positions in `nodes`. */
  from: count,
  to: count,
  kind: edgeKind,
  /** `unused`: it would have been recorded, and was not. `unknown`: nothing held would tell. */
  state: z.enum(['used', 'unused', 'unknown']),
  uses: count,
  evidence: z.array(edgeEvidence),
});
export type EdgeState = z.infer<typeof graphEdgeShape>['state'];

export const graphPathShape = z.object({
  /** Positions in `edges`, from the beginning to the end. */
  edges: z.array(count),
  /** Whether every step was taken in the window; not that one caller took them all. */
  isUsed: z.boolean(),
  /** Calls on the step that has fewest. */
  uses: count,
});

export const graphShape = z.object({
  schema: z.literal('scopelight.graph/1'),
  window: windowShape,
  /** Positions in `nodes`; null where the question leaves that end open. */
  from: count.nullable(),
  to: count.nullable(),
  nodes: z.array(graphNodeShape),
  edges: z.array(graphEdgeShape),
  /** Shortest first, then those that were used, then the most used. With one end open: the best to each identity. */
  paths: z.array(graphPathShape),
  /** With both ends given: the fewest edges to take away so that none of `paths` is left, unused ones before used ones. */
  cut: z.object({ edges: z.array(count), used: count }).nullable(),
  /** What kept the search from the whole graph, in words; none when it was whole. */
  bounds: z.array(z.string()),
});
export type Graph = z.infer<typeof graphShape>;

/** What a question may begin or end with, by a part of its id or name. */
export const graphNodeListShape = z.object({
  schema: z.literal('scopelight.graph-nodes/1'),
  /** What was looked for. */
  text: z.string(),
  /** Those whose id ends with the text first, then the shortest ids. */
  nodes: z.array(graphNodeShape),
  /** Whether there are more than are given. */
  isMore: z.boolean(),
});
export type GraphNodeList = z.infer<typeof graphNodeListShape>;
