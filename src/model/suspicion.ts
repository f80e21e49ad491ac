import { z } from 'zod';

const count = z.int().nonnegative();
const time = z.iso.datetime();

/** What makes a stretch of calls suspicious; docs/suspicion.md tells when each holds, and its points. */
export const episodeSignNames = [
  'origin',
  'returned',
  'sweep',
  'look-around',
  'escalation',
  'refused',
] as const;

const sign = z.object({ sign: z.enum(episodeSignNames), points: count, text: z.string() });
export type EpisodeSign = z.infer<typeof sign>;

export const episodeShape = z.object({
  /** Stays the same while later logs are added; `--accept` takes it. */
  id: z.string(),
  provider: z.string(),
  account: z.string(),
  token: z.string(),
  principal: z.string(),
  from: time,
  to: time,
  score: count,
  signs: z.array(sign),
  /** Of what stands out: other calls of the same hours are not counted. */
  calls: count,
  refused: count,
  hours: count,
  places: z.array(z.string()),
  agents: z.array(z.string()),
  permissions: z.array(
    z.object({
      permission: z.string(),
      calls: count,
      refused: count,
      /** Nothing but suspicious episodes ever called for it: no policy is derived from it. */
      isOnlyHere: z.boolean(),
    }),
  ),
  stretches: z.array(z.object({ from: time, to: time, place: z.string(), agent: z.string(), calls: count })),
  samples: z.array(z.object({ time, eventId: z.string(), permission: z.string() })),
  /** Taken for ordinary by a person. */
  isAccepted: z.boolean(),
});
export type EpisodeRow = z.infer<typeof episodeShape>;

export const scannerShape = z.object({
  token: z.string(),
  principal: z.string(),
  sweeps: count,
  /** Different permissions to list or read on its largest day. */
  readsMax: count,
  firstDay: z.string(),
  lastDay: z.string(),
});
export type ScannerRow = z.infer<typeof scannerShape>;
