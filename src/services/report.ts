import { fleetFindings } from '../analysis/findings/fleet-findings.ts';
import type { Rule } from '../analysis/findings/rule.ts';
import { type FleetGap, fleetGap } from '../analysis/gap.ts';
import type { PermissionSet } from '../model/permission-set.ts';
import type { Report } from '../model/report.ts';
import type { Window } from '../model/window.ts';
import type { Context } from './context.ts';
import { type Mute, unmuted } from './findings/mute-findings.ts';
import { judgedSpan, windowOf } from './judged-span.ts';
import { sourceTotals } from './load/source-totals.ts';
import type { RoleReviews } from './roles/role-reviews.ts';
import { byGap, tokenRow } from './tokens/token-row.ts';

export interface ReportInput {
  readonly window?: Window;
  /** Tokens listed; all by default. */
  readonly tokensMax?: number;
  /** Days without use that make a token worth a look. */
  readonly idleDays?: number | undefined;
  /** Findings that are not to be told. */
  readonly mutes?: readonly Mute[] | undefined;
  /** Rules beside ours. */
  readonly userRules?: readonly Rule[] | undefined;
  /** Mail addresses of the people there are, in lower case. */
  readonly people?: ReadonlySet<string> | undefined;
  /** Which roles somebody has reviewed, and when. */
  readonly reviews?: RoleReviews | undefined;
}

/** Who holds what, what of it is used, and what is not. */
export async function buildReport(ctx: Context, input: ReportInput = {}): Promise<Report> {
  const span = await judgedSpan(ctx, input.window);
  const sources = await sourceTotals(ctx.store);
  const fleet = await fleetGap(ctx.store, span);
  const findings = await fleetFindings(ctx.store, fleet, {
    idleDays: input.idleDays,
    people: input.people,
    reviews: input.reviews,
    userRules: input.userRules,
  });
  const tokens = fleet.tokens.map(tokenRow).sort(byGap);
  return {
    schema: 'scopelight.report/1',
    window: windowOf(span),
    sources,
    totals: totalsOf(fleet),
    tokens: tokens.slice(0, input.tokensMax ?? tokens.length),
    findings: [...unmuted(findings, input.mutes ?? [], ctx.now())],
  };
}

/** Grants belong to holders, so they are summed over these: two keys of one user do not double what the user holds. */
function totalsOf(fleet: FleetGap): Report['totals'] {
  const byHolder = new Map<
    string,
    { granted: PermissionSet; used: PermissionSet; unused: PermissionSet; denied: PermissionSet }
  >();
  for (const gap of fleet.tokens) {
    const before = byHolder.get(gap.holderId);
    byHolder.set(gap.holderId, {
      granted: gap.granted,
      used: before ? before.used.union(gap.used) : gap.used,
      // One token’s use is enough for its principal to need the permission.
      unused: before ? before.unused.intersect(gap.unused) : gap.unused,
      denied: before ? before.denied.union(gap.denied) : gap.denied,
    });
  }
  const totals = {
    tokens: fleet.tokens.length,
    principals: new Set(fleet.tokens.map(({ token }) => token.principalId)).size,
    granted: 0,
    used: 0,
    unused: 0,
    unknown: 0,
    denied: 0,
  };
  for (const { granted, used, unused, denied } of byHolder.values()) {
    const usedOfGranted = granted.isEmpty ? used : used.intersect(granted);
    totals.granted += granted.size;
    totals.used += usedOfGranted.size;
    totals.unused += unused.size;
    totals.unknown += granted.subtract(usedOfGranted).subtract(unused).size;
    totals.denied += denied.subtract(used).size;
  }
  return totals;
}
