import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludedEvidence } from './excluded-evidence.ts';
import { findEpisodes } from './find-episodes.ts';
import { abroad, botDays, home, listings, type TrailCall, trailOf } from './trail.test-support.ts';

const permissions = [
  ...listings(16),
  'iam:AttachUserPolicy',
  'iam:PutUserPolicy',
  's3:Put',
  'secrets:GetValue',
];
const origins = [home, home, abroad, { ...abroad, agent: 'boto3' }, { ...home, country: 'IE' }];

/** Bursts of calls within an hour or two, beside the daily work of a bot. */
const bursts = fc
  .array(
    fc.record({
      day: fc.integer({ min: 8, max: 59 }),
      hour: fc.integer({ min: 0, max: 23 }),
      wanted: fc.subarray(permissions, { minLength: 1 }),
      origin: fc.constantFrom(...origins),
      isRefused: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.flatMap(({ wanted, ...call }): TrailCall[] => wanted.map((permission) => ({ ...call, permission }))),
  );

const bot = botDays(0, 60);

function found(calls: readonly TrailCall[], accepted: readonly string[] = []) {
  const trail = trailOf(calls);
  const episodes = findEpisodes(trail, new Set(accepted));
  return { episodes, left: new Set(excludedEvidence(trail, episodes).keys()) };
}

const idsOf = (calls: readonly TrailCall[]): string[] => found(calls).episodes.map(({ id }) => id);

describe('suspicion', () => {
  it('does not depend on the order of the log', () => {
    fc.assert(
      fc.property(bursts, (calls) => {
        const sorted = found([...bot, ...calls]);
        const turned = found([...bot, ...calls].toReversed());
        expect(turned.left).toEqual(sorted.left);
        expect(turned.episodes.map(({ id, score }) => [id, score])).toEqual(
          sorted.episodes.map(({ id, score }) => [id, score]),
        );
      }),
    );
  });

  it('leaves out nothing that the bot’s daily work uses', () => {
    fc.assert(
      fc.property(bursts, (calls) => {
        const { left } = found([...bot, ...calls]);
        for (const { permission } of bot) expect(left.has(permission)).toBe(false);
      }),
    );
  });

  it('keeps out of what a narrow bot needs all that one sweep asked for', () => {
    const sweeps = fc.record({
      day: fc.integer({ min: 10, max: 59 }),
      hour: fc.integer({ min: 0, max: 23 }),
      size: fc.integer({ min: 12, max: 60 }),
      origin: fc.constantFrom(...origins),
    });
    fc.assert(
      fc.property(sweeps, ({ size, ...call }) => {
        const wanted = listings(size);
        const { left } = found([...bot, ...wanted.map((permission) => ({ ...call, permission }))]);
        expect([...left].sort()).toEqual(wanted.sort());
      }),
    );
  });

  it('leaves out nothing because of a country alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 59 }), fc.constantFrom('IE', 'US', 'VN'), (day, country) => {
        const moved = { day, permission: 's3:Delete', origin: { ...home, country } };
        expect(found([...bot, moved]).episodes).toEqual([]);
      }),
    );
  });

  it('finds the same episodes again, under the same ids, when later logs are added', () => {
    fc.assert(
      fc.property(bursts, (calls) => {
        const ids = idsOf([...bot, ...calls]);
        const longer = idsOf([...bot, ...calls, ...botDays(60, 120)]);
        expect(longer).toEqual(ids);
      }),
    );
  });

  it('leaves out less, never more, the more episodes are accepted and the more ordinary use there is', () => {
    fc.assert(
      fc.property(bursts, bursts, (calls, later) => {
        const before = found([...bot, ...calls]);
        const [first] = before.episodes;
        if (first !== undefined) {
          const accepted = found([...bot, ...calls], [first.id]);
          for (const permission of accepted.left) expect(before.left.has(permission)).toBe(true);
        }
        const own = later.map(({ permission }, index) => ({ day: 70 + 3 * index, permission }));
        const used = found([...bot, ...botDays(60, 140), ...calls, ...own]);
        const isUsed = new Set(own.map(({ permission }) => permission));
        for (const permission of used.left)
          expect(before.left.has(permission) || isUsed.has(permission)).toBe(true);
      }),
    );
  });
});
