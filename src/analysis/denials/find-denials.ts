import { groupBy } from '../../model/group-by.ts';
import { holderId } from '../../model/holder-id.ts';
import type { Permission } from '../../model/permission.ts';
import type { NeededResource } from '../../model/policy-proposal.ts';
import type { Span } from '../../model/window.ts';
import { findProvider } from '../../providers/register.ts';
import type { Store } from '../../store/store.ts';
import { grantsByPrincipal, type PrincipalGrants } from '../granted.ts';
import { type Scope, scopeOf } from '../scope.ts';
import { findSuspicion, type Suspicion } from '../suspicion/find-suspicion.ts';
import { readSweepers, type Sweeper } from '../suspicion/read-sweepers.ts';
import { knownGrants, withNames } from '../token-holders.ts';
import { judgeWant, type WantJudgement } from './judge-want.ts';
import { readAccessChanges } from './read-access-changes.ts';
import { type Passed, readHistory, readPassed, readUsedIds } from './read-history.ts';
import { readLostGrants } from './read-lost-grants.ts';
import {
  type Refusal,
  type RefusedCall,
  readRefusals,
  readRefusedCalls,
  readWantFacets,
} from './read-want-facets.ts';
import { readWantedResources } from './read-wanted-resources.ts';
import { countUnnamed, readWants, type Want, wantKey, wantsMax } from './read-wants.ts';
import { historyFor, type WantFacts } from './want-facts.ts';

/** One refused want, judged, with all it is judged by. */
export interface JudgedWant extends WantJudgement {
  readonly facts: WantFacts;
  readonly permission: Permission | undefined;
  /** Who holds the grants that the token lives on: its principal, or the token alone. */
  readonly holderId: string;
  /** What that holder is granted. */
  readonly grants: PrincipalGrants | undefined;
  readonly refusedBy: readonly Refusal[];
  readonly calls: readonly RefusedCall[];
  /** On what exactly, where records tell. */
  readonly resources: readonly NeededResource[];
}

export interface FoundDenials {
  readonly wants: readonly JudgedWant[];
  /** Refused calls of operations that no permission is known for. */
  readonly unnamed: number;
  readonly isCut: boolean;
  readonly suspicion: readonly Suspicion[];
  readonly sweepers: readonly Sweeper[];
}

/** Before the span, as much is looked at as a change may lie before the first refusal. */
const changeDays = 30;
const dayMs = 86_400_000;

/**
 * Finds what tokens were refused in a span, and tells needs from probing.
 * @param principalIds limits the answer to some principals
 */
export async function findDenials(
  store: Store,
  span: Span,
  principalIds?: readonly string[],
): Promise<FoundDenials> {
  const part = principalIds && (await scopeOf(store, principalIds));
  const [read, unnamed, suspicion, sweepers] = await Promise.all([
    readWants(store, span, part),
    countUnnamed(store, span, part),
    findSuspicion(store, span.to, { scope: part }),
    readSweepers(store, span.to, part),
  ]);
  const wants = read.slice(0, wantsMax);
  const isCut = read.length > wantsMax;
  if (wants.length === 0) return { wants: [], unnamed, isCut, suspicion, sweepers };
  const scope = part ?? (await scopeOf(store, distinct(wants.map((want) => want.principalId))));
  const [factsOf, grants, refusals, calls, resources] = await Promise.all([
    readFacts(store, span, { wants, scope, suspicion, sweepers }),
    grantsByPrincipal(store, span, scope),
    readRefusals(store, span, scope),
    readRefusedCalls(store, span, scope),
    readWantedResources(store, span, scope),
  ]);
  const judged = wants.map((want) => {
    const facts = factsOf(want);
    const own = want.tokenId === '' ? undefined : holderId(want);
    const principal = grants.get(want.principalId);
    const ofToken = own === undefined ? undefined : grants.get(own);
    return {
      ...judgeWant(facts),
      facts,
      permission: permissionOf(want),
      holderId: (ofToken && own) ?? want.principalId,
      grants: ofToken ? withNames(ofToken, principal) : knownGrants(want.provider, principal),
      refusedBy: refusals.get(wantKey(want)) ?? [],
      calls: calls.get(wantKey(want)) ?? [],
      resources: resources.get(wantKey(want)) ?? [],
    };
  });
  return { wants: judged, unnamed, isCut, suspicion, sweepers };
}

interface Known extends Pick<FoundDenials, 'suspicion' | 'sweepers'> {
  readonly wants: readonly Want[];
  readonly scope: Scope;
}

async function readFacts(
  store: Store,
  span: Span,
  { wants, scope, suspicion, sweepers }: Known,
): Promise<(want: Want) => WantFacts> {
  const permissions = distinct(wants.map(({ permission }) => permission));
  const [facets, histories, passed, usedIds, changes, lost] = await Promise.all([
    readWantFacets(store, span, scope),
    readHistory(store, span.to, scope),
    readPassed(store, { to: span.to, permissions }, scope),
    readUsedIds(store, span.to, scope),
    readAccessChanges(store, { from: span.from - changeDays * dayMs, to: span.to }, scope),
    readLostGrants(store, wants),
  ]);
  const passedOf = groupBy(passed, (row) => `${row.principalId}\n${row.permission}`);
  const wantsOf = groupBy(wants, (want) => `${want.tokenId}\n${want.principalId}`);
  const excludedOf = new Map(suspicion.map(({ trail, excluded }) => [trail.principalId, excluded]));
  const sweeperOf = new Map(sweepers.map((one) => [`${one.tokenId}\n${one.principalId}`, one]));
  return (want) => {
    const token = `${want.tokenId}\n${want.principalId}`;
    const ownFacets = facets.get(wantKey(want)) ?? { resources: [], places: [], agents: [] };
    const permission = permissionOf(want);
    return {
      want,
      span,
      facets: ownFacets,
      history: historyFor(want.tokenId, histories.get(want.principalId) ?? []),
      passed: onSameResources(
        passedOf.get(`${want.principalId}\n${want.permission}`) ?? [],
        ownFacets.resources,
      ),
      changes: changes.get(want.principalId) ?? [],
      lostGrant: lost.get(`${want.principalId}\n${want.permissionId}`),
      others: (wantsOf.get(token) ?? []).filter((other) => other !== want),
      sweeper: sweeperOf.get(token),
      episodes: excludedOf.get(want.principalId)?.get(want.permission) ?? [],
      level: permission?.level,
      service: permission?.service ?? '',
      usedServices: servicesOf(want.provider, usedIds.get(want.principalId) ?? []),
    };
  };
}

/** A refusal that names no resource may be of any. */
function onSameResources(
  passed: readonly Passed[],
  refused: readonly { value: string }[],
): readonly Passed[] {
  if (refused.length === 0) return passed;
  const groups = new Set(refused.map(({ value }) => value));
  return passed.filter(({ group }) => group === '' || groups.has(group));
}

function servicesOf(provider: string, ids: readonly number[]): ReadonlySet<string> {
  const used = new Set(ids);
  const { catalogue } = findProvider(provider);
  return new Set(catalogue.permissions().flatMap(({ id, service }) => (used.has(id) ? [service] : [])));
}

function permissionOf({ provider, permission }: Want): Permission | undefined {
  return findProvider(provider).catalogue.find(permission);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
