import type { FleetGap, TokenGap } from '../analysis/gap.ts';
import type { Permission } from '../model/permission.ts';
import type { Finding } from '../model/report.ts';
import { findProvider } from '../providers/register.ts';
import { isoTime } from './token-row.ts';

const dayMs = 86_400_000;
/** Shorter logs than this say too little to act upon. */
const daysMin = 30;
/** Of all permissions of a provider. */
const fullAccessShare = 0.9;
/** From here on a gap is large. */
const highScore = 68;

/** Kinds of token that last until somebody ends them, so that an unused one is worth a finding. */
const lastingKinds = new Set(['access-key', 'fine-grained-pat', 'classic-pat', 'oauth-token']);

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

/** A key that is good and that nobody uses: neither the log nor the provider’s own record has a use of it. */
const unusedToken: Rule = (gap, fleet) => {
  const { status, kind, createdAt, lastUsedAt, id, principalId } = gap.token;
  const coverage = fleet.coverage.get(gap.token.account);
  if (status !== 'active' || !lastingKinds.has(kind) || gap.calls > 0) return undefined;
  if (coverage?.judgedFrom === undefined || coverage.judgedTo === undefined) return undefined;
  const isSince = (seconds: number | undefined): boolean => (seconds ?? 0) * 1000 >= fleet.span.from;
  if (isSince(createdAt) || isSince(lastUsedAt)) return undefined;
  const since = isoDay(coverage.judgedFrom);
  const isSure = lastUsedAt !== undefined || gap.unknownCount === 0;
  return {
    rule: 'unused-token',
    severity: gap.granted.isEmpty ? 'low' : (gap.score ?? 0) >= highScore ? 'high' : 'medium',
    subject: id,
    title:
      lastUsedAt === undefined
        ? `active, without a recorded call since ${since}`
        : `active, without a call since ${since}; ${gap.token.provider} last saw it used on ${isoDay(lastUsedAt * 1000)}`,
    evidence: {
      window: windowOf(coverage.judgedFrom, coverage.judgedTo),
      calls: 0,
      lastUsedByProvider: isoTime(lastUsedAt),
      granted: gap.granted.size,
      /** Permissions whose use would leave no record here. */
      unknown: gap.unknownCount,
      principal: principalId,
    },
    fix: retirementOf(gap, isSure),
  };
};

/** The recorded calls of all tokens of the principal only read, and what writes would have been recorded for the most part. */
const adminButReads: Rule = (gap, fleet) => {
  const catalogue = findProvider(gap.token.provider).catalogue.permissions();
  if (gap.granted.size < catalogue.length * fullAccessShare || gap.used.isEmpty) return undefined;
  const needed = gap.used.union(gap.usedNotGranted).union(gap.doubts.siblings);
  const used = catalogue.filter((permission) => needed.has(permission.id));
  const writes = catalogue.filter(
    (permission) => changesThings(permission) && gap.granted.has(permission.id),
  );
  const hidden = writes.filter((permission) => gap.unknown.has(permission.id)).length;
  if (gap.score === undefined || used.some(changesThings) || hidden * 2 > writes.length) return undefined;
  const names = used.map((permission) => permission.name);
  return {
    rule: 'admin-but-reads',
    severity: 'high',
    subject: gap.token.id,
    title: `may do everything, and all its recorded calls only read: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`,
    evidence: {
      window: windowOf(fleet.span.from, fleet.span.to),
      granted: gap.granted.size,
      used: names,
      calls: gap.calls,
      lastUsed: isoTime(gap.lastSeen),
      principal: gap.token.principalId,
      /** Permissions to change things whose use cannot be told from the logs held. */
      unknownWrites: hidden,
    },
    fix: {
      summary: `grant these ${names.length} permissions instead of everything${hidden > 0 ? `, after a look at the ${hidden} that change things without a record here` : ''}`,
      commands: [],
    },
  };
};

/** Somebody goes on calling with a credential that is no longer good. */
const revokedButKnocking: Rule = (gap, fleet) => {
  const { status, id, kind } = gap.token;
  const isKnocking = gap.turnedAway > 0 && (status !== 'unknown' || gap.turnedAway === gap.calls);
  const reason = goneReasons.get(status);
  if (kind === 'session' || !isKnocking || reason === undefined) return undefined;
  return {
    rule: 'revoked-but-knocking',
    severity: 'medium',
    subject: id,
    title: `${gap.turnedAway.toLocaleString('en-US')} calls with this ${kind} were turned away: ${reason}`,
    evidence: {
      window: windowOf(fleet.span.from, fleet.span.to),
      calls: gap.calls,
      turnedAway: gap.turnedAway,
      lastUsed: isoTime(gap.lastSeen),
    },
    fix: {
      summary: 'find the program that still holds it; its calls tell the address and the agent',
      commands: [],
    },
  };
};

const goneReasons: ReadonlyMap<string, string> = new Map([
  ['inactive', 'it is switched off'],
  ['deleted', 'it was deleted'],
  ['unknown', 'no inventory lists it'],
]);

const rules: readonly Rule[] = [unusedToken, adminButReads, revokedButKnocking];

function changesThings({ level }: Permission): boolean {
  return level !== 'list' && level !== 'read';
}

function windowOf(from: number, to: number): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The commands that can be undone; where its kind has no switch, those that end it for good. */
function retirementOf(gap: TokenGap, isSure: boolean): Finding['fix'] {
  const { provider, id, kind, principalId, account } = gap.token;
  const { quarantine, revoke } = findProvider(provider).remedy.retire({ id, kind, principalId, account });
  const hasSwitch = quarantine.length > 0 || revoke.length === 0;
  const act = hasSwitch
    ? 'deactivate it, wait, then delete it'
    : 'it cannot be switched off for a while: revoke it when its owner agrees';
  return {
    summary: isSure ? act : `some calls leave no record: check its last use with the provider, then ${act}`,
    commands: [...(hasSwitch ? quarantine : revoke)],
  };
}
