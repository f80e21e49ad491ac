import { describe, expect, it } from 'vitest';
import type { ScoreAnswer, ScoreRow } from '../../../model/score.ts';
import { lineWidth } from '../run.ts';
import { actsOnTerminal, print, sampleWindow } from '../sample-values.test-support.ts';
import { scorePage } from './score-page.ts';

const hostile = '\u001b[31m\u0007\nx\u202e';

function row(given: Partial<ScoreRow> = {}): ScoreRow {
  return {
    kind: 'fleet',
    id: '',
    name: 'the fleet',
    score: 54,
    worst: 98,
    floor: 3,
    tokens: 116,
    holders: 110,
    buckets: { narrow: 12, medium: 44, wide: 10, none: 44 },
    granted: 400,
    used: 100,
    unused: 200,
    unknown: 100,
    ...given,
  };
}

function sampleScore(given: Partial<ScoreAnswer> = {}): ScoreAnswer {
  const team = (id: string, score: number | null) => row({ kind: 'team', id, name: id, score });
  return {
    schema: 'scopelight.score/1',
    window: sampleWindow,
    subject: row(),
    providers: [row({ kind: 'provider', id: 'aws', name: 'aws' })],
    teams: [team('platform', 98), team('', null)],
    principals: [],
    tokens: [],
    weights: [],
    trend: [56, null, 60, 40].map((score) => ({ window: sampleWindow, score, worst: 98, floor: 1, wide: 9 })),
    ...given,
  };
}

function page(given: Partial<ScoreAnswer> = {}): string {
  return print(scorePage(sampleScore(given), { width: 100 }));
}

describe('scorePage', () => {
  it('says the score first, with what is unknown and what the provider imposes apart', () => {
    const text = page();
    expect(text).toContain('The gap score of the fleet is 54: 10 of 110 holders have a wide gap.');
    expect(text).toContain('100 (25.0 %) are unknown and count on');
    expect(text).toContain('Floor 3: what the provider imposes');
    expect(page({ subject: row({ score: null }) })).toContain('The gap score of the fleet is not known.');
  });

  it('lists groups where there are several, and whose nobody answers for', () => {
    const text = page();
    expect(text).toMatch(/98 {2}━+ +platform/);
    expect(text).toMatch(/– +nobody/);
    expect(text).not.toContain('By provider');
  });

  it('draws the weeks as columns over their figures, and leaves a gap where there is none', () => {
    const text = page();
    expect(text).toContain('The score went down from 56 to 40.');
    expect(text).toMatch(/week +56 +– +60 +40/);
    expect(text).toMatch(/ {4}0 {2}██ {6}██ {2}██/);
    expect(page({ trend: [] })).not.toContain('week');
  });

  it('shows what the score of one principal is made of', () => {
    const text = page({
      weights: [
        { level: 'permissions', reach: 'everything', weight: 50, used: 0, unused: 3, unknown: 1 },
        { level: 'write', reach: 'limited', weight: 5, used: 2, unused: 10, unknown: 0 },
      ],
    });
    expect(text).toMatch(/permissions +everything +50 +0 +3 +1 +75\.0 %/);
    expect(text).toMatch(/write +limited +5 +2 +10 +0 +25\.0 %/);
  });

  it('stays within every width', () => {
    const long = row({ kind: 'principal', name: `arn:aws:iam::111122223333:role/${'x'.repeat(200)}` });
    const answer = sampleScore({
      subject: long,
      principals: [long, long],
      trend: Array.from({ length: 52 }, () => sampleScore().trend).flat(),
    });
    for (let width = 60; width <= 200; width += 5) {
      for (const parts of scorePage(answer, { width })) expect(lineWidth(parts)).toBeLessThanOrEqual(width);
    }
  });

  it('prints what attackers wrote as text', () => {
    const bad = row({ kind: 'team', id: hostile, name: hostile });
    const text = page({ subject: bad, teams: [bad, bad], principals: [bad, bad], tokens: [bad, bad] });
    expect(actsOnTerminal(text)).toEqual([]);
  });
});
