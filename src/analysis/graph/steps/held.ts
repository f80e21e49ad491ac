import { isTokenHolder, tokenIdOf } from '../../../model/holder-id.ts';
import { counted } from '../../findings/wording.ts';
import { globsOverlap } from '../glob.ts';
import { callsEvidence, type GraphContext } from '../graph-context.ts';
import { type FoundEdge, type FoundNode, type Neighbours, nodeOf } from '../parts.ts';
import {
  type Caller,
  callersOf,
  endsMax,
  holdersOfRoles,
  type RoleHolder,
  rolesNaming,
} from '../read-holders.ts';
import { principalsById } from '../read-principals.ts';
import { actingTokens } from '../read-tokens.ts';
import { tokenNode } from './acts-as.ts';

/** Who holds some roles, and who called some resources or holds roles that name them. */
export async function held(ctx: GraphContext, nodes: readonly FoundNode[]): Promise<Neighbours> {
  const roles = nodes.filter(({ kind }) => kind === 'role');
  const resources = nodes.filter(({ kind }) => kind === 'resource');
  const [holders, callers, naming] = await Promise.all([
    holdersOfRoles(
      ctx.store,
      roles.map(({ id }) => id),
    ),
    callersOf(
      ctx.store,
      ctx.span,
      resources.map(({ id }) => id),
    ),
    resources.length === 0 ? [] : rolesNaming(ctx.store),
  ]);
  const known = await whoHolds(ctx, holders, callers);
  const isBounded = [holders, callers, naming].some(({ length }) => length > endsMax);
  const given = resources.flatMap((resource) => givers(resource, naming));
  return {
    nodes: [...known.values(), ...given.map(({ role }) => role)],
    edges: [
      ...holders.flatMap((row) => holdEdge(row, roles, known)),
      ...callers.flatMap((row) => callEdge(row, resources, known)),
      ...given.map(({ edge }) => edge),
    ],
    bounds: isBounded ? [`more than ${endsMax} holders of a role or resource in one step`] : [],
  };
}

/** The nodes of holders and callers, by their ids as holders. */
async function whoHolds(
  ctx: GraphContext,
  holders: readonly RoleHolder[],
  callers: readonly Caller[],
): Promise<ReadonlyMap<string, FoundNode>> {
  const ids = [...new Set([...holders, ...callers].map(({ holder }) => holder))];
  const tokenIds = ids.filter(isTokenHolder).map(tokenIdOf);
  const [principals, tokens] = await Promise.all([
    principalsById(
      ctx.store,
      ids.filter((id) => !isTokenHolder(id)),
    ),
    actingTokens(ctx.store, ctx.span, 'token', tokenIds),
  ]);
  const byToken = new Map(tokens.map((row) => [row.tokenId, tokenNode(row)]));
  return new Map(
    ids.flatMap((id) => {
      const node = isTokenHolder(id) ? byToken.get(tokenIdOf(id)) : principals.get(id);
      return node === undefined ? [] : [[id, node] as const];
    }),
  );
}

function holdEdge(
  { holder, roleId, path, permissions }: RoleHolder,
  roles: readonly FoundNode[],
  known: ReadonlyMap<string, FoundNode>,
): readonly FoundEdge[] {
  const from = known.get(holder);
  const role = roles.find(({ id }) => id === roleId);
  if (from === undefined || role === undefined) return [];
  const what = `${path.join(' → ')}, ${counted(permissions, 'permission')}`;
  return [
    {
      from: from.key,
      to: role.key,
      kind: 'holds',
      state: 'unknown',
      uses: 0,
      evidence: [{ kind: 'inventory', what }],
    },
  ];
}

function callEdge(
  row: Caller,
  resources: readonly FoundNode[],
  known: ReadonlyMap<string, FoundNode>,
): readonly FoundEdge[] {
  const from = known.get(row.holder);
  const resource = resources.find(({ id }) => id === row.resource);
  if (from === undefined || resource === undefined) return [];
  const evidence = [callsEvidence(row)];
  return [{ from: from.key, to: resource.key, kind: 'reaches', state: 'used', uses: row.times, evidence }];
}

/** The roles whose patterns have the resource, or something within it, in common. */
function givers(
  resource: FoundNode,
  naming: Awaited<ReturnType<typeof rolesNaming>>,
): readonly { readonly role: FoundNode; readonly edge: FoundEdge }[] {
  return naming.flatMap(({ roleId: id, provider, account, what, name, patterns }) => {
    if (provider !== resource.provider) return [];
    const pattern = patterns.find(
      (each) => globsOverlap(each, resource.id) || globsOverlap(each, `${resource.id}/*`),
    );
    if (pattern === undefined) return [];
    const role = nodeOf({ id, kind: 'role', provider, account, what: what || 'role', name: name || id });
    const evidence = [{ kind: 'inventory' as const, what: `named by the role as ${pattern}` }];
    return [
      {
        role,
        edge: { from: role.key, to: resource.key, kind: 'gives', state: 'unknown', uses: 0, evidence },
      },
    ];
  });
}
