import { type AccountCoverage, coverageByAccount } from '../../analysis/coverage.ts';
import { recentChanges } from '../../analysis/recent-changes.ts';
import { type Finding, severities } from '../../model/finding.ts';
import type { Overview } from '../../model/overview.ts';
import type { Span } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { windowOf } from '../judged-span.ts';
import { sourceTotals } from '../load/source-totals.ts';
import type { ToldFleet } from './tell-fleet.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const findingsMax = 6;
const changesMax = 40;

/** The fleet at one look: its gap and the parts of it, what to do first, what changed, and what the logs cover. */
export async function showOverview(ctx: Context, told: ToldFleet): Promise<Overview> {
  const { span, score, providers, teams, findings } = told;
  const weekFrom = Math.max(span.from, span.to - 7 * dayMs);
  const [sources, coverage, changes] = await Promise.all([
    sourceTotals(ctx.store),
    coverageByAccount(ctx.store, span),
    recentChanges(ctx.store, { from: span.from, to: span.to, limit: 1000 }),
  ]);
  return {
    schema: 'scopelight.overview/1',
    window: windowOf(span),
    fleet: score,
    providers: [...providers],
    teams: [...teams],
    sources,
    severities: severities.map((severity) => ({
      severity,
      findings: findings.filter((finding) => finding.severity === severity).length,
    })),
    findings: firstOfEach(findings).slice(0, findingsMax),
    changes: changes.slice(0, changesMax).map((row) => ({
      day: row.day,
      time: new Date(row.at * 1000).toISOString(),
      change: row.change,
      subjectKind: row.subject_kind,
      subject: row.subject,
      subjects: row.subjects,
      object: row.object,
      actor: row.actor,
    })),
    changeCount: changes
      .filter(({ at }) => at * 1000 >= weekFrom)
      .reduce((sum, { subjects }) => sum + subjects, 0),
    coverage: [...coverage.values()].map((one) => coverageRow(one, span)),
  };
}

/** Ten findings of one rule tell less than one of each of ten rules; within a severity each rule speaks once before any twice. */
function firstOfEach(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  const ranked = findings.map((finding) => {
    const key = `${finding.severity} ${finding.rule}`;
    const turn = seen.get(key) ?? 0;
    seen.set(key, turn + 1);
    return { finding, turn, severity: severities.indexOf(finding.severity) };
  });
  return ranked.sort((a, b) => a.severity - b.severity || a.turn - b.turn).map(({ finding }) => finding);
}

function coverageRow(coverage: AccountCoverage, span: Span): Overview['coverage'][number] {
  const hours = Math.max(0, Math.round((span.to - span.from) / hourMs));
  const holes = coverage.holes.map(({ from, to }) => ({ from: from * hourMs, to: to * hourMs }));
  const lost = new Set(
    coverage.holes.flatMap(({ from, to }) =>
      Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at),
    ),
  );
  return {
    provider: coverage.provider,
    account: coverage.account,
    hours,
    heldHours: Math.max(0, hours - lost.size),
    holes: holes.map(windowOf),
    kinds: [...coverage.seen].sort(),
    fullKinds: [...coverage.full].sort(),
  };
}
