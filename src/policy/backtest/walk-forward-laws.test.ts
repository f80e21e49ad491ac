import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { FoldFacts, HolderFacts } from './fold-facts.ts';
import type { Fold } from './folds.ts';
import { InSample } from './in-sample.ts';
import { rules } from './rules.ts';
import { holderOf, type SampleUse, sampleFacts, sampleFold, sampleUses } from './sample-days.test-support.ts';
import { examOf, marksOf } from './score.ts';
import { trainingOf } from './training.ts';
import type { HolderDays } from './use-days.ts';
import { Walk } from './walk-forward.ts';

const held = { from: sampleFold.from, to: sampleFold.to };

function factsOf(known: HolderFacts, fold: Fold = sampleFold): FoldFacts {
  return { fold, holders: 1, silent: () => undefined, of: () => known };
}

function neededKept(uses: readonly SampleUse[], known: HolderFacts): readonly number[] {
  const holder = holderOf(uses);
  const training = trainingOf(holder, known, sampleFold);
  const exam = examOf(holder, known, sampleFold);
  return rules.map((rule) => marksOf(holder, exam, rule.kept(training), sampleFold).neededKept);
}

const inTraining = sampleUses.map((uses) => uses.filter(({ day }) => day < sampleFold.cut));

describe('the backtest', () => {
  it('finds no successful call of the past that the policy made from it would refuse', () => {
    fc.assert(
      fc.property(sampleUses, sampleFacts, (uses, known) => {
        const whole = { from: held.from - 20, cut: held.to, to: held.to };
        const inSample = new InSample(factsOf(known, whole));
        inSample.add(holderOf(uses));
        const { calls, deniedCalls } = inSample.result();
        return deniedCalls === 0 && calls === uses.filter(({ outcome }) => outcome === 'allowed').length;
      }),
    );
  });

  it('keeps no less of what the same test days need when the training saw more', () => {
    fc.assert(
      fc.property(sampleUses, inTraining, sampleFacts, (uses, more, known) => {
        const before = neededKept(uses, known);
        const after = neededKept([...uses, ...more], known);
        return before.every((kept, index) => kept <= (after[index] ?? -1));
      }),
    );
  });

  it('learns nothing from the test days', () => {
    fc.assert(
      fc.property(sampleUses, sampleFacts, (uses, known) => {
        const past = uses.filter(({ day }) => day < sampleFold.cut);
        const all = trainingOf(holderOf(uses), known, sampleFold);
        const less = trainingOf(holderOf(past), known, sampleFold);
        return rules.every((rule) => rule.kept(all).equals(rule.kept(less)));
      }),
    );
  });

  it('answers the same whatever the order of tokens, permissions and principals', () => {
    fc.assert(
      fc.property(sampleUses, sampleUses, sampleFacts, (mine, others, known) => {
        const first = holderOf(mine);
        const second = { ...holderOf(others), principalId: 'arn:aws:iam::111122223333:user/b' };
        const there = walk([first, second], known);
        const back = walk([second, first].map(reversed), known);
        return JSON.stringify(there) === JSON.stringify(back);
      }),
    );
  });

  it('counts a token as broken exactly when something it needed was not kept', () => {
    fc.assert(
      fc.property(sampleUses, sampleFacts, (uses, known) => {
        const { rules: results } = walk([holderOf(uses)], known);
        return results.every(
          ({ result }) => result.needed - result.neededKept > 0 === result.brokenTokens > 0,
        );
      }),
    );
  });
});

function walk(holders: readonly HolderDays[], known: HolderFacts) {
  const walking = new Walk([factsOf(known)], held);
  for (const holder of holders) walking.add(holder);
  return walking.result();
}

function reversed(holder: HolderDays): HolderDays {
  const tokens = holder.tokens.map((token) => ({
    ...token,
    allowed: token.allowed.toReversed(),
    failed: token.failed.toReversed(),
    denied: token.denied.toReversed(),
  }));
  return { ...holder, tokens: tokens.toReversed() };
}
