import { groupBy } from '../../../model/group-by.ts';
import { globsOverlap, isGlob, likeOf } from '../glob.ts';
import type { GraphContext } from '../graph-context.ts';
import { outsideNode, presentedUnder, subjectsNode } from '../outside.ts';
import { type FoundEdge, type FoundNode, type Neighbours, nodeOf } from '../parts.ts';
import { linksMax, type StatedLink } from '../read-links.ts';
import { grantsMax, type HeldPermission, holdersOf } from '../read-permissions.ts';
import { principalsById, principalsLike } from '../read-principals.ts';

/** Whom documents let become some principals, whether or not anybody ever did. */
export async function letIn(
  ctx: GraphContext,
  targets: readonly FoundNode[],
  links: readonly StatedLink[],
): Promise<Neighbours> {
  const byId = new Map(targets.map((node) => [node.id, node]));
  const callers = await principalsById(
    ctx.store,
    links.filter(({ from_kind: kind }) => kind === 'principal').map(({ from_id: id }) => id),
  );
  const grants = await heldFor(ctx, links, callers);
  const held = { byPrincipal: groupBy(grants, byPrincipal), byAccount: groupBy(grants, byAccount) };
  const able = links.flatMap((link) =>
    link.from_kind === 'account'
      ? ableMembers(held.byAccount, link).map(({ principalId }) => principalId)
      : [],
  );
  const members = await principalsById(ctx.store, [...new Set(able)]);
  const nodes: FoundNode[] = [];
  const edges: FoundEdge[] = [];
  const known = await presenting(ctx, links);
  for (const link of links) {
    const target = byId.get(link.target_id);
    if (target === undefined) continue;
    const add = (from: FoundNode, caveat: string | null = null): void => {
      if (from.key === target.key) return;
      nodes.push(from);
      edges.push(linkEdge(ctx, link, from, target, caveat));
    };
    switch (link.from_kind) {
      case 'anyone':
        add(outsideNode('anyone', 'anyone'));
        break;
      case 'service':
        add(outsideNode(link.from_id, 'service'));
        break;
      case 'principal': {
        const caller = callers.get(link.from_id);
        if (caller === undefined) add(strangerNode(link), 'its own grants are not known');
        else if (mayCall(held.byPrincipal.get(caller.id) ?? [], link, target.id)) add(caller);
        break;
      }
      case 'account': {
        const mine = ableMembers(held.byAccount, link);
        const found = new Set(mine.flatMap(({ principalId }) => members.get(principalId) ?? []));
        for (const member of found) add(member);
        if (found.size === 0)
          add(outsideNode(`account ${link.from_id}`, 'account'), 'whom that account lets is not known');
        break;
      }
      case 'subject':
        for (const { node, caveat } of known.get(subjectKey(link)) ?? []) add(node, caveat);
    }
  }
  const isCut = links.length > linksMax || grants.length > grantsMax;
  return { nodes, edges, bounds: isCut ? [`more than ${linksMax} ways in, in one step`] : [] };
}

/** An edge as a document states it. */
export function linkEdge(
  ctx: GraphContext,
  link: StatedLink,
  from: FoundNode,
  target: FoundNode,
  caveat: string | null,
): FoundEdge {
  return {
    from: from.key,
    to: target.key,
    kind: 'assumes',
    state: ctx.stateOf(target, 0),
    uses: 0,
    evidence: [
      {
        kind: 'document',
        statedBy: link.stated_by,
        document: link.document,
        from: [link.from_kind, link.from_id, ...link.subjects].filter((word) => word !== '').join(' '),
        conditions: link.conditions,
        caveat,
      },
    ],
  };
}

/** What callers must be granted besides, by permission; asked once for each provider and permission. */
async function heldFor(
  ctx: GraphContext,
  links: readonly StatedLink[],
  callers: ReadonlyMap<string, FoundNode>,
): Promise<readonly HeldPermission[]> {
  const needing = links.filter(({ permission }) => permission !== '');
  const found: HeldPermission[] = [];
  for (const provider of new Set(needing.map((link) => link.provider))) {
    const mine = needing.filter((link) => link.provider === provider);
    const permissions = [...new Set(mine.map(({ permission }) => permission))];
    const ids = mine.filter(({ from_id: id }) => callers.has(id)).map(({ from_id: id }) => id);
    const accounts = mine
      .filter(({ from_kind: kind }) => kind === 'account')
      .map(({ from_id: account }) => account);
    const [named, members] = await Promise.all([
      holdersOf(ctx.store, { provider, permissions, in: { principalIds: [...new Set(ids)] } }),
      ctx.holdersIn(provider, permissions, [...new Set(accounts)]),
    ]);
    found.push(...named, ...members);
  }
  return found;
}

/** Who of the account that a link lets in is granted what it asks for. */
function ableMembers(
  byAccountOf: ReadonlyMap<string, readonly HeldPermission[]>,
  link: StatedLink,
): readonly HeldPermission[] {
  const all = byAccountOf.get(`${link.provider}\n${link.from_id}`) ?? [];
  return all.filter((grant) => covers(grant, link, link.target_id));
}

function mayCall(grants: readonly HeldPermission[], link: StatedLink, target: string): boolean {
  return link.permission === '' || grants.some((grant) => covers(grant, link, target));
}

function byPrincipal({ principalId }: HeldPermission): string {
  return principalId;
}

function byAccount({ provider, account }: HeldPermission): string {
  return `${provider}
${account}`;
}

/** Whether a grant gives the permission that a link asks for on its target. */
export function covers(grant: HeldPermission, { permission }: StatedLink, target: string): boolean {
  return grant.permission === permission && grant.resources.some((pattern) => globsOverlap(pattern, target));
}

interface Presenting {
  readonly node: FoundNode;
  readonly caveat: string | null;
}

function subjectKey({ from_id: issuer, subjects }: StatedLink): string {
  return JSON.stringify([issuer, subjects]);
}

/** Who presents the subjects of links: principals of other providers, or whoever the issuer vouches for. */
async function presenting(
  ctx: GraphContext,
  links: readonly StatedLink[],
): Promise<ReadonlyMap<string, readonly Presenting[]>> {
  const found = new Map<string, readonly Presenting[]>();
  for (const link of links) {
    if (link.from_kind !== 'subject' || found.has(subjectKey(link))) continue;
    const matches: Presenting[] = [];
    for (const { provider, presentation } of presentedUnder(link.from_id)) {
      for (const subject of link.subjects) {
        const id = presentation.principals(subject);
        if (id === undefined) continue;
        const where = { provider, what: presentation.kind, pattern: likeOf(id) };
        const listed = await principalsLike(ctx.store, where, presentation.by);
        const bare = { id, kind: 'principal', provider, account: '', what: where.what, name: id } as const;
        const isKnownById = presentation.by !== 'name' && !isGlob(id);
        const nodes = listed.size === 0 && isKnownById ? [nodeOf(bare)] : [...listed.values()];
        matches.push(...nodes.map((node) => ({ node, caveat: presentation.caveat ?? null })));
      }
    }
    const outside = { node: subjectsNode(link.from_id, link.subjects), caveat: null };
    found.set(subjectKey(link), matches.length > 0 ? matches : [outside]);
  }
  return found;
}

function strangerNode({ from_id: id, provider }: StatedLink): FoundNode {
  return nodeOf({ id, kind: 'principal', provider, account: '', what: '', name: id });
}
