import { groupBy } from '../../../model/group-by.ts';
import { findProvider } from '../../../providers/register.ts';
import type { Episode } from '../../suspicion/find-episodes.ts';
import { hoursOf } from '../../suspicion/stretch.ts';
import { capableOf } from '../../toxic/capability-facts.ts';
import type { OriginDays } from '../acts/origin-days.ts';
import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { tokenKey } from '../token-key.ts';
import { counted, listed } from '../wording.ts';

const hourMs = 3_600_000;
const samplesMax = 5;
const powers = ['changes-access', 'mints-tokens', 'hides-traces'] as const;

/** A stretch of calls that looks like somebody else’s. */
export const suspiciousEpisode: Rule = {
  id: 'suspicious-episode',
  what: 'A token that for some hours did what it never did, from where it never came, or swept through services: it looks like somebody else’s doing.',
  why: 'Whoever holds a stolen secret looks around first. What only such an episode asked for is left out of proposed policies.',
  severities: [
    {
      severity: 'critical',
      when: 'a call of it that changes access, makes tokens or hides traces was let through',
    },
    { severity: 'high', when: 'it is a long-lived secret' },
    { severity: 'medium', when: 'it is a short-lived session' },
  ],
  yieldsTo: [],
  find: ofTokens((gap, { acts, span }) => {
    const { id, principalId, provider, kind } = gap.token;
    const visits = acts.origins.get(tokenKey(id, principalId))?.visits ?? [];
    const own = acts.suspicion.filter(
      ({ trail }) => trail.principalId === principalId && trail.provider === provider,
    );
    const episodes = own
      .flatMap((suspicion) => suspicion.episodes)
      .filter((episode) => tokenKey(episode.tokenId, principalId) === tokenKey(id, principalId))
      .filter((episode) => !episode.isAccepted && isWithin(episode, span))
      .filter((episode) => !isVisit(episode, visits));
    const worst = episodes.toSorted((a, b) => b.score - a.score)[0];
    if (!worst) return undefined;
    const rows = episodes.flatMap(({ stretches }) => stretches.flatMap((stretch) => stretch.rows));
    const granted = [
      ...new Set(rows.filter(({ calls, refused }) => calls > refused).map(({ permission }) => permission)),
    ];
    const powerful = granted.filter((name) => isPower(provider, name));
    const byPermission = groupBy(rows, ({ permission }) => permission);
    const isSecret = kind !== 'session';
    const signs = [...new Set(episodes.flatMap((episode) => episode.signs.map(({ text }) => text)))];
    return {
      severity: powerful.length > 0 ? 'critical' : isSecret ? 'high' : 'medium',
      reasons: [
        powerful.length > 0
          ? `it was let through with ${listed(powerful, 3)}`
          : isSecret
            ? `it is a long-lived ${kind}`
            : 'its sessions are short-lived',
      ],
      title: `${counted(episodes.length, 'suspicious episode')}, the worst on ${iso(hoursOf({ rows: worst.stretches.flatMap((stretch) => stretch.rows) }).from).slice(0, 10)}: ${listed(
        worst.signs.map(({ text }) => text),
        2,
      )}`,
      evidence: {
        episodes: episodes.map((episode) => {
          const { from, to } = hoursOf({ rows: episode.stretches.flatMap((stretch) => stretch.rows) });
          return { id: episode.id, score: episode.score, from: iso(from), to: iso(to) };
        }),
        signs,
        calls: rows.reduce((sum, { calls }) => sum + calls, 0),
        refused: rows.reduce((sum, { refused }) => sum + refused, 0),
        places: distinct(episodes, ({ place }) => place),
        agents: distinct(episodes, ({ agent }) => agent),
        permissions: [...byPermission.keys()].sort(),
        onlyHere: own.flatMap(({ excluded }) => [...excluded.keys()]).sort(),
        samples: [...byPermission.values()]
          .flatMap(([row]) => (row ? [row.sample] : []))
          .slice(0, samplesMax),
        principal: principalId,
      },
      fix: retirementOf(
        gap,
        'ask its owner who that was; if nobody knows, switch it off now, and look at everything that it did in these hours',
      ),
      breaks: gap.calls > gap.turnedAway ? ['everything that still calls with it'] : [],
    };
  }),
};

function isWithin({ stretches }: Episode, span: { readonly from: number; readonly to: number }): boolean {
  const { from, to } = hoursOf({ rows: stretches.flatMap((stretch) => stretch.rows) });
  return to * hourMs > span.from && from * hourMs < span.to;
}

/** Whether a person of the organisation made all of its calls: a rule of its own tells that. */
function isVisit({ stretches }: Episode, visits: readonly OriginDays[]): boolean {
  return stretches.every(({ place, agent }) =>
    visits.some((visit) => visit.place === place && visit.agent === agent),
  );
}

function isPower(provider: string, name: string): boolean {
  const id = findProvider(provider).catalogue.find(name)?.id;
  return id !== undefined && powers.some((power) => capableOf(provider, power).has(id));
}

function distinct(
  episodes: readonly Episode[],
  of: (stretch: Episode['stretches'][number]) => string,
): readonly string[] {
  return [...new Set(episodes.flatMap(({ stretches }) => stretches.map(of)))].sort();
}

function iso(hour: number): string {
  return new Date(hour * hourMs).toISOString();
}
