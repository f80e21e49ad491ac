import { catalogueFacts } from '../../catalogue-facts.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, isoDay, listed } from '../wording.ts';
import { changesThings } from './admin-but-reads.ts';

/** A service that a machine never called before. */
export const newService: Rule = {
  id: 'new-service',
  what: 'A machine’s token that began to use a service within the last 30 days, after 45 days or more with the same few others, none of them new in the five weeks before; not by hand, and not as code.',
  why: 'A job does what it was made for; something new is a new version, or somebody else.',
  severities: [
    { severity: 'medium', when: 'it changes something there' },
    { severity: 'low', when: 'it only reads there' },
  ],
  yieldsTo: [
    'suspicious-episode',
    'new-power',
    'logging-off',
    'human-on-machine-token',
    'token-flood',
    'unexpected-place',
    'unexpected-agent',
    'denial-burst',
    'shared-token',
  ],
  find: ofTokens((gap, { acts }) => {
    const { id, principalId, provider } = gap.token;
    const births = acts.services.get(tokenKey(id, principalId)) ?? [];
    const [first] = births;
    if (!first) return undefined;
    const names = births.flatMap(({ permissions }) => permissions);
    const changing = catalogueFacts(provider)
      .permissions.filter((permission) => names.includes(permission.name) && changesThings(permission))
      .map(({ name }) => name);
    const services = births.map(({ service }) => service);
    const since = isoDay(Math.min(...births.map(({ day }) => day)) * 86_400_000);
    return {
      severity: changing.length > 0 ? 'medium' : 'low',
      reasons: [
        changing.length > 0 ? `it changes something there: ${listed(changing, 3)}` : 'it only reads there',
      ],
      title: `uses ${listed(services, 3)} since ${since}, and never used more than ${listed(first.usual, 4)} before`,
      evidence: {
        since,
        services: births.map(({ service, permissions, calls, day }) => ({
          service,
          permissions,
          calls,
          firstDay: isoDay(day * 86_400_000),
        })),
        usual: first.usual,
        samples: births.map(({ sample }) => sample).slice(0, 5),
        principal: principalId,
      },
      fix: {
        summary: `ask its owner which change brought that; where nobody knows, take ${counted(names.length, 'permission')} away and look at what was done`,
        notes: [`\`token ${id}\` shows what it did before`],
      },
      breaks: ['what began to use it'],
    };
  }),
};
