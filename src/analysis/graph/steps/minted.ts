import { findProvider } from '../../../providers/register.ts';
import type { Direction } from '../explore.ts';
import { globsOverlap } from '../glob.ts';
import { callsEvidence, type GraphContext } from '../graph-context.ts';
import { isOutside, outsideNode, outsiderOf, presentedUnder, subjectsNode } from '../outside.ts';
import { type FoundEdge, type FoundNode, keyOf, type Neighbours, nodeOf } from '../parts.ts';
import type { StatedLink } from '../read-links.ts';
import { type Mint, mints, mintsMax } from '../read-mints.ts';
import { principalsById, principalsNamed, principalsOfSomeAccount } from '../read-principals.ts';
import { actingTokens } from '../read-tokens.ts';
import { tokenNode } from './acts-as.ts';

/** Who became whom, and who made which token, by recorded calls. `links` tell under which patterns foreign callers fall. */
export async function minted(
  ctx: GraphContext,
  nodes: readonly FoundNode[],
  direction: Direction,
  links: readonly StatedLink[] = [],
): Promise<Neighbours> {
  const isForward = direction === 'forward';
  const ids = nodes.filter(({ kind }) => !isForward || kind !== 'token').map(({ id }) => id);
  const rows = await mints(ctx.store, ctx.span, isForward ? 'actor' : 'target', ids);
  return neighboursOf(ctx, rows, links, isForward ? nodes : []);
}

/**
 * The mints of some rows as edges, with both their ends.
 * @param callers whom the question is about: what they did begins with them, under whichever name others know them
 */
export async function neighboursOf(
  ctx: GraphContext,
  rows: readonly Mint[],
  links: readonly StatedLink[] = [],
  callers: readonly FoundNode[] = [],
): Promise<Neighbours> {
  const asked = new Map(callers.map((node) => [node.id, node]));
  const others = rows.filter(({ actor, target }) => actor !== target && actor !== 'unknown');
  const people = await peopleOf(ctx, others);
  const ends = others.map((row) => ({ row, actor: asked.get(row.actor) ?? actorOf(row, links, people) }));
  const wanted = ends.flatMap(({ row, actor }) => [row.target, actor.id]);
  const known = await principalsById(ctx.store, [...new Set(wanted)]);
  const made = await madeTokens(ctx, others);
  const edges = ends.map(({ row, actor }): FoundEdge => {
    const isToken = row.change === 'create-token';
    const target = made.get(row.target);
    return {
      from: actor.key,
      to: isToken && target !== undefined ? target.key : keyOf('principal', row.target),
      kind: isToken ? 'makes' : 'assumes',
      state: 'used',
      uses: row.times,
      evidence: [callsEvidence(row)],
    };
  });
  return {
    nodes: ends.flatMap(({ row, actor }) => [
      actor.kind === 'principal' ? (known.get(actor.id) ?? actor) : actor,
      (row.change === 'create-token' ? made.get(row.target) : known.get(row.target)) ?? targetNode(row),
    ]),
    edges,
    bounds: rows.length > mintsMax ? [`more than ${mintsMax} ways of becoming somebody in one step`] : [],
  };
}

/** Tokens that were made; one whose id is its principal’s stands for all sessions, and is the principal. */
async function madeTokens(ctx: GraphContext, rows: readonly Mint[]): Promise<ReadonlyMap<string, FoundNode>> {
  const created = rows.filter(({ change }) => change === 'create-token');
  const acting = await actingTokens(ctx.store, ctx.span, 'token', [
    ...new Set(created.map(({ target }) => target)),
  ]);
  return new Map(acting.map((row) => [row.tokenId, tokenNode(row)]));
}

function targetNode({ target: id, provider, account }: Mint): FoundNode {
  return nodeOf({ id, kind: 'principal', provider, account, what: '', name: id });
}

/** By provider and kind, those who are known by their names, or by ids that say nothing of their account. */
type People = ReadonlyMap<string, ReadonlyMap<string, FoundNode>>;

/** Finds callers whom other systems know by name. */
async function peopleOf(ctx: GraphContext, rows: readonly Mint[]): Promise<People> {
  const wanted = new Map<
    string,
    { provider: string; what: string; told: 'id' | 'name'; names: Set<string> }
  >();
  for (const { provider: by, actor } of rows) {
    const name = outsiderOf(by, actor);
    if (name === undefined) continue;
    for (const { provider, presentation } of presentedUnder(name.issuer)) {
      const { by: told = 'id' } = presentation;
      const isSought = told === 'name' || findProvider(provider).naming?.hasLocalIds === true;
      const known = isSought ? presentation.principals(name.subject) : undefined;
      if (known === undefined) continue;
      const key = `${provider}\n${presentation.kind}`;
      const group = wanted.get(key) ?? { provider, what: presentation.kind, told, names: new Set() };
      wanted.set(key, group);
      group.names.add(known);
    }
  }
  const found = await Promise.all(
    [...wanted].map(async ([key, { provider, what, told, names }]) => {
      const where = { provider, what, names: [...names] };
      const read = told === 'name' ? principalsNamed : principalsOfSomeAccount;
      return [key, await read(ctx.store, where)] as const;
    }),
  );
  return new Map(found);
}

/** Who called: a principal, somebody whom another system vouches for, or a caller of whom nothing more is held. */
function actorOf(row: Mint, links: readonly StatedLink[], people: People): FoundNode {
  const name = outsiderOf(row.provider, row.actor);
  if (name === undefined) {
    if (isOutside(row.actorKind)) return outsideNode(row.actor, row.actorKind);
    const { actor: id, provider, account, actorKind: what } = row;
    return nodeOf({ id, kind: 'principal', provider, account, what, name: id });
  }
  for (const { provider, presentation } of presentedUnder(name.issuer)) {
    const id = presentation.principals(name.subject);
    if (id === undefined) continue;
    const person = people.get(`${provider}\n${presentation.kind}`)?.get(id);
    if (person) return person;
    if (presentation.by === 'name') continue;
    return nodeOf({ id, kind: 'principal', provider, account: '', what: presentation.kind, name: id });
  }
  const link = links.find(
    ({ target_id: target, from_kind: kind, from_id: issuer, subjects }) =>
      target === row.target &&
      kind === 'subject' &&
      issuer === name.issuer &&
      !subjects.includes('*') &&
      subjects.some((pattern) => globsOverlap(pattern, name.subject)),
  );
  return subjectsNode(name.issuer, link?.subjects ?? [name.subject]);
}
