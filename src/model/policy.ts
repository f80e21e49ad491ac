import { z } from 'zod';
import { breakageShape } from './backtest.ts';
import { needReasons, renderFormats } from './policy-proposal.ts';
import { windowShape } from './report.ts';
import { episodeShape } from './suspicion.ts';

const count = z.int().nonnegative();
const time = z.iso.datetime();
const reasoned = z.object({ permission: z.string(), why: z.string() });

/** What is known of the calls behind a permission or a statement. */
const evidence = {
  /** Calls that needed it and were let through; a call that needed two permissions of a statement counts twice. */
  uses: count,
  /** Calls that needed it and were refused. */
  denied: count,
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
  /** Event ids of the first and the last of these calls, and of one more. */
  samples: z.array(z.string()),
};

const statement = z.object({
  /** Position of its document in `documents`, from 0. */
  document: count,
  sid: z.string(),
  effect: z.enum(['allow', 'deny']),
  /** Why it is there; `held`: taken over, because it takes permissions away. */
  reason: z.enum([...needReasons, 'held']),
  permissions: z.array(z.string()),
  /** Permissions as written. */
  actions: z.array(z.string()),
  resources: z.array(z.string()),
  /** The native condition, as it is held now; null without one. */
  conditions: z.record(z.string(), z.unknown()).nullable(),
  /** Whether it is about every resource. */
  isEverywhere: z.boolean(),
  /** What it gives beyond what is needed. */
  adds: z.array(z.string()),
  evidence: z.object({
    ...evidence,
    permissions: z.array(z.object({ permission: z.string(), ...evidence, resources: count })),
  }),
});

export const policyShape = z.object({
  schema: z.literal('scopelight.policy/1'),
  /** The id that was asked about. */
  subject: z.string(),
  provider: z.string(),
  account: z.string(),
  /** Whose policy it is. */
  principal: z.object({ id: z.string(), kind: z.string(), name: z.string(), owner: z.string().nullable() }),
  /** Tokens whose calls the policy must let through. */
  tokens: z.array(z.string()),
  /** Tokens of the principal that were left out of it on request. */
  otherTokens: z.array(z.string()),
  window: windowShape,
  /** `used`: what was let through. `needed`: also what was refused. */
  mode: z.enum(['used', 'needed']),
  /** Permissions before and after; what is unknown is among the removed. */
  totals: z.object({
    granted: count,
    given: count,
    removed: count,
    unknown: count,
    narrowed: count,
    kept: count,
    wanted: count,
  }),
  /** Whether nothing can be taken away yet: `policy` is then what is held now. */
  isUnchanged: z.boolean(),
  /** What `--format` can write it as. */
  formats: z.array(z.enum(renderFormats)),
  /** The native document; a list where it takes several, null where none is needed. */
  policy: z.unknown(),
  documents: z.array(
    z.object({ name: z.string(), document: z.record(z.string(), z.unknown()), characters: count }),
  ),
  /** Empty while nothing can be taken away. */
  statements: z.array(statement),
  /** Granted now and not in the policy. `unused`: its use would have been recorded. `unknown`: nothing can tell. */
  removed: z.array(
    z.object({ permission: z.string(), state: z.enum(['unused', 'unknown']), why: z.string() }),
  ),
  /** In the policy without a recorded use of the subject. */
  kept: z.array(reasoned.extend({ reason: z.enum(['sibling', 'sign', 'young', 'unjudged', 'asked']) })),
  /** In the policy because it was refused; only in the mode `needed`. */
  wanted: z.array(reasoned),
  /** Used and not in the policy, since something else than what is held gives it, and goes on to. */
  elsewhere: z.array(reasoned),
  /** Left out: only something suspicious called for them. */
  excluded: z.array(reasoned),
  /** The suspicious episodes of the principal in all logs held, accepted ones among them. */
  episodes: z.array(episodeShape),
  /** What cannot be known of what is removed, by service, and what would settle it; the likeliest to be in use first. */
  unknown: z.array(
    z.object({
      service: z.string(),
      permissions: z.array(z.string()),
      why: z.array(z.string()),
      settle: z.array(z.string()),
    }),
  ),
  /** What is granted now against the policy. */
  diff: z.array(
    z.object({
      service: z.string(),
      removed: z.array(z.string()),
      narrowed: z.array(
        z.object({ permission: z.string(), from: z.array(z.string()), to: z.array(z.string()) }),
      ),
      kept: z.array(z.string()),
      added: z.array(z.string()),
    }),
  ),
  /** Every past call that was let through, decided by the policy. */
  replay: z.object({
    /** Calls that were let through and needed a known permission. */
    calls: count,
    /** Distinct pairs of permission and resource among them. */
    requests: count,
    /** Of the calls, the ones the policy would deny and what is granted now would not. */
    deniedCalls: count,
    denied: z.array(z.object({ permission: z.string(), resource: z.string(), calls: count })),
    /** Let through only under the conditions that are held now. */
    conditionalCalls: count,
    /** What is granted now denies them too: something else lets them through. */
    elsewhereCalls: count,
    /** Calls that the policy is meant to deny, since only something suspicious made them. */
    excludedCalls: count,
    /** Calls of which no permission is known, so that they cannot be decided. */
    unmappedCalls: count,
  }),
  /** How likely something removed is needed; null where no horizon was asked for. */
  breakage: breakageShape.nullable(),
  size: z.object({ documents: count, characters: count, fits: z.boolean() }),
  /** What the provider takes. */
  limits: z.object({ documentsMax: count, charactersMax: count }),
  /** Ids of roles that the policy replaces, and of those that stay. */
  replaces: z.array(z.string()),
  leaves: z.array(z.string()),
  /** What a reader must know before using it. */
  notes: z.array(z.object({ kind: z.string(), permissions: z.array(z.string()), text: z.string() })),
  /** Native commands; null where the provider has none. */
  commands: z
    .object({ apply: z.array(z.string()), rollback: z.array(z.string()), notes: z.array(z.string()) })
    .nullable(),
});
export type PolicyAnswer = z.infer<typeof policyShape>;
