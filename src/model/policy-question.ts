import { z } from 'zod';

/** A question as a door takes it: documents, and one request to decide on. */
export const canInput = z.strictObject({
  policies: z.array(
    z.strictObject({
      kind: z.enum(['identity', 'resource', 'boundary', 'scp', 'rcp', 'session']),
      /** How explanations call the policy; its kind and position when absent. */
      name: z.string().optional(),
      /** The document as an object or as text. */
      document: z.unknown(),
      /** Organisation level of an `scp`, from 0 at the root; policies of one level add up. */
      level: z.int().nonnegative().optional(),
    }),
  ),
  action: z.string().min(1),
  resource: z.string().min(1),
  principal: z.string().min(1).optional(),
  /** For a session: the identity behind it, as its provider names it in full. */
  issuer: z.string().min(1).optional(),
  /** The account that owns the resource, where the resource's name does not say. */
  resourceAccount: z.string().min(1).optional(),
  context: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** What a context key that is not given stands for: `absent` (by default), or any value. */
  missingKeys: z.enum(['absent', 'unknown']).optional(),
});

export type CanInput = z.infer<typeof canInput>;

type Named<Policy> = Omit<Policy, 'name'> & { readonly name: string };

/** What a provider's policy language must answer. */
export interface PolicyLanguage {
  /** Whether a document, as an object or as text, is one of this language. */
  isDocument(document: unknown): boolean;
  answer(
    question: Omit<CanInput, 'policies'> & {
      readonly policies: readonly Named<CanInput['policies'][number]>[];
    },
  ): LanguageAnswer;
}

export interface LanguageAnswer {
  readonly decision: 'allowed' | 'explicitly-denied' | 'implicitly-denied';
  readonly reasons: readonly CanReason[];
  readonly isCertain: boolean;
  readonly possible: readonly LanguageAnswer['decision'][];
  readonly undecidedKeys: readonly string[];
  readonly problems: readonly CanProblem[];
}

/** One step of the explanation; providers may add more to it. */
export interface CanReason {
  readonly kind: string;
  readonly result: string;
  readonly text: string;
}

/** What could not be read of a policy. */
export interface CanProblem {
  readonly policy: string;
  readonly path: string;
  readonly reason: string;
  /** Whether a statement was lost by it, so that the decision may be wrong. */
  readonly isLoss: boolean;
}
