import type { Rule } from '../rule.ts';
import { counted, listed } from '../wording.ts';

const hourMs = 3_600_000;

/** Many tokens at once. */
export const tokenFlood: Rule = {
  id: 'token-flood',
  what: 'Ten or more long-lived tokens that one principal made within an hour, three times as many as in any other hour.',
  why: 'Who has broken in makes himself spare keys; and what a script made by mistake nobody takes back.',
  severities: [{ severity: 'high', when: 'always' }],
  yieldsTo: [],
  find: ({ acts }) =>
    acts.floods.map((flood) => {
      const at = new Date(flood.hour * hourMs).toISOString();
      return {
        severity: 'high',
        reasons: [`it never made more than ${flood.usualMax} in any other hour`],
        provider: flood.provider,
        account: flood.account,
        subject: flood.actorPrincipal,
        subjectKind: 'principal',
        title: `made ${counted(flood.count, 'token')} within an hour on ${at.slice(0, 10)}, for ${listed(flood.holders, 3)}`,
        evidence: {
          hour: at,
          tokens: flood.tokens,
          holders: flood.holders,
          madeWith: flood.actorToken,
          usualMax: flood.usualMax,
          samples: [flood.sample],
        },
        fix: { summary: 'ask who ordered them; switch off the ones that nobody asked for' },
        breaks: ['whatever already calls with one of them'],
      };
    }),
};
