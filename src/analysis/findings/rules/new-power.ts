import type { Capability } from '../../../model/capability.ts';
import { groupBy } from '../../../model/group-by.ts';
import type { Rule } from '../rule.ts';
import { isoDay, listed } from '../wording.ts';

const words: Readonly<Partial<Record<Capability, string>>> = {
  'changes-access': 'changes access',
  'mints-tokens': 'makes tokens',
  'reads-secrets': 'reads secrets',
};

/** A power that was there all along, and is used for the first time. */
export const newPower: Rule = {
  id: 'new-power',
  what: 'A machine’s principal that, after 45 days or more without it, began to change access, to make tokens or to read secrets within the last 30 days.',
  why: 'A new kind of use is a new version, or somebody else.',
  severities: [
    { severity: 'high', when: 'it changes access or makes tokens' },
    { severity: 'medium', when: 'it reads secrets' },
  ],
  yieldsTo: ['suspicious-episode', 'logging-off', 'token-flood', 'human-on-machine-token'],
  *find({ acts, fleet }) {
    const secrets = new Map(
      fleet.tokens
        .filter(({ token }) => token.kind !== 'session' && token.kind !== 'password')
        .map((gap) => [`${gap.token.id}\n${gap.token.principalId}`, gap]),
    );
    for (const births of groupBy(acts.powers, ({ tokenId, principalId }) => `${tokenId}\n${principalId}`)) {
      const gap = secrets.get(births[0]);
      if (!gap) continue;
      const first = Math.min(...births[1].map(({ day }) => day));
      const kinds = [...new Set(births[1].map(({ capability }) => capability))];
      const names = births[1].map(({ permission }) => permission);
      const isGrave = kinds.some((kind) => kind !== 'reads-secrets');
      const { provider, account, id, principalId } = gap.token;
      yield {
        severity: isGrave ? 'high' : 'medium',
        reasons: [
          `it ${listed(
            kinds.map((kind) => words[kind] ?? kind),
            3,
          )}`,
        ],
        provider,
        account,
        subject: id,
        subjectKind: 'token',
        title: `${listed(
          kinds.map((kind) => words[kind] ?? kind),
          3,
        )} since ${isoDay(first * 86_400_000)}, and never did before: ${listed(names, 3)}`,
        evidence: {
          since: isoDay(first * 86_400_000),
          permissions: births[1].map(({ permission, calls, day }) => ({
            permission,
            calls,
            firstDay: isoDay(day * 86_400_000),
          })),
          samples: births[1].map(({ sample }) => sample).slice(0, 5),
          principal: principalId,
        },
        fix: {
          summary: 'ask its owner which change brought that; where nobody knows, take the permission away',
          notes: [`\`token ${id}\` shows what it did before`],
        },
        breaks: ['what began to use it'],
      };
    }
  },
};
