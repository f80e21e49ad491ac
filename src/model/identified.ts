import { z } from 'zod';
import { tokenRowShape } from './report.ts';

const count = z.int().nonnegative();
const time = z.iso.datetime();
const namedValue = z.object({ name: z.string(), value: z.string() });
const certainty = z.enum(['certain', 'likely', 'possible', 'unknown']);

const revocation = z.object({
  /** Where to click, or what to do. */
  where: z.string(),
  /** Native commands; words in capitals are to be filled in. Nobody runs them unasked. */
  commands: z.array(z.string()),
  notes: z.array(z.string()),
});

const match = z.object({
  /** Which public name of the token the inventory or the logs know, or that only its principal is known. */
  basis: z.string(),
  /** False: only the principal is known, so this may be another token of it. */
  isExact: z.boolean(),
  token: tokenRowShape,
  /** Why this owner. */
  ownerBasis: z.string().nullable(),
  revoke: z.object({
    quarantine: z.array(z.string()),
    rollback: z.array(z.string()),
    revoke: z.array(z.string()),
    notes: z.array(z.string()),
  }),
});

const identifiedToken = z.object({
  /** Id of the best candidate’s format; null where nothing of the kind is known. */
  format: z.string().nullable(),
  issuer: z.string().nullable(),
  kind: z.string(),
  /** Id of the provider whose inventory and logs may know it. */
  provider: z.string().nullable(),
  certainty,
  /** Everything it may be, the best first. */
  candidates: z.array(
    z.object({
      format: z.string(),
      /** Null where it is nobody’s in particular. */
      issuer: z.string().nullable(),
      kind: z.string(),
      certainty,
      why: z.string(),
      /** Where to revoke it, should it be this. */
      revoke: z.string(),
    }),
  ),
  /** False: it only names a credential, and opens nothing. */
  isSecret: z.boolean(),
  /** The beginning that all tokens of the format share; no part of the secret. */
  prefix: z.string(),
  /** In characters. */
  length: count,
  checksum: z.enum(['valid', 'invalid', 'none']),
  /** Names of the token that are no secret. */
  publicIds: z.array(namedValue),
  account: z.string().nullable(),
  /** What the token says of itself, nobody having checked it. */
  facts: z.array(namedValue),
  /** Names of what else it says, which is not shown. */
  withheld: z.array(z.string()),
  notes: z.array(z.string()),
  issuedAt: time.nullable(),
  expiresAt: time.nullable(),
  isExpired: z.boolean().nullable(),
  revoke: revocation,
  /** Tokens of the inventory or the logs that it is, or may be; null where nothing was asked. */
  matches: z.array(match).nullable(),
});
export type IdentifiedToken = z.infer<typeof identifiedToken>;

export const identifiedShape = z.object({
  schema: z.literal('scopelight.identified/1'),
  input: z.object({
    bytes: count,
    /** True: more was given than is looked at. */
    isCut: z.boolean(),
    /** Tokens in the input beyond those answered; at least so many where the input is cut. */
    more: count,
  }),
  /** The window of the logs that were asked; null where there were none to ask. */
  window: z.object({ from: time, to: time }).nullable(),
  tokens: z.array(identifiedToken),
});
export type Identified = z.infer<typeof identifiedShape>;
