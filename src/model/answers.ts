import { z } from 'zod';
import { sourceShape, tokenRowShape } from './report.ts';

const count = z.int().nonnegative();
const time = z.iso.datetime();

export const tokenListShape = z.object({
  schema: z.literal('scopelight.tokens/1'),
  /** Worst gap first. */
  tokens: z.array(tokenRowShape),
});

export const ingestShape = z.object({
  schema: z.literal('scopelight.ingest/1'),
  /** What the store now holds. */
  sources: z.array(sourceShape),
  /** What a reader should know of the accounts that files were said to be of. */
  notes: z.array(z.string()),
  loadedFiles: count,
  /** Files whose very bytes had been loaded before. */
  knownFiles: count,
  /** Size of what was loaded, unpacked. */
  rawBytes: count,
  seconds: z.number(),
});

/** What one operation needs; with JSON lines on stdin, one such object a line answers. */
const lookupRow = z.object({
  source: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  basis: z.enum(['named', 'mapped', 'none', 'unknown']),
  /** Sets of permissions of which any one may be enough; left out where there is only one. */
  alternatives: z.array(z.array(z.string())).optional(),
  /** Why a line could not be read. */
  problem: z.string().optional(),
});

export const lookupShape = z.object({
  schema: z.literal('scopelight.lookup/1'),
  operations: z.array(lookupRow),
});

const decision = z.enum(['allowed', 'explicitly-denied', 'implicitly-denied']);

export const canShape = z.object({
  schema: z.literal('scopelight.can/1'),
  decision,
  /** Step by step; providers may add fields to a step. */
  reasons: z.array(z.looseObject({ kind: z.string(), result: z.string(), text: z.string() })),
  isCertain: z.boolean(),
  /** What it could be for other values of the undecided keys. */
  possible: z.array(decision),
  undecidedKeys: z.array(z.string()),
  problems: z.array(
    z.object({ policy: z.string(), path: z.string(), reason: z.string(), isLoss: z.boolean() }),
  ),
});

export const demoShape = z.object({
  schema: z.literal('scopelight.demo/1'),
  directory: z.string(),
  organisation: z.string(),
  window: z.object({ from: time, to: time }),
  /** As a plain reader counts the log files. */
  records: count,
  uniqueEvents: count,
  logFiles: count,
  inventoryFiles: count,
  rawBytes: count,
  compressedBytes: count,
  /** The most that waited in memory to be written. */
  heldBytesMax: count,
  principals: count,
  tokens: count,
  stories: count,
});
