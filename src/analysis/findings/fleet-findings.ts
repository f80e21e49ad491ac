import type { OnProgress } from '../../ingest/progress.ts';
import type { Dormancy } from '../../model/dormancy.ts';
import type { Finding } from '../../model/finding.ts';
import type { Store } from '../../store/store.ts';
import { type DormancyOptions, fleetDormancy } from '../dormancy/fleet-dormancy.ts';
import type { FleetGap, TokenGap } from '../gap.ts';
import { judgeRoles } from '../roles/judge-roles.ts';
import { roleRecords } from '../roles/role-records.ts';
import { holderFacts } from '../toxic/holder-facts.ts';
import { judgeHolder } from '../toxic/judge-holder.ts';
import { drawFindings } from './draw-findings.ts';
import { loggedActs } from './logged-acts.ts';
import { placeDays, placeFacts } from './place-days.ts';
import { placeNews } from './place-news.ts';
import type { FleetFacts, Rule } from './rule.ts';
import { rules } from './rules.ts';
import { tokenKey } from './token-key.ts';
import { knockOrigins } from './token-origins.ts';

export interface FindingOptions extends DormancyOptions {
  /** What the silence of these tokens is, for whoever has judged it already. */
  readonly dormancy?: Promise<ReadonlyMap<TokenGap, Dormancy>>;
  /** Mail addresses of the people there are, in lower case. */
  readonly people?: ReadonlySet<string> | undefined;
  /** Reviews of roles that were recorded. */
  readonly reviews?: FleetFacts['reviews'] | undefined;
  /** Rules beside ours. */
  readonly userRules?: readonly Rule[] | undefined;
  readonly onProgress?: OnProgress;
}

/** Gathers what rules conclude from, and concludes. */
export async function fleetFindings(
  store: Store,
  fleet: FleetGap,
  {
    dormancy: judged,
    people,
    reviews,
    userRules = [],
    onProgress = () => {},
    ...options
  }: FindingOptions = {},
): Promise<readonly Finding[]> {
  const { span, scope } = fleet;
  const known = await placeFacts(store);
  const [dormancy, places, acts] = await Promise.all([
    judged ?? fleetDormancy(store, fleet, options),
    placeDays(store, span, scope),
    loggedActs(store, fleet, known, people),
  ]);
  const zombies = fleet.tokens.filter((gap) => dormancy.get(gap)?.verdict === 'zombie');
  const origins = await knockOrigins(
    store,
    span,
    zombies.map(({ token }) => token.id),
    scope,
  );
  const news = new Map(
    fleet.tokens.flatMap((gap) => {
      const history = places.get(tokenKey(gap.token.id, gap.token.principalId));
      const found = history && placeNews(history, known);
      return found ? [[gap, found] as const] : [];
    }),
  );
  const knocks = new Map(
    zombies.flatMap((gap) => {
      const found = origins.get(gap.token.id);
      return found ? [[gap, found] as const] : [];
    }),
  );
  const holders = holderFacts(fleet.tokens).map((facts, done, all) => {
    if (done % holdersPerStep === 0) onProgress({ stage: 'combining permissions', done, total: all.length });
    return judgeHolder(facts);
  });
  const facts: FleetFacts = {
    fleet,
    span,
    dormancy,
    news,
    knocks,
    acts,
    people: people ?? new Set(),
    reviews: reviews ?? new Map(),
    roles: userRules.some(({ needsRoles }) => needsRoles)
      ? judgeRoles(await roleRecords(store), fleet.tokens)
      : [],
    holders,
  };
  return drawFindings(facts, [...rules, ...userRules], onProgress);
}

const holdersPerStep = 1000;
