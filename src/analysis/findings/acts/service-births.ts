import { z } from 'zod';
import { groupBy } from '../../../model/group-by.ts';
import type { Span } from '../../../model/window.ts';
import type { Store } from '../../../store/store.ts';
import { profilesOf } from '../../../store/tables/profiles.ts';
import { catalogueFacts } from '../../catalogue-facts.ts';
import { type Scope, scopeParams, within } from '../../scope.ts';
import { usageOf } from '../../shared-usage.ts';
import { tokenKey } from '../token-key.ts';
import { isAsCode, isByHand } from './agent-kinds.ts';

/** News are of the weeks that began within so many days, … */
const newsDays = 30;
/** … after so many days of a history that went on in so many weeks, … */
const historyDaysMin = 45;
const historyWeeksMin = 6;
/** … the last so many of which brought no new service, … */
const settledDays = 35;
/** … and which knows no more services than these. */
const servicesMax = 12;
const rowsMax = 20_000;

/** A service that a token began to use after it had long used the same ones. */
export interface ServiceBirth {
  readonly provider: string;
  readonly tokenId: string;
  readonly principalId: string;
  readonly service: string;
  readonly permissions: readonly string[];
  /** Epoch day. */
  readonly day: number;
  readonly calls: number;
  readonly sample: string;
  /** The services of its history, in order. */
  readonly usual: readonly string[];
}

/** Reads which long-lived tokens lately began to use a service, by token and principal; by programs alone, not by hand or as code. */
export async function serviceBirths(
  store: Store,
  span: Span,
  scope?: Scope,
): Promise<ReadonlyMap<string, readonly ServiceBirth[]>> {
  const fresh = (await freshTokens(store, span, scope)).flatMap((row) => {
    const services = newServices(row);
    return services.size === 0 ? [] : [{ ...row, services }];
  });
  if (fresh.length === 0) return new Map();
  const uses = groupBy(await firstUses(store, span, fresh, scope), (use) =>
    tokenKey(use.token_id, use.principal_id),
  );
  return new Map(
    fresh.flatMap(({ provider, token_id, principal_id, services, early }) => {
      const key = tokenKey(token_id, principal_id);
      const usual = [...servicesOf(provider, early)].sort();
      const births = [...services].flatMap(([service, ids]) => {
        const own = (uses.get(key) ?? []).filter((use) => ids.has(use.permission_id));
        const first = own[0];
        if (!first || own.some(({ agents }) => agents.every((agent) => isByHand(agent) || isAsCode(agent))))
          return [];
        return [
          {
            provider,
            tokenId: token_id,
            principalId: principal_id,
            service,
            permissions: own.map(({ permission }) => permission).sort(),
            day: Math.min(...own.map(({ born }) => born)),
            calls: own.reduce((sum, { uses: made }) => sum + made, 0),
            sample: first.sample,
            usual,
          },
        ];
      });
      return births.length === 0 ? [] : [[key, births] as const];
    }),
  );
}

const freshRow = z.object({
  provider: z.string(),
  token_id: z.string(),
  principal_id: z.string(),
  early: z.array(z.coerce.number()),
  middle: z.array(z.coerce.number()),
  late: z.array(z.coerce.number()),
});
type FreshRow = z.infer<typeof freshRow>;

