import { z } from 'zod';
import { dormancyShape } from './dormancy.ts';
import { findingShape } from './finding.ts';

const count = z.int().nonnegative();
/** ISO-8601 in UTC. */
const time = z.iso.datetime();
const level = z.enum(['list', 'read', 'write', 'tag', 'permissions']);

/** Evidence state of a permission, and why it is in it. */
export const evidenceState = z.enum(['used', 'unused', 'unknown', 'denied', 'used-not-granted']);
export type EvidenceState = z.infer<typeof evidenceState>;

export const windowShape = z.object({ from: time, to: time });

export const sourceShape = z.object({
  provider: z.string(),
  files: count,
  /** Distinct calls held. */
  calls: count,
  /** Records that repeat a call already held. */
  duplicates: count,
  /** Records and files left out by design, all reasons together. */
  ignored: count,
  ignoredReasons: z.record(z.string(), count),
  /** Calls no token could be named for: services, anonymous and forwarded calls. */
  unattributed: count,
  /** Calls whose operation no permission is known for. */
  unmapped: count,
  unreadable: z.array(z.object({ path: z.string(), offset: count, reason: z.string() })),
  /** All unreadable pieces; `unreadable` shows the first of each file. */
  unreadableCount: count,
});

export const tokenRowShape = z.object({
  id: z.string(),
  provider: z.string(),
  account: z.string(),
  kind: z.string(),
  principal: z.string(),
  owner: z.string().nullable(),
  status: z.string(),
  granted: count,
  used: count,
  unused: count,
  unknown: count,
  denied: count,
  usedNotGranted: count,
  /** Gap score, 0–100; null where nothing is known to be granted. */
  score: z.int().min(0).max(100).nullable(),
  calls: count,
  firstUsed: time.nullable(),
  lastUsed: time.nullable(),
});
export type TokenRow = z.infer<typeof tokenRowShape>;

export const reportShape = z.object({
  schema: z.literal('scopelight.report/1'),
  window: windowShape,
  sources: z.array(sourceShape),
  totals: z.object({
    tokens: count,
    principals: count,
    granted: count,
    used: count,
    unused: count,
    unknown: count,
    denied: count,
  }),
  /** Worst gap first. */
  tokens: z.array(tokenRowShape),
  /** The worst first. */
  findings: z.array(findingShape),
});
export type Report = z.infer<typeof reportShape>;

const cell = z.object({
  service: z.string(),
  level,
  granted: count,
  used: count,
  unused: count,
  unknown: count,
  denied: count,
});

export const usedPermissionShape = z.object({
  permission: z.string(),
  service: z.string(),
  level: level.nullable(),
  state: evidenceState,
  uses: count,
  denied: count,
  firstSeen: time,
  lastSeen: time,
  resources: z.array(z.string()),
  sample: z.string(),
});

export const tokenPageShape = z.object({
  schema: z.literal('scopelight.token/1'),
  window: windowShape,
  token: tokenRowShape,
  principal: z.object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    owner: z.string().nullable(),
    ownerBasis: z.string().nullable(),
    /** Other tokens of the same principal: what they use also rests on these grants. */
    tokens: z.array(z.string()),
    isComplete: z.boolean(),
  }),
  /** What its silence is, if it is silent. */
  dormancy: dormancyShape,
  /** What is concluded of it and of its principal, the worst first. */
  findings: z.array(findingShape),
  /** Granted against used, by service and level. */
  matrix: z.array(cell),
  permissions: z.array(usedPermissionShape),
  roles: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      effect: z.string(),
      path: z.array(z.string()),
      permissions: count,
      isConditional: z.boolean(),
    }),
  ),
  places: z.array(z.object({ place: z.string(), calls: count, firstSeen: time, lastSeen: time })),
  agents: z.array(z.object({ agent: z.string(), calls: count, firstSeen: time, lastSeen: time })),
  /** Calls a day, for days with calls. */
  days: z.array(z.object({ day: z.string(), calls: count, denied: count })),
  sessions: z.array(z.object({ session: z.string(), calls: count, lastSeen: time })),
  /** Tokens that minted this one’s sessions, and sessions this one minted. */
  mintedBy: z.array(z.object({ token: z.string(), principal: z.string(), times: count, lastSeen: time })),
  mints: z.array(z.object({ token: z.string(), times: count, lastSeen: time })),
  changes: z.array(
    z.object({ time, change: z.string(), subject: z.string(), object: z.string(), actor: z.string() }),
  ),
  samples: z.array(
    z.object({
      time,
      eventId: z.string(),
      operation: z.string(),
      resource: z.string(),
      outcome: z.string(),
      place: z.string(),
      path: z.string(),
    }),
  ),
});
export type TokenPage = z.infer<typeof tokenPageShape>;

export const explanationShape = z.object({
  schema: z.literal('scopelight.explanation/1'),
  window: windowShape,
  token: z.string(),
  principal: z.string(),
  permission: z.string(),
  state: evidenceState.or(z.literal('not-granted')),
  /** Why it is in this state, in plain words, first reason first. */
  reasons: z.array(z.string()),
  grantedBy: z.array(
    z.object({
      role: z.string(),
      statement: z.string(),
      effect: z.string(),
      path: z.array(z.string()),
      resources: z.array(z.string()),
      isConditional: z.boolean(),
      since: time.nullable(),
    }),
  ),
  usage: z.array(
    z.object({
      token: z.string(),
      outcome: z.string(),
      uses: count,
      firstSeen: time,
      lastSeen: time,
      resources: z.array(z.string()),
      sample: z.string(),
    }),
  ),
  coverage: z.object({
    category: z.string(),
    isRecorded: z.boolean(),
    coveredHours: count,
    holeHours: count,
  }),
  /** What the logs cannot show, and what would settle it. */
  limits: z.array(z.string()),
});
export type Explanation = z.infer<typeof explanationShape>;

export const coverageShape = z.object({
  schema: z.literal('scopelight.coverage/1'),
  window: windowShape,
  sources: z.array(
    z.object({
      provider: z.string(),
      account: z.string(),
      category: z.string(),
      regions: z.array(z.string()),
      firstHour: time,
      lastHour: time,
      hoursWithRecords: count,
      records: count,
      holes: z.array(z.object({ from: time, to: time, region: z.string(), surprise: count })),
      /** What the source says it records; null where no logging settings were loaded. */
      setting: z.enum(['all', 'some resources', 'off']).nullable(),
    }),
  ),
  /** What a reader should know of the accounts that files were said to be of. */
  notes: z.array(z.string()),
  unmapped: z.array(z.object({ source: z.string(), operation: z.string(), calls: count })),
  /** Permissions of the catalogue by how they are recorded. */
  catalogue: z.array(
    z.object({ provider: z.string(), always: count, data: count, shown: count, never: count }),
  ),
});
export type Coverage = z.infer<typeof coverageShape>;
