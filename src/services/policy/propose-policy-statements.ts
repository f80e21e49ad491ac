import { groupBy } from '../../model/group-by.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import type { ProposedStatement } from '../../model/policy-proposal.ts';
import type { RecordedUse } from '../../policy/recorded-uses.ts';
import { isoTime } from '../tokens/token-row.ts';

const samplesMax = 3;

type Statement = PolicyAnswer['statements'][number];
type Evidence = Omit<Statement['evidence'], 'permissions'>;

/** Gives every statement with the calls that it is there for. */
export function statementsWithEvidence(
  statements: readonly ProposedStatement[],
  uses: readonly RecordedUse[],
): Statement[] {
  const usesOf = groupBy(uses, (use) => use.permission);
  return statements.map(({ conditions, permissions, actions, resources, adds, ...rest }) => {
    // What is given for refused calls must not boast of those that were let through.
    const rowsOf = (name: string): readonly RecordedUse[] =>
      (usesOf.get(name) ?? []).filter(({ outcome }) => rest.reason !== 'wanted' || outcome === 'denied');
    return {
      ...rest,
      permissions: [...permissions],
      actions: [...actions],
      resources: [...resources],
      conditions: conditions ? { ...conditions } : null,
      adds: [...adds],
      evidence: {
        ...evidenceOf(permissions.flatMap(rowsOf)),
        permissions: permissions.map((permission) => {
          const rows = rowsOf(permission);
          return {
            permission,
            ...evidenceOf(rows),
            resources: rows.reduce((sum, row) => sum + row.resource_count, 0),
          };
        }),
      },
    };
  });
}

/** Refused calls date what was never let through, and nothing else. */
function evidenceOf(rows: readonly RecordedUse[]): Evidence {
  const passed = rows.filter(({ outcome }) => outcome !== 'denied');
  const refused = rows.filter(({ outcome }) => outcome === 'denied');
  const shown = passed.length > 0 ? passed : refused;
  const earliest = [...shown].sort((a, b) => a.first - b.first || compare(a.first_event, b.first_event));
  const latest = [...shown].sort((a, b) => b.last - a.last || compare(a.last_event, b.last_event));
  const samples = [
    earliest[0]?.first_event,
    latest[0]?.last_event,
    ...earliest.flatMap((row) => [row.first_event, row.last_event]),
  ];
  return {
    uses: sum(passed),
    denied: sum(refused),
    firstSeen: isoTime(earliest[0]?.first),
    lastSeen: isoTime(latest[0]?.last),
    samples: [...new Set(samples.filter((id) => id !== undefined))].slice(0, samplesMax),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sum(rows: readonly RecordedUse[]): number {
  return rows.reduce((total, { uses }) => total + uses, 0);
}
