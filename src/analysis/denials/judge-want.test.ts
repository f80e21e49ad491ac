import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeWant, neededMin, probingMax } from './judge-want.ts';
import { daysFrom, factsOf, historyOn, noonOf, passedOn, wantOn } from './want-facts.test-support.ts';
import type { WantFacts } from './want-facts.ts';

const signNames = (facts: WantFacts): string[] => judgeWant(facts).signs.map(({ sign }) => sign);
const strange = (want: WantFacts['want']): Partial<WantFacts> => ({
  facets: {
    resources: [],
    places: [{ value: 'abroad', refusals: want.refusals }],
    agents: [{ value: 'curl', refusals: want.refusals }],
  },
  history: {
    ...historyOn(daysFrom(0, 100)),
    origins: [
      ...historyOn(daysFrom(0, 100)).origins,
      { kind: 'place', value: 'abroad', firstDay: want.days[0] ?? 0, passedDays: 0 },
      { kind: 'agent', value: 'curl', firstDay: want.days[0] ?? 0, passedDays: 0 },
    ],
  },
});
const detached = (day: number): WantFacts['changes'] => [
  { at: noonOf(day), change: 'detach-role', subject: 'bot', object: 'policy/queues', actor: 'admin' },
];

describe('the verdict on a refused want', () => {
  it('needs what was used until a grant was taken away, on the first day already', () => {
    const want = wantOn([60]);
    const facts = factsOf(want, { passed: daysFrom(0, 60).map(passedOn), changes: detached(59) });
    expect(judgeWant(facts)).toMatchObject({ verdict: 'needed' });
    expect(signNames(facts)).toEqual(expect.arrayContaining(['allowed-before', 'taken-away']));
  });

  it('needs what an earlier inventory granted, that was used, and that is refused since', () => {
    const lostGrant = { from: noonOf(50), to: noonOf(61) };
    const facts = factsOf(wantOn([60, 61]), { passed: [passedOn(58)], lostGrant });
    expect(judgeWant(facts).verdict).toBe('needed');
  });

  it('needs all of what a right-sizing took, though many wants begin at once', () => {
    const others = ['a:B', 'c:D', 'e:F', 'g:H'].map((permission) => wantOn([60], { permission }));
    const facts = factsOf(wantOn([60]), { others, passed: [passedOn(59)], changes: detached(59) });
    expect(judgeWant(facts).verdict).toBe('needed');
    expect(signNames(facts)).not.toContain('burst');
  });

  it('needs what a changed program begins to ask for, again and again, from its usual place', () => {
    const facts = factsOf(wantOn(daysFrom(80, 100, 2)));
    expect(judgeWant(facts)).toMatchObject({ verdict: 'needed', status: 'open' });
    expect(signNames(facts)).toContain('began');
  });

  it('calls probing what is tried once from a new place with a new agent', () => {
    const want = wantOn([90]);
    expect(judgeWant(factsOf(want, strange(want))).verdict).toBe('probing');
  });

  it('calls probing one of many different permissions tried within a day', () => {
    const others = ['a:B', 'c:D', 'e:F'].map((permission) => wantOn([90], { permission }));
    const facts = factsOf(wantOn([90]), { others });
    expect(judgeWant(facts).verdict).toBe('probing');
    expect(judgeWant({ ...facts, others: others.slice(1) }).verdict).not.toBe('probing');
  });

  it('calls probing every call without a credential, however long it goes on', () => {
    const facts = factsOf(wantOn(daysFrom(0, 100), { tokenId: '', principalKind: 'anonymous' }));
    expect(judgeWant(facts).verdict).toBe('probing');
  });

  it('calls misconfigured what was refused all along, while its token works on', () => {
    expect(judgeWant(factsOf(wantOn(daysFrom(3, 100, 7)))).verdict).toBe('misconfigured');
  });

  it('does not need what a scanner is refused', () => {
    const sweeper = { tokenId: 't', principalId: 'bot', days: daysFrom(0, 100, 5), readsMax: 38 };
    const want = wantOn(daysFrom(80, 100, 5));
    expect(judgeWant(factsOf(want)).verdict).toBe('needed');
    expect(judgeWant(factsOf(want, { sweeper })).verdict).toBe('unclear');
  });

  it('leaves a single refusal from the usual place unclear', () => {
    expect(judgeWant(factsOf(wantOn([40]))).verdict).toBe('unclear');
  });

  it('takes no place for new while there is hardly a history to compare with', () => {
    const want = wantOn([3]);
    const young = strange(want);
    const facts = factsOf(want, { ...young, history: { days: [], origins: young.history?.origins ?? [] } });
    expect(signNames(facts)).not.toContain('new-place');
  });

  it('does not say that it was let through before where both happen side by side', () => {
    const facts = factsOf(wantOn([10, 20, 30]), { passed: [5, 15, 25].map(passedOn) });
    expect(signNames(facts)).not.toContain('allowed-before');
  });

  it('knows when a want has ended, and when it was granted', () => {
    const daily = factsOf(wantOn(daysFrom(20, 50)));
    expect(judgeWant(daily).status).toBe('stopped');
    expect(judgeWant({ ...daily, passed: [passedOn(60)] }).status).toBe('allowed-since');
  });
});

describe('the score of a refused want', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 40 });
  const facts = fc
    .record({ days, passed: days, others: fc.array(days, { maxLength: 6 }), isStrange: fc.boolean() })
    .map(({ days: refused, passed, others, isStrange }) => {
      const want = wantOn(refused.sort((a, b) => a - b));
      return factsOf(want, {
        ...(isStrange && strange(want)),
        passed: passed.sort((a, b) => a - b).map(passedOn),
        others: others.map((other, index) =>
          wantOn(
            other.sort((a, b) => a - b),
            { permission: `x:P${index}` },
          ),
        ),
      });
    });

  it('is the sum of its signs, and the verdict follows from it', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { score, signs, verdict } = judgeWant(one);
        expect(score).toBe(signs.reduce((sum, { points }) => sum + points, 0));
        expect(verdict === 'probing').toBe(score <= probingMax);
        if (verdict === 'needed') expect(score).toBeGreaterThanOrEqual(neededMin);
      }),
    );
  });

  it('never speaks more for a need because the same calls came from a strange place', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const usual = { ...one, ...factsOf(one.want), passed: one.passed, others: one.others };
        const abroad = { ...usual, ...strange(one.want) };
        expect(judgeWant(abroad).score).toBeLessThanOrEqual(judgeWant(usual).score);
      }),
    );
  });

  it('does not depend on the order of the other wants', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(judgeWant({ ...one, others: one.others.toReversed() })).toEqual(judgeWant(one));
      }),
    );
  });
});
