import { fleetDormancy } from '../analysis/dormancy/fleet-dormancy.ts';
import { fleetFindings } from '../analysis/findings/fleet-findings.ts';
import { type FleetGap, fleetGap, type TokenGap } from '../analysis/gap.ts';
import { levelsIn } from '../analysis/used-levels.ts';
import type { Dormancy } from '../model/dormancy.ts';
import { type Finding, severities } from '../model/finding.ts';
import { groupBy } from '../model/group-by.ts';
import type { FoundToken } from '../model/token-search.ts';
import type { Span, Window } from '../model/window.ts';
import type { Context } from './context.ts';
import { judgedSpan } from './judged-span.ts';
import { type Mute, unmuted } from './mute-findings.ts';
import { byGap, tokenRow } from './token-row.ts';

/** Everything concluded of the whole fleet at once: what lists, counts and overviews are taken from. */
export interface JudgedFleet {
  readonly span: Span;
  readonly fleet: FleetGap;
  /** One for each gap, worst gap first. */
  readonly tokens: readonly FoundToken[];
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** How many findings were left out since they are muted. */
  readonly muted: number;
}

/** Judges every token of the window: its gap, its silence, and what rules find. */
export async function judgeFleet(
  ctx: Context,
  input: { readonly window?: Window; readonly mutes?: readonly Mute[] | undefined } = {},
): Promise<JudgedFleet> {
  const span = await judgedSpan(ctx, input.window);
  const fleet = await fleetGap(ctx.store, span);
  const dormancy = fleetDormancy(ctx.store, fleet);
  const found = await fleetFindings(ctx.store, fleet, { dormancy });
  const findings = unmuted(found, input.mutes ?? [], ctx.now());
  const bySubject = groupBy(findings, ({ subject }) => subject);
  const verdicts = await dormancy;
  const tokens = fleet.tokens.map((gap) =>
    foundToken(gap, verdicts.get(gap), [
      ...(bySubject.get(gap.token.id) ?? []),
      ...(gap.token.id === gap.token.principalId ? [] : (bySubject.get(gap.token.principalId) ?? [])),
    ]),
  );
  return { span, fleet, tokens: tokens.sort(byGap), findings, muted: found.length - findings.length };
}

function foundToken(gap: TokenGap, silence: Dormancy | undefined, concluded: readonly Finding[]): FoundToken {
  const { token, grants, granted, used } = gap;
  const findings = [...concluded].sort((a, b) => rankOf(a) - rankOf(b));
  const row = tokenRow(gap);
  const dormancy = silence?.verdict ?? 'cannot-tell';
  return {
    ...row,
    name: nameOf(grants?.name || token.principalId),
    grantedLevels: levelsIn(token.provider, granted),
    usedLevels: levelsIn(token.provider, used),
    dormancy,
    idleDays: silence?.idleDays ?? null,
    rules: findings.map(({ rule }) => rule),
    severity: findings[0]?.severity ?? null,
    remark: findings[0]?.title ?? (dormancy === 'in-use' ? '' : remarks[dormancy]),
  };
}

function rankOf({ severity }: Finding): number {
  return severities.indexOf(severity);
}

/** The end of a long id, as people know it. */
function nameOf(id: string): string {
  return id.split('/').at(-1) || id;
}

const remarks: Readonly<Record<Dormancy['verdict'], string>> = {
  'in-use': 'in use',
  sleeping: 'silent, and comes back',
  'rare-by-purpose': 'rarely used, by purpose',
  'taken-over': 'a newer token does its work',
  'never-used': 'never used',
  dormant: 'silent for longer than its rhythm explains',
  zombie: 'no longer good, and still called with',
  retired: 'no longer good',
  'cannot-tell': 'its silence cannot be judged',
};
