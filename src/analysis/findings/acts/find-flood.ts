import type { TokenBirths } from './token-births.ts';

/** As many tokens within an hour are no work by hand. */
export const floodMin = 10;
/** Who makes many on so many days does it as his work. */
const habitDaysMin = 4;
/** A flood stands out that is so many times what its maker made in any other hour. */
const timesUsual = 3;

/** Many tokens made at once by somebody who never did. */
export interface TokenFlood extends TokenBirths {
  /** The most that he made in any other hour. */
  readonly usualMax: number;
}

/** Finds the largest flood among the hours of one maker, ascending. */
export function findFlood(hours: readonly TokenBirths[]): TokenFlood | undefined {
  const large = hours
    .map((hour, index) => joined(hour, hours[index + 1]))
    .filter(({ count }) => count >= floodMin);
  const days = new Set(large.map(({ hour }) => Math.floor(hour / 24)));
  const [worst] = large.toSorted((a, b) => b.count - a.count);
  if (!worst || days.size >= habitDaysMin) return undefined;
  const others = hours.filter(({ hour }) => Math.abs(hour - worst.hour) > 1);
  const usualMax = Math.max(0, ...others.map(({ count }) => count));
  return worst.count >= timesUsual * usualMax ? { ...worst, usualMax } : undefined;
}

/** A flood may run over the end of an hour. */
function joined(hour: TokenBirths, next: TokenBirths | undefined): TokenBirths {
  if (next?.hour !== hour.hour + 1) return hour;
  return {
    ...hour,
    count: hour.count + next.count,
    tokens: [...hour.tokens, ...next.tokens],
    holders: [...new Set([...hour.holders, ...next.holders])].sort(),
  };
}
