import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dormancyVerdicts } from '../../model/dormancy.ts';
import { rhythmOf } from '../rhythm.ts';
import { chanceAlive } from './chance-alive.ts';
import { fitPrior } from './fit-prior.ts';
import { judgeDormancy } from './judge-dormancy.ts';
import { sureSilence } from './last-use.ts';
import { rarePurpose } from './rare-purpose.ts';
import { historyOf } from './use-history.ts';

const dayMs = 86_400_000;
const daysAgo = z.number().nonnegative();

const topicSchema = z.strictObject({
  topic: z.string(),
  end: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      logDays: z.number().default(120),
      used: z
        .array(
          z.union([
            z.strictObject({ every: z.int(), from: daysAgo, to: daysAgo }),
            z.strictObject({ dates: z.array(z.string()) }),
          ]),
        )
        .default([]),
      /** Days since the last use that the provider recorded. */
      provider: daysAgo.optional(),
      neverUsed: z.boolean().default(false),
      madeDaysAgo: daysAgo.default(2000),
      expiredDaysAgo: daysAgo.optional(),
      principal: z.string().default('svc-sync'),
      tags: z.record(z.string(), z.string()).default({}),
      status: z.string().default('active'),
      hidden: z.int().default(0),
      takenOverBy: z.string().optional(),
      calls: z.int().default(0),
      knocks: z.int().default(0),
      verdict: z.enum(dormancyVerdicts),
      /** Part of a reason that must be given. */
      why: z.string().default(''),
    }),
  ),
});

type Case = z.infer<typeof topicSchema>['cases'][number];

const file = new URL('cases/verdicts.json', import.meta.url);
const { topic, end: endDay, cases } = topicSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const end = Date.parse(endDay);
const prior = fitPrior([]);

function daysOf({ used }: Case): number[] {
  const ago = used.flatMap((use) =>
    'dates' in use
      ? use.dates.map((date) => (end - Date.parse(date)) / dayMs - 1)
      : Array.from(
          { length: Math.floor((use.from - use.to) / use.every) + 1 },
          (_, i) => use.from - i * use.every,
        ),
  );
  return ago.map((days) => end / dayMs - days - 1).sort((a, b) => a - b);
}

function judged(given: Case) {
  const days = daysOf(given);
  const lastDay = days.at(-1);
  const at = (daysBack: number): number => end - daysBack * dayMs;
  const hasRecord = given.provider !== undefined || given.neverUsed;
  const createdAt = at(given.madeDaysAgo);
  const judgedFrom = at(given.logDays);
  const silence = sureSilence({
    end,
    createdAt,
    logLast: lastDay === undefined ? undefined : (lastDay + 1) * dayMs - 1,
    judged: given.logDays === 0 ? undefined : { from: judgedFrom, to: end },
    hidden: given.hidden,
    usedDays: days.length,
    provider: hasRecord
      ? { last: given.provider === undefined ? undefined : at(given.provider), observedAt: end }
      : undefined,
  });
  const history = historyOf(days, Math.floor(judgedFrom / dayMs), silence.idleDays ?? 0);
  return judgeDormancy({
    idleDaysMin: 60,
    status: given.status,
    end,
    createdAt,
    expiresAt: given.expiredDaysAgo === undefined ? undefined : at(given.expiredDaysAgo),
    silence,
    isKnownUnused:
      silence.lastUsed === undefined && (given.neverUsed || (given.hidden === 0 && createdAt >= judgedFrom)),
    usedDays: days.length,
    history,
    liveness: chanceAlive(history, prior),
    rhythm: rhythmOf(days, { from: judgedFrom, to: end }),
    purpose: rarePurpose({ name: given.principal, tags: given.tags }),
    takenOverBy: given.takenOverBy,
    calls: given.calls,
    knocks: given.knocks,
  });
}

describe(topic, () => {
  it.each(cases)('$name: $verdict', (given) => {
    const dormancy = judged(given);
    expect(dormancy.verdict, dormancy.why.join('; ')).toBe(given.verdict);
    expect(dormancy.why.join('; ')).toContain(given.why);
  });
});
