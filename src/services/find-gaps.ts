import type { FleetGap, TokenGap } from '../analysis/gap.ts';
import type { Finding } from '../model/report.ts';
import { findProvider } from '../providers/register.ts';
import { isoTime } from './token-row.ts';

const dayMs = 86_400_000;
/** Shorter logs than this say too little to act upon. */
const daysMin = 30;
const fullAccessShare = 0.9;

type Rule = (gap: TokenGap, fleet: FleetGap) => Finding | undefined;

/** The conclusions that the gap alone allows, worst first. Each names its evidence and what to do. */
export function findGaps(fleet: FleetGap): Finding[] {
  if (fleet.span.to - fleet.span.from < daysMin * dayMs) return [];
  const findings = fleet.tokens.flatMap((gap) => rules.flatMap((rule) => rule(gap, fleet) ?? []));
  return findings.sort((a, b) => rank(a) - rank(b) || (a.subject < b.subject ? -1 : 1));
}

const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;

function rank(finding: Finding): number {
  return severities.indexOf(finding.severity);
}

const unusedToken: Rule = (gap, fleet) => {
  const isListed = gap.token.status === 'active' && gap.token.kind === 'access-key';
  const from = fleet.coverage.get(gap.token.account)?.judgedFrom;
  const createdInSpan = gap.token.createdAt !== undefined && gap.token.createdAt * 1000 > fleet.span.from;
  if (!isListed || gap.calls > 0 || from === undefined || createdInSpan) return undefined;
  return {
    rule: 'unused-token',
    severity: gap.granted.isEmpty ? 'low' : 'medium',
    subject: gap.token.id,
    title: `active ${gap.token.kind} without a single call since ${new Date(from).toISOString().slice(0, 10)}`,
    evidence: {
      window: windowOf(fleet, from),
      calls: 0,
      granted: gap.granted.size,
      principal: gap.token.principalId,
    },
    fix: { summary: 'deactivate it, wait, then delete it', commands: deactivate(gap) },
  };
};

const adminButReads: Rule = (gap, fleet) => {
  const catalogue = findProvider(gap.token.provider).catalogue.permissions();
  if (gap.granted.size < catalogue.length * fullAccessShare || gap.used.isEmpty || gap.score === undefined)
    return undefined;
  const used = catalogue.filter((permission) => gap.used.has(permission.id));
  if (used.some((permission) => permission.level !== 'list' && permission.level !== 'read')) return undefined;
  return {
    rule: 'admin-but-reads',
    severity: 'high',
    subject: gap.token.id,
    title: `may do everything, and only ever read: ${used
      .map((permission) => permission.name)
      .slice(0, 5)
      .join(', ')}`,
    evidence: {
      window: windowOf(fleet, fleet.span.from),
      granted: gap.granted.size,
      used: used.map((permission) => permission.name),
      calls: gap.calls,
      lastUsed: isoTime(gap.lastSeen),
      principal: gap.token.principalId,
    },
    fix: { summary: `grant these ${used.length} permissions instead of everything`, commands: [] },
  };
};

const revokedButKnocking: Rule = (gap, fleet) => {
  if (gap.token.status !== 'inactive' || gap.calls === 0) return undefined;
  return {
    rule: 'revoked-but-knocking',
    severity: 'medium',
    subject: gap.token.id,
    title: `${gap.calls} calls with a ${gap.token.kind} that is switched off`,
    evidence: { window: windowOf(fleet, fleet.span.from), calls: gap.calls, lastUsed: isoTime(gap.lastSeen) },
    fix: {
      summary: 'find the program that still holds it; its calls tell the address and the agent',
      commands: [],
    },
  };
};

const rules: readonly Rule[] = [unusedToken, adminButReads, revokedButKnocking];

function windowOf(fleet: FleetGap, from: number): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(fleet.span.to).toISOString() };
}

function deactivate(gap: TokenGap): string[] {
  const { provider, id, kind, principalId } = gap.token;
  return [...findProvider(provider).remedy.deactivate({ id, kind, principalId })];
}
