import { fleetDormancy } from '../../analysis/dormancy/fleet-dormancy.ts';
import { fleetFindings } from '../../analysis/findings/fleet-findings.ts';
import { fleetGap, type TokenGap } from '../../analysis/gap.ts';
import { heldRoles } from '../../analysis/held-roles.ts';
import { changesOf, mintedBy, mintersOf } from '../../analysis/lineage.ts';
import { callSamples, sessionFacets } from '../../analysis/token-facets.ts';
import { type UsageFacet, usageFacets } from '../../analysis/usage-facets.ts';
import type { Dormancy } from '../../model/dormancy.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Finding } from '../../model/finding.ts';
import type { Level, Permission } from '../../model/permission.ts';
import type { EvidenceState, TokenPage } from '../../model/report.ts';
import type { Window } from '../../model/window.ts';
import { findProvider } from '../../providers/register.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { findSubject, noSubject } from './find-subject.ts';
import { tokenRow } from './token-row.ts';

export interface ShowTokenInput {
  /** Id of a token, or of a principal that has one, or the end of either. */
  readonly id: string;
  readonly window?: Window;
}

/**
 * Everything known of one token.
 * @param known what was found in the fleet of the same window, for whoever has judged it already: the same page comes sooner
 * @throws {ScopelightError} `subject.not-found`
 */
export async function showToken(
  ctx: Context,
  input: ShowTokenInput,
  known?: readonly Finding[],
): Promise<TokenPage> {
  const span = await judgedSpan(ctx, input.window);
  // Most ask by the id of a token. What it was used for takes longest to read, so it is begun before all else is known.
  const ahead = known && usageFacets(ctx.store, { tokenId: input.id, span });
  ahead?.catch(() => {});
  const { id, principalIds } = await findSubject(ctx.store, input.id);
  const fleet = await fleetGap(ctx.store, span, { principalIds, subjectId: id, sharesUsage: !known });
  const gap = findToken(fleet.tokens, id);
  const facet = { tokenId: gap.token.id, span };
  const verdicts = fleetDormancy(ctx.store, fleet, { isThorough: true });
  const [usage, sessions, samples, minters, minted, changes, roles, dormancy, findings] = await Promise.all([
    ahead && facet.tokenId === input.id ? ahead : usageFacets(ctx.store, facet, fleet.scope),
    sessionFacets(ctx.store, facet),
    callSamples(ctx.store, facet),
    mintersOf(ctx.store, gap.token.id),
    mintedBy(ctx.store, gap.token.id),
    changesOf(ctx.store, [gap.token.id, gap.token.principalId]),
    heldRoles(ctx.store, gap.holderId),
    dormancyOf(verdicts, gap),
    known ?? fleetFindings(ctx.store, fleet, { dormancy: verdicts }),
  ]);
  const { catalogue } = findProvider(gap.token.provider);
  const siblings = fleet.tokens.filter(
    (other) => other !== gap && other.token.principalId === gap.token.principalId,
  );
  return {
    schema: 'scopelight.token/1',
    window: windowOf(span),
    token: tokenRow(gap),
    principal: {
      id: gap.token.principalId,
      kind: gap.grants?.kind ?? gap.token.principalKind,
      name: gap.grants?.name ?? gap.token.principalId,
      owner: gap.grants?.owner || null,
      ownerBasis: gap.grants?.ownerBasis || null,
      tokens: siblings.map((other) => other.token.id).sort(),
      isComplete: gap.grants?.isComplete ?? false,
    },
    dormancy,
    findings: findings.filter(({ subject }) => subject === gap.token.id || subject === gap.token.principalId),
    matrix: matrixOf(gap, catalogue.permissions()),
    permissions: usage.permission.map((row) => {
      const known = catalogue.find(row.name);
      return {
        permission: row.name,
        service: known?.service ?? row.name.split(':')[0] ?? '',
        level: known?.level ?? null,
        state: stateOf(gap, row.permission_id, row.used),
        uses: row.used,
        denied: row.refused,
        firstSeen: iso(row.first),
        lastSeen: iso(row.last),
        resources: row.resources.filter((resource) => resource !== '').sort(),
        sample: row.sample,
      };
    }),
    roles,
    places: usage.place.map((row) => ({ place: row.name, ...seen(row) })),
    agents: usage.agent.map((row) => ({ agent: row.name, ...seen(row) })),
    days: usage.day.map((row) => ({ day: row.name, calls: row.calls, denied: row.refused_calls })),
    sessions: sessions.map((row) => ({ session: row.session, calls: row.counted, lastSeen: iso(row.last) })),
    mintedBy: minters.map((row) => ({
      token: row.token,
      principal: row.principal,
      times: row.times,
      lastSeen: iso(row.last),
    })),
    mints: minted.map((row) => ({ token: row.token, times: row.times, lastSeen: iso(row.last) })),
    changes: changes.map((row) => ({
      time: iso(row.at),
      change: row.change,
      subject: row.subject_id,
      object: row.object_id,
      actor: row.actor,
    })),
    samples: samples.map((row) => ({
      time: iso(row.at),
      eventId: row.event_id,
      operation: row.operation,
      resource: row.resource,
      outcome: row.outcome,
      place: row.address,
      path: row.path,
    })),
  };
}

