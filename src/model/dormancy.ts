import { z } from 'zod';

const count = z.int().nonnegative();
/** ISO-8601 in UTC. */
const time = z.iso.datetime();

/**
 * What a token without use is. `in-use`: it is not idle. `sleeping`: its rhythm or its earlier pauses say that it comes back.
 * `rare-by-purpose`: what it is for is rare. `taken-over`: a newer token of its principal does its work. `never-used`: nobody
 * ever used it. `dormant`: safe to switch off for a while. `zombie`: it is no longer good, and somebody still calls with it.
 * `retired`: it is no longer good. `cannot-tell`: nothing that is held allows a verdict.
 */
export const dormancyVerdicts = [
  'in-use',
  'sleeping',
  'rare-by-purpose',
  'taken-over',
  'never-used',
  'dormant',
  'zombie',
  'retired',
  'cannot-tell',
] as const;
export type DormancyVerdict = (typeof dormancyVerdicts)[number];

export const dormancyShape = z.object({
  verdict: z.enum(dormancyVerdicts),
  /** In plain words, the reason that decided first. */
  why: z.array(z.string()),
  /** Days that surely passed without use, up to the end of what is held; null where nothing tells. */
  idleDays: count.nullable(),
  /** As the log or the provider’s own record tells, whichever is later. */
  lastUsed: time.nullable(),
  lastUsedSource: z.enum(['log', 'provider']).nullable(),
  /** The chance that it is still in use; null where it is not idle, or nothing is known of its use. */
  alive: z.number().min(0).max(1).nullable(),
  /** Pauses between days with use that it came back from. */
  pauses: z.object({ count, longestDays: count }),
  rhythm: z
    .object({ text: z.string(), missed: count, nextFrom: time.nullable(), nextTo: time.nullable() })
    .nullable(),
  /** What says that its use is rare, and for how long it may rest; null days mean for ever. */
  purpose: z.object({ hint: z.string(), seenIn: z.string(), restDays: count.nullable() }).nullable(),
  /** Id of the token that took over. */
  takenOverBy: z.string().nullable(),
  /** Calls whose credential was refused. */
  knocks: count,
});
export type Dormancy = z.infer<typeof dormancyShape>;
