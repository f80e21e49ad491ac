import { fitHazard } from './hazard.ts';
import type { HolderUse } from './removals.ts';
import { unseenEver } from './unseen-species.ts';

/** One principal at the end of a training. */
export interface HolderCase {
  readonly uses: HolderUse;
  /** How many of its removals are expected to be needed, one by one. */
  readonly expected: number;
  /** Whether one was. */
  readonly isBroken: boolean;
}

/** Fewer broken or unbroken principals than this tell nothing but their share. */
const casesMin = 15;

/** Gives the chance that anything removed from a principal is needed. */
export interface HolderModel {
  readonly isModel: boolean;
  readonly cases: number;
  readonly broken: number;
  chanceOf(one: Omit<HolderCase, 'isBroken'>): number;
}

/**
 * Learns from an earlier window how often the whole of a principal’s removals met a need. Removals are not independent:
 * who needs one new thing often needs several, so that their chances cannot just be multiplied. What is
 * expected of them one by one is one sign here among others, and what became of it sets its weight. Where too few cases
 * broke, only their share is known; twice the days without a need halve it.
 */
export function fitHolders(cases: readonly HolderCase[]): HolderModel {
  const broken = cases.filter(({ isBroken }) => isBroken).length;
  const isModel = broken >= casesMin && cases.length - broken >= casesMin;
  if (!isModel) {
    const exposure = cases.reduce((sum, { uses }) => sum + 1 / uses.days, 0);
    const rate = exposure === 0 ? 0 : broken / exposure;
    return { isModel, cases: cases.length, broken, chanceOf: ({ uses }) => 1 - Math.exp(-rate / uses.days) };
  }
  const model = fitHazard(
    cases.map((one) => ({
      features: featuresOf(one),
      offset: expectedScore(one),
      count: 1,
      hits: one.isBroken ? 1 : 0,
    })),
  );
  return {
    isModel,
    cases: cases.length,
    broken,
    chanceOf: (one) => model(featuresOf(one), expectedScore(one)),
  };
}

function featuresOf({ uses, expected }: Omit<HolderCase, 'isBroken'>): readonly number[] {
  return [
    expectedScore({ expected }),
    Math.log1p(uses.used),
    Math.log1p(uses.once),
    Math.log1p(uses.twice),
    Math.log1p(unseenEver(uses)),
    Math.log1p(uses.fresh),
    uses.days === 0 ? 0 : uses.activeDays / uses.days,
  ];
}

/** If removals were independent, this would be the whole truth. */
function expectedScore({ expected }: Pick<HolderCase, 'expected'>): number {
  return Math.log(expected + 1e-6);
}
