import { z } from 'zod';
import { windowShape } from './report.ts';
import { episodeShape, scannerShape } from './suspicion.ts';

const count = z.int().nonnegative();
const time = z.iso.datetime();

/**
 * What a refused want is. `needed`: its holder’s work asks for it. `probing`: somebody tries what he can do.
 * `misconfigured`: refused for as long as the log goes back, and its holder gets by without. `unclear`: the log does not tell.
 */
export const denialVerdicts = ['needed', 'probing', 'misconfigured', 'unclear'] as const;
export type DenialVerdict = (typeof denialVerdicts)[number];

/** What the log says of a refused want; docs/denials.md tells when each holds, and its points. */
export const denialSignNames = [
  'allowed-before',
  'taken-away',
  'access-changed',
  'repeated',
  'regular',
  'began',
  'usual-place',
  'new-place',
  'new-agent',
  'burst',
  'looks-around',
  'once',
  'episode',
  'scanner',
  'anonymous',
] as const;
export type DenialSignName = (typeof denialSignNames)[number];

const sign = z.object({
  sign: z.enum(denialSignNames),
  /** Above 0 speaks for a need, below 0 for probing. */
  points: z.int(),
  text: z.string(),
});
export type DenialSign = z.infer<typeof sign>;

const fix = z.object({
  /** What refuses it, as far as records and documents tell; `elsewhere`: nothing that its principal holds. */
  layer: z.enum([
    'no-grant',
    'held-deny',
    'boundary',
    'organisation',
    'session',
    'network',
    'resource',
    'elsewhere',
    'unknown',
  ]),
  /** Whether the policy alone lets it through. */
  suffices: z.enum(['yes', 'perhaps', 'no']),
  summary: z.string(),
  /** The smallest native policy to add for it; null where no grant to the principal helps. */
  policy: z.record(z.string(), z.unknown()).nullable(),
  commands: z.array(z.string()),
  rollback: z.array(z.string()),
  notes: z.array(z.string()),
  /** What that policy opens. */
  blast: z.object({
    level: z.string(),
    isEverywhere: z.boolean(),
    resources: z.array(z.string()),
    /** What shares a pattern with what is wanted. */
    adds: z.array(z.string()),
    /** Tokens that could use it, some of them where there are many. */
    tokens: z.array(z.string()),
    tokenCount: count,
    /** Whoever can use it may be able to give itself more. */
    changesAccess: z.boolean(),
    texts: z.array(z.string()),
  }),
});
export type DenialFix = z.infer<typeof fix>;

export const denialShape = z.object({
  provider: z.string(),
  account: z.string(),
  /** Empty where the calls name only a principal, or nobody. */
  token: z.string(),
  kind: z.string(),
  principal: z.string(),
  principalKind: z.string(),
  owner: z.string().nullable(),
  permission: z.string(),
  level: z.string().nullable(),
  verdict: z.enum(denialVerdicts),
  /** Sum of the points of all signs. */
  score: z.int(),
  signs: z.array(sign),
  /** Whether the latest inventory grants it, on some resource or under some condition at least. */
  granted: z.enum(['yes', 'limited', 'no', 'unknown']),
  /** `allowed-since`: let through after the last refusal. `stopped`: its own pace would have shown it again. */
  status: z.enum(['open', 'stopped', 'allowed-since']),
  refusals: count,
  firstRefused: time,
  lastRefused: time,
  days: z.array(z.object({ day: z.string(), refusals: count })),
  /** When it is refused, in words. */
  rhythm: z.string(),
  /** Last time it was let through before the first refusal, and first time after the last. */
  allowedBefore: time.nullable(),
  allowedSince: time.nullable(),
  resources: z.array(z.object({ resource: z.string(), refusals: count })),
  places: z.array(
    z.object({ place: z.string(), refusals: count, familiarity: z.enum(['usual', 'new', 'unknown']) }),
  ),
  agents: z.array(
    z.object({ agent: z.string(), refusals: count, familiarity: z.enum(['usual', 'new', 'unknown']) }),
  ),
  /** Kinds of policy that refused, where the record says so, and the error as logged. */
  refusedBy: z.array(z.object({ policy: z.string(), error: z.string(), refusals: count })),
  /** Changes of what the principal may do, shortly before the first refusal. */
  changes: z.array(
    z.object({ time, change: z.string(), subject: z.string(), object: z.string(), actor: z.string() }),
  ),
  samples: z.array(z.object({ time, eventId: z.string(), operation: z.string(), resource: z.string() })),
  /** Suspicious episodes that asked for it. */
  episodes: z.array(z.string()),
  /** The smallest change that would allow it; null where nobody of the inventory asked. Advised for what is needed alone. */
  fix: fix.nullable(),
});
export type Denial = z.infer<typeof denialShape>;

export const denialListShape = z.object({
  schema: z.literal('scopelight.denials/1'),
  window: windowShape,
  totals: z.object({
    wants: count,
    refusals: count,
    needed: count,
    probing: count,
    misconfigured: count,
    unclear: count,
    /** Refused calls of operations that no permission is known for. */
    unnamed: count,
  }),
  /** Needed first, then probing; within a verdict the clearest first. */
  denials: z.array(denialShape),
  /** What tokens did that looks like somebody else’s doing, latest first; no policy is derived from what only they used. */
  episodes: z.array(episodeShape),
  /** Tokens that sweep again and again: it is their work, and no episode. */
  scanners: z.array(scannerShape),
  /** True when there were more wants than are read at once; the ones with most refusals are here. */
  isCut: z.boolean(),
});
export type DenialList = z.infer<typeof denialListShape>;