/** Tokens that were let through to something in the latest weeks that they had not used before. */
async function freshTokens(store: Store, span: Span, scope: Scope | undefined): Promise<FreshRow[]> {
  const to = Math.floor(span.to / 86_400_000);
  const usage = usageOf(scope);
  // What was read of the usage already is summed up sooner than the profiles of every week are opened.
  const profiles = scope?.packedUsage === undefined ? 'profiles_v1' : `(${profilesOf('1', usage.sql)})`;
  return store.query({
    name: 'tokens with new permissions',
    sql: `SELECT provider, token_id, principal_id, groupUniqArrayArrayIf(allowed, toUInt32(week) < {settled: UInt32}) AS early,
        groupUniqArrayArrayIf(allowed, toUInt32(week) >= {settled: UInt32} AND toUInt32(week) < {news: UInt32}) AS middle,
        groupUniqArrayArrayIf(allowed, toUInt32(week) >= {news: UInt32}) AS late
      FROM ${profiles} AS weeks
      WHERE token_id != '' AND token_kind NOT IN ('session', 'password') AND toUInt32(week) <= {to: UInt32}
        AND ${within(scope, 'token_id IN {tokenIds: Array(String)}')}
      GROUP BY provider, token_id, principal_id
      HAVING toUInt32(toDate(min(first_seen))) + ${historyDaysMin} <= {news: UInt32}
        AND uniqExactIf(week, toUInt32(week) < {news: UInt32}) >= ${historyWeeksMin}
        AND NOT hasAll(arrayConcat(early, middle), late)
      ORDER BY provider, token_id, principal_id
      LIMIT ${rowsMax}`,
    params: {
      to,
      news: to - newsDays,
      settled: to - newsDays - settledDays,
      ...scopeParams(scope),
      ...usage.params,
    },
    row: freshRow,
  });
}

/** The permissions of each service of which nothing was used before. */
function newServices({ provider, early, middle, late }: FreshRow): ReadonlyMap<string, ReadonlySet<number>> {
  const usual = servicesOf(provider, early);
  const isSettled = [...servicesOf(provider, middle)].every((service) => usual.has(service));
  if (!isSettled || usual.size === 0 || usual.size > servicesMax) return new Map();
  const found = new Map<string, Set<number>>();
  for (const id of late) {
    const service = catalogueFacts(provider).permissionOf(id)?.service;
    if (service === undefined || usual.has(service)) continue;
    found.set(service, (found.get(service) ?? new Set()).add(id));
  }
  return found;
}

function servicesOf(provider: string, ids: readonly number[]): ReadonlySet<string> {
  const facts = catalogueFacts(provider);
  return new Set(ids.flatMap((id) => facts.permissionOf(id)?.service ?? []));
}

const useRow = z.object({
  token_id: z.string(),
  principal_id: z.string(),
  permission_id: z.coerce.number(),
  permission: z.string(),
  born: z.coerce.number(),
  uses: z.coerce.number(),
  sample: z.string(),
  agents: z.array(z.string()),
});

/** When and with what tokens first used permissions of theirs; the earliest first. */
async function firstUses(
  store: Store,
  span: Span,
  fresh: readonly (FreshRow & { readonly services: ReadonlyMap<string, ReadonlySet<number>> })[],
  scope: Scope | undefined,
): Promise<z.infer<typeof useRow>[]> {
  const ids = fresh.flatMap(({ services }) => [...services.values()].flatMap((own) => [...own]));
  const usage = usageOf(scope);
  return store.query({
    name: 'first uses of new services',
    sql: `SELECT token_id, principal_id, permission_id, toString(any(usage_v1.permission)) AS permission, toUInt32(min(day)) AS born,
        sum(usage_v1.uses) AS uses, argMin(usage_v1.sample, (day, usage_v1.sample)) AS sample,
        arraySort(groupUniqArray(20)(toString(agent))) AS agents
      FROM ${usage.sql} AS usage_v1
      WHERE token_id IN {tokens: Array(String)} AND permission_id IN {permissions: Array(UInt32)} AND outcome = 'allowed'
        AND day <= toDate({to: UInt32})
      GROUP BY token_id, principal_id, permission_id
      ORDER BY born, token_id, principal_id, permission_id
      LIMIT ${rowsMax * 10}`,
    params: {
      tokens: [...new Set(fresh.map(({ token_id }) => token_id))],
      permissions: [...new Set(ids)],
      to: Math.floor((span.to - 1) / 1000),
      ...usage.params,
    },
    row: useRow,
  });
}
