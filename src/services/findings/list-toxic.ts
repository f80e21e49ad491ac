import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { fleetGap } from '../../analysis/gap.ts';
import { holderFacts } from '../../analysis/toxic/holder-facts.ts';
import {
  chanceOf,
  cutOf,
  type JudgedHolder,
  judgeHolder,
  type MissedChance,
  stateOf,
} from '../../analysis/toxic/judge-holder.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { Toxic, ToxicHolder } from '../../model/toxic.ts';
import type { Span, Window } from '../../model/window.ts';
import type { HolderDays } from '../../policy/backtest/use-days.ts';
import { findProvider } from '../../providers/register.ts';
import { learnFromFleet } from '../backtest/backtest-fleet.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { findSubject } from '../tokens/find-subject.ts';

export interface ListToxicInput {
  /** Id of a token or principal; all of them by default. */
  readonly id?: string | undefined;
  readonly window?: Window;
}

/**
 * Lists who holds combinations of permissions that are dangerous in one hand, which part of each is used, and the cheapest
 * way to part them.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function listToxic(ctx: Context, input: ListToxicInput = {}): Promise<Toxic> {
  const span = await judgedSpan(ctx, input.window);
  const subject = input.id === undefined ? undefined : await findSubject(ctx.store, input.id);
  const fleet = await fleetGap(ctx.store, span, subject && { principalIds: subject.principalIds });
  const judged = holderFacts(fleet.tokens).map(judgeHolder);
  const forecastOf = await missedChances(ctx, span, judged);
  const has = ({ paths }: JudgedHolder, isEscalation: boolean): boolean =>
    paths.some(({ isLimited, escalation }) => !isLimited && (escalation !== undefined) === isEscalation);
  const of = (holds: (one: JudgedHolder) => boolean): number => judged.filter(holds).length;
  return {
    schema: 'scopelight.toxic/1',
    window: windowOf(span),
    totals: {
      holders: judged.length,
      unlimited: of(({ facts }) => facts.isUnlimited),
      escalating: of((one) => has(one, true)),
      toxic: of((one) => has(one, false)),
    },
    holders: judged
      .filter(({ paths, facts }) => paths.length > 0 || (subject !== undefined && facts.isUnlimited))
      .map((one) => rowOf(one, forecastOf(one)))
      .sort(byOpenPaths),
  };
}

const horizonDays = 90;

/**
 * Learns from the log of the whole fleet how likely what holders never used is needed within 90 days; of each holder, by
 * permission. Where the log is too short to look back, there is no telling.
 */
async function missedChances(
  ctx: Context,
  span: Span,
  judged: readonly JudgedHolder[],
): Promise<(one: JudgedHolder) => MissedChance | undefined> {
  const open = judged.filter(({ paths }) => paths.some(({ isLimited }) => !isLimited));
  const wanted = new Set(open.map(({ facts }) => facts.principalId));
  if (wanted.size === 0) return () => undefined;
  const days = new Map<string, HolderDays>();
  const forecast = await learnFromFleet(ctx, { span, horizonDays }, (holder) => {
    if (wanted.has(holder.principalId)) days.set(holder.principalId, holder);
  });
  return ({ facts, paths }) => {
    const holder = days.get(facts.principalId) ?? forecast?.silent(facts.principalId);
    const parts = PermissionSet.unionOf(
      paths.flatMap(({ legs }) => legs.map(({ permissions }) => permissions)),
    );
    const found = holder && forecast?.of(holder, parts.intersect(facts.unused));
    if (!found) return undefined;
    const chances = new Map(found.removals.map(({ permission, chance }) => [permission, chance]));
    return (permission) => chances.get(permission);
  };
}

function rowOf(judged: JudgedHolder, forecast: MissedChance | undefined): ToxicHolder {
  const { paths } = judged;
  // A copy holds what is unused, which is worked out whenever the facts are asked for it.
  const facts = { ...judged.facts };
  const { provider, unused } = facts;
  const names = new Map(catalogueFacts(provider).permissions.map(({ id, name }) => [id, name]));
  const nameOf = (id: number): string => names.get(id) ?? String(id);
  const listed = (set: PermissionSet): string[] => set.toSortedIds().map(nameOf).sort();
  const open = paths.filter(({ isLimited }) => !isLimited);
  const cut = cutOf(judged, open, forecast);
  const removal = findProvider(provider).remedy.withhold?.(facts.principalId, cut.removed.map(nameOf));
  return {
    provider,
    account: facts.account,
    id: facts.holderId,
    principal: facts.principalId,
    kind: facts.kind,
    owner: facts.owner || null,
    tokens: facts.tokens.map(({ token }) => token.id),
    isUnlimited: facts.isUnlimited,
    paths: paths.map(({ id, title, why, escalation, isLimited, legs, states }) => ({
      id,
      title,
      why,
      escalation: escalation ?? null,
      isLimited,
      parts: legs.map(({ name, permissions }, index) => ({
        name,
        state: states[index] ?? 'unknown',
        permissions: listed(permissions),
      })),
    })),
    cut:
      cut.removed.length === 0
        ? null
        : {
            permissions: cut.removed.map((permission) => ({
              permission: nameOf(permission),
              state: stateOf(permission, facts, unused),
              chance: chanceOf(permission, facts, forecast ?? (() => undefined)),
              closes: open
                .filter(({ legs }) => legs.some(({ permissions }) => permissions.has(permission)))
                .map(({ id }) => id),
            })),
            cost: cut.cost,
            bound: cut.bound,
            isExact: cut.isExact,
            basis: forecast ? 'forecast' : 'state',
            chanceMissed: cut.chanceMissed,
            commands: [...(removal?.apply ?? [])],
            rollback: [...(removal?.rollback ?? [])],
            notes: [
              ...(removal?.notes ?? [
                'take them out of what gives them: its provider has no way to deny them',
              ]),
            ],
          },
  };
}

function byOpenPaths(a: ToxicHolder, b: ToxicHolder): number {
  const open = ({ paths }: ToxicHolder): number => paths.filter(({ isLimited }) => !isLimited).length;
  return open(b) - open(a) || b.paths.length - a.paths.length || (a.id < b.id ? -1 : 1);
}