async function dormancyOf(
  verdicts: Promise<ReadonlyMap<TokenGap, Dormancy>>,
  gap: TokenGap,
): Promise<Dormancy> {
  const found = (await verdicts).get(gap);
  if (!found) throw new Error('every token of a fleet has a verdict');
  return found;
}

/** Finds a token by its id, or by its principal’s when that has only one. */
export function findToken(tokens: readonly TokenGap[], id: string): TokenGap {
  const exact = tokens.filter((gap) => gap.token.id === id);
  const found = exact.length > 0 ? exact : tokens.filter((gap) => gap.token.principalId === id);
  const [first, ...others] = [...found].sort((a, b) => b.calls - a.calls);
  if (first && (exact.length > 0 || others.length === 0)) return first;
  if (first) {
    throw new ScopelightError('subject.not-found', `\`${id}\` has ${found.length} tokens`, {
      hint: `name one of them: ${found
        .map((gap) => gap.token.id)
        .slice(0, 10)
        .join(', ')}`,
    });
  }
  throw noSubject(id);
}

function stateOf(gap: TokenGap, permissionId: number, uses: number): EvidenceState {
  if (uses === 0) return 'denied';
  if (gap.usedNotGranted.has(permissionId)) return 'used-not-granted';
  // What is not granted and only ever failed was perhaps refused: some systems answer so that nobody can tell.
  return gap.grants && !gap.used.has(permissionId) ? 'unknown' : 'used';
}

function matrixOf(gap: TokenGap, permissions: readonly Permission[]): TokenPage['matrix'] {
  const cells = new Map<string, TokenPage['matrix'][number] & { level: Level }>();
  for (const { id, service, level } of permissions) {
    const isGranted = gap.granted.has(id);
    if (!isGranted && !gap.denied.has(id) && !gap.used.has(id)) continue;
    const key = `${service} ${level}`;
    const cell = cells.get(key) ?? { service, level, granted: 0, used: 0, unused: 0, unknown: 0, denied: 0 };
    if (isGranted) cell.granted++;
    if (gap.used.has(id)) cell.used++;
    if (gap.unused.has(id)) cell.unused++;
    if (gap.unknown.has(id)) cell.unknown++;
    if (gap.denied.has(id)) cell.denied++;
    cells.set(key, cell);
  }
  return [...cells.values()].sort((a, b) =>
    a.service < b.service ? -1 : a.service > b.service ? 1 : a.level < b.level ? -1 : 1,
  );
}

function seen({ calls, first, last }: UsageFacet): { calls: number; firstSeen: string; lastSeen: string } {
  return { calls, firstSeen: iso(first), lastSeen: iso(last) };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
