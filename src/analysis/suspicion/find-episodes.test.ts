import { describe, expect, it } from 'vitest';
import { excludedEvidence } from './excluded-evidence.ts';
import { findEpisodes } from './find-episodes.ts';
import { abroad, botDays, home, listings, type TrailCall, trailOf } from './trail.test-support.ts';

const bot = botDays(0, 90);

function judged(calls: readonly TrailCall[], accepted: readonly string[] = []) {
  const trail = trailOf(calls);
  const episodes = findEpisodes(trail, new Set(accepted));
  return { episodes, left: [...excludedEvidence(trail, episodes).keys()].sort() };
}

function at(day: number, permissions: readonly string[], more: Partial<TrailCall> = {}): TrailCall[] {
  return permissions.map((permission) => ({ day, permission, ...more }));
}

describe('a suspicious episode', () => {
  it('is a sweep by a bot that does little else, from its usual place too', () => {
    const { episodes, left } = judged([...bot, ...at(60, listings(20))]);
    expect(episodes.map(({ signs }) => signs.map(({ sign }) => sign))).toEqual([['sweep']]);
    expect(left).toEqual(listings(20).sort());
  });

  it('is what comes from a new country, network and agent at once', () => {
    const { episodes, left } = judged([...bot, ...at(60, ['s3:Put', 'secrets:Get'], { origin: abroad })]);
    expect(episodes).toHaveLength(1);
    expect(episodes[0]?.signs).toMatchObject([{ sign: 'origin', points: 4 }]);
    expect(left).toEqual(['secrets:Get']);
  });

  it('goes on whenever the same place comes back, months later', () => {
    const back = [60, 61, 85].flatMap((day) => at(day, [`secrets:Get${day}`], { origin: abroad }));
    const { episodes, left } = judged([...bot, ...back]);
    expect(episodes.map(({ stretches }) => stretches.length)).toEqual([3]);
    expect(left).toEqual(['secrets:Get60', 'secrets:Get61', 'secrets:Get85']);
  });

  it('is a look around with steps that change access and refusals', () => {
    const steps = at(60, ['iam:AttachUserPolicy', 'iam:PutUserPolicy'], { isRefused: true });
    const { episodes, left } = judged([...bot, ...at(60, listings(6, 3)), ...steps]);
    expect(episodes[0]?.signs.map(({ sign }) => sign)).toEqual(['look-around', 'escalation', 'refused']);
    expect(left).toEqual([...listings(6, 3), 'iam:AttachUserPolicy', 'iam:PutUserPolicy'].sort());
  });

  it('does not become ordinary by being repeated within two days', () => {
    const { episodes, left } = judged([...bot, ...at(60, listings(20)), ...at(61, ['service0:Describe0'])]);
    expect(episodes).toHaveLength(1);
    expect(left).toContain('service0:Describe0');
  });

  it('stays found when the place, the agent and the hour are those of the bot’s own work', () => {
    const { left } = judged([...bot, ...at(60, listings(20), { hour: 14, origin: home })]);
    expect(left).toHaveLength(20);
  });
});

describe('no suspicious episode', () => {
  it('is a new country alone, nor a new network or agent alone or with one of the others', () => {
    const changes = [
      { ...home, country: 'IE' },
      { ...home, network: 'hetzner' },
      { ...home, agent: 'terraform' },
      { ...abroad, agent: home.agent },
      { ...abroad, network: home.network },
      { ...abroad, country: home.country },
    ];
    for (const origin of changes) {
      const { episodes, left } = judged([...bot, ...at(60, ['s3:Put', 's3:Delete'], { origin })]);
      expect([origin, episodes, left]).toEqual([origin, [], []]);
    }
  });

  it('is a new feature that asks for a few things more', () => {
    const feature = Array.from({ length: 30 }, (_, index) =>
      at(60 + index, ['sns:Publish', 'sns:ListTopics', 'kms:Decrypt']),
    );
    expect(judged([...bot, ...feature.flat()])).toEqual({ episodes: [], left: [] });
  });

  it('is what a scanner does, once to sweep has proved to be its work', () => {
    const scans = Array.from({ length: 15 }, (_, index) => at(index * 6, listings(40)));
    expect(judged(scans.flat())).toEqual({ episodes: [], left: [] });
    const late = [40, 46, 52, 58, 64].flatMap((day) => at(day, listings(40)));
    expect(judged([...bot, ...late])).toEqual({ episodes: [], left: [] });
  });

  it('is anything while there is hardly a history', () => {
    const young = [...botDays(0, 5), ...at(5, listings(30)), ...at(5, ['secrets:Get'], { origin: abroad })];
    expect(judged(young)).toEqual({ episodes: [], left: [] });
    const rare = [0, 20, 40].flatMap((day) => botDays(day, day + 1));
    expect(judged([...rare, ...at(60, listings(30))])).toEqual({ episodes: [], left: [] });
  });

  it('is a first step that changes access, by one whose work that is', () => {
    const admin = botDays(0, 90, ['iam:AttachRolePolicy', 'ec2:Describe']);
    const { episodes } = judged([...admin, ...at(60, ['iam:AttachUserPolicy', 'iam:PutUserPolicy'])]);
    expect(episodes).toEqual([]);
  });
});

describe('what is left out of a policy', () => {
  const sweep = at(60, listings(20));

  it('is not what was used on another day, by any token of the principal', () => {
    const other = { token: 'other-key', day: 75, permission: 'service1:Describe1' };
    const { left } = judged([...bot, ...sweep, other]);
    expect(left).not.toContain('service1:Describe1');
    expect(left).toHaveLength(19);
  });

  it('is nothing of an episode that a person accepted, also when it comes back', () => {
    const calls = [...bot, ...at(60, ['secrets:Get'], { origin: abroad })];
    const [episode] = judged(calls).episodes;
    const later = [...calls, ...at(80, ['secrets:List'], { origin: abroad })];
    const { episodes, left } = judged(later, [episode?.id ?? '']);
    expect(left).toEqual([]);
    expect(episodes).toMatchObject([{ id: episode?.id, isAccepted: true }]);
  });
});
