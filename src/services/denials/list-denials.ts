import { findDenials, type JudgedWant } from '../../analysis/denials/find-denials.ts';
import { changesBefore, familiarities, passedBefore } from '../../analysis/denials/signs.ts';
import { rhythmOf } from '../../analysis/rhythm.ts';
import type { Suspicion } from '../../analysis/suspicion/find-suspicion.ts';
import { type Denial, type DenialList, type DenialVerdict, denialVerdicts } from '../../model/denials.ts';
import type { EpisodeRow } from '../../model/suspicion.ts';
import type { Span, Window } from '../../model/window.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { episodeRows, scannerRow } from '../policy/suspicious-rows.ts';
import { findSubject } from '../tokens/find-subject.ts';
import { denialFix, type WantHolder } from './denial-fix.ts';
import { denialHolders } from './denial-holders.ts';

export interface ListDenialsInput {
  /** Id of a token or principal; all of them by default. */
  readonly id?: string | undefined;
  readonly verdict?: DenialVerdict | undefined;
  readonly window?: Window;
}

const dayMs = 86_400_000;

/**
 * Lists what tokens were refused, needs told apart from probing.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function listDenials(ctx: Context, input: ListDenialsInput = {}): Promise<DenialList> {
  const span = await judgedSpan(ctx, input.window);
  const subject = input.id === undefined ? undefined : await findSubject(ctx.store, input.id);
  const found = await findDenials(ctx.store, span, subject?.principalIds);
  const isNamed = (token: string, principal: string): boolean =>
    subject === undefined || token === subject.id || principal === subject.id;
  const named = found.wants.filter(({ facts }) => isNamed(facts.want.tokenId, facts.want.principalId));
  const wanted = named.filter(({ verdict }) => (input.verdict ?? verdict) === verdict);
  const sorted = wanted.sort(byVerdict);
  const holders = await denialHolders(ctx.store, sorted);
  return {
    schema: 'scopelight.denials/1',
    window: windowOf(span),
    totals: { ...totalsOf(named), unnamed: found.unnamed },
    denials: sorted.map((want) => denialOf(want, holders.get(want.holderId))),
    episodes: episodesOf(found.suspicion, span).filter(({ token, principal }) => isNamed(token, principal)),
    scanners: found.sweepers
      .filter(({ tokenId, principalId }) => isNamed(tokenId, principalId))
      .map(scannerRow),
    isCut: found.isCut,
  };
}

/** Episodes that reach into the span, latest first. */
function episodesOf(suspicion: readonly Suspicion[], span: Span): EpisodeRow[] {
  return suspicion
    .flatMap(episodeRows)
    .filter(({ from, to }) => Date.parse(to) > span.from && Date.parse(from) < span.to)
    .sort((a, b) => (a.from === b.from ? compareText(a.id, b.id) : compareText(b.from, a.from)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function totalsOf(wants: readonly JudgedWant[]): Omit<DenialList['totals'], 'unnamed'> {
  const of = (verdict: DenialVerdict): number => wants.filter((want) => want.verdict === verdict).length;
  return {
    wants: wants.length,
    refusals: wants.reduce((sum, { facts }) => sum + facts.want.refusals, 0),
    needed: of('needed'),
    probing: of('probing'),
    misconfigured: of('misconfigured'),
    unclear: of('unclear'),
  };
}

function byVerdict(a: JudgedWant, b: JudgedWant): number {
  const rank = denialVerdicts.indexOf(a.verdict) - denialVerdicts.indexOf(b.verdict);
  return (
    rank ||
    Math.abs(b.score) - Math.abs(a.score) ||
    b.facts.want.refusals - a.facts.want.refusals ||
    compareText(keyOf(a), keyOf(b))
  );
}

function keyOf({ facts }: JudgedWant): string {
  return `${facts.want.tokenId}\n${facts.want.principalId}\n${facts.want.permission}`;
}

function denialOf(judged: JudgedWant, holder: WantHolder | undefined): Denial {
  const { facts, grants } = judged;
  const { want, facets, passed, span } = facts;
  const before = passedBefore(facts);
  const since = passed.find(({ firstAt }) => firstAt > want.lastAt)?.firstAt;
  const familiar = (kind: 'place' | 'agent') => new Map(familiarities(facts, kind));
  const places = familiar('place');
  const agents = familiar('agent');
  return {
    provider: want.provider,
    account: want.account,
    token: want.tokenId,
    kind: want.tokenKind,
    principal: want.principalId,
    principalKind: want.principalKind,
    owner: grants?.owner || null,
    permission: want.permission,
    level: judged.permission?.level ?? null,
    verdict: judged.verdict,
    score: judged.score,
    signs: [...judged.signs],
    granted: grantedOf(judged),
    status: judged.status,
    refusals: want.refusals,
    firstRefused: iso(want.firstAt),
    lastRefused: iso(want.lastAt),
    days: want.days.map((day, index) => ({
      day: new Date(day * dayMs).toISOString().slice(0, 10),
      refusals: want.dayRefusals[index] ?? 0,
    })),
    rhythm: rhythmOf(want.days, span).text,
    allowedBefore: before === undefined ? null : iso(before),
    allowedSince: since === undefined ? null : iso(since),
    resources: facets.resources.map(({ value, refusals }) => ({ resource: value, refusals })),
    places: facets.places.map(({ value, refusals }) => ({
      place: value,
      refusals,
      familiarity: places.get(value) ?? 'unknown',
    })),
    agents: facets.agents.map(({ value, refusals }) => ({
      agent: value,
      refusals,
      familiarity: agents.get(value) ?? 'unknown',
    })),
    refusedBy: judged.refusedBy.map(({ policy, error, refusals }) => ({ policy, error, refusals })),
    changes: changesBefore(facts).map(({ at, ...change }) => ({ time: iso(at), ...change })),
    samples: judged.calls.map(({ at, eventId, operation, resource }) => ({
      time: iso(at),
      eventId,
      operation,
      resource,
    })),
    episodes: [...facts.episodes],
    fix: (holder && denialFix(judged, holder)) ?? null,
  };
}

function grantedOf({ grants, permission }: JudgedWant): Denial['granted'] {
  if (!grants || !permission) return 'unknown';
  if (!grants.granted.has(permission.id)) return grants.isComplete ? 'no' : 'unknown';
  return grants.limited.has(permission.id) ? 'limited' : 'yes';
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
