import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { counted, isoDay, listed, windowOf } from '../wording.ts';

const dayMs = 86_400_000;

/** A token that turns up where it never was. */
export const unexpectedPlace: Rule = {
  id: 'unexpected-place',
  what: 'A token used from a country, or from a kind of network, that it was never used from, after weeks of use from few places.',
  why: 'A stolen secret is used from elsewhere, and so is one that a person borrowed from a machine.',
  severities: [
    { severity: 'high', when: 'a long-lived secret, from a country it was never used from' },
    { severity: 'medium', when: 'otherwise' },
  ],
  yieldsTo: ['suspicious-episode', 'human-on-machine-token'],
  find: ofTokens((gap, { news, span }) => {
    const found = news.get(gap);
    if (!found) return undefined;
    const { places, usual, usualDays } = found;
    const names = places.map(({ place }) => place);
    const isSecret = gap.token.kind !== 'session';
    const isAbroad = places.some(({ isNewCountry }) => isNewCountry);
    const calls = places.reduce((sum, place) => sum + place.calls, 0);
    return {
      severity: isSecret && isAbroad ? 'high' : 'medium',
      reasons: [
        isAbroad ? 'it was never used from that country' : 'it was never used from that kind of network',
        isSecret ? `it is a long-lived ${gap.token.kind}` : 'its sessions are short-lived',
      ],
      title: `used from ${listed(names, 3)}, after ${counted(usualDays, 'day')} of use from ${listed(usual, 3)} only`,
      evidence: {
        window: windowOf(span),
        usual,
        usualDays,
        places: places.map(({ place, days, calls: made, sample }) => ({
          place,
          firstDay: isoDay((days[0] ?? 0) * dayMs),
          lastDay: isoDay((days.at(-1) ?? 0) * dayMs),
          days: days.length,
          calls: made,
          sample,
        })),
        calls,
        principal: gap.token.principalId,
      },
      fix: retirementOf(
        gap,
        'ask its owner who that was; if nobody knows, switch it off now and see what was done there',
      ),
      breaks: gap.calls > gap.turnedAway ? ['everything that still calls with it'] : [],
    };
  }),
};
