import { z } from 'zod';
import { dormancyVerdicts } from './dormancy.ts';
import { severities } from './finding.ts';
import { levels } from './permission.ts';
import { tokenRowShape, windowShape } from './report.ts';

const count = z.int().nonnegative();

/** What a list of tokens can be sorted by, the worst or largest first; `name` from A to Z. */
export const tokenOrders = ['gap', 'name', 'granted', 'used', 'unused', 'unknown', 'calls', 'last'] as const;
export type TokenOrder = (typeof tokenOrders)[number];

/** A token as lists show it: its gap, and what else is concluded of it. */
export const foundTokenShape = tokenRowShape.extend({
  /** Name of its principal, for people. */
  name: z.string(),
  /** Levels of what it may do, and of what it did. */
  grantedLevels: z.array(z.enum(levels)),
  usedLevels: z.array(z.enum(levels)),
  /** What its silence is. */
  dormancy: z.enum(dormancyVerdicts),
  idleDays: count.nullable(),
  /** Rules that found something about it or its principal, the worst first. */
  rules: z.array(z.string()),
  /** The worst of these findings; null where there is none. */
  severity: z.enum(severities).nullable(),
  /** In a few words, what is most to be said of it. */
  remark: z.string(),
});
export type FoundToken = z.infer<typeof foundTokenShape>;

const facetShape = z.object({ term: z.string(), label: z.string(), tokens: count });

export const tokenSearchShape = z.object({
  schema: z.literal('scopelight.token-search/1'),
  window: windowShape,
  /** As it was understood: terms in the order given. */
  query: z.string(),
  /** All tokens, and those that the query finds. */
  total: count,
  found: count,
  /** Terms to narrow the query by, each with the tokens of this query that it would leave. */
  facets: z.array(z.object({ field: z.string(), values: z.array(facetShape) })),
  tokens: z.array(foundTokenShape.extend({ weeks: z.array(count) })),
  /** Mondays that `weeks` of each token counts calls from. */
  weeks: z.array(z.string()),
  nextCursor: z.string().nullable(),
});
export type TokenSearch = z.infer<typeof tokenSearchShape>;
