import type { SecretKeeping } from '../../../providers/provider.ts';
import { providers } from '../../../providers/register.ts';
import type { Direction } from '../explore.ts';
import { callsEvidence, type GraphContext } from '../graph-context.ts';
import { type FoundEdge, type FoundNode, keyOf, type Neighbours, nodeOf } from '../parts.ts';
import { principalsById } from '../read-principals.ts';
import {
  actsMax,
  type SecretSet,
  secondsBetween,
  secretsSet,
  type TokenMade,
  tokensMade,
} from '../read-secrets.ts';
import { actingTokens } from '../read-tokens.ts';
import { tokenNode } from './acts-as.ts';

/** With more tokens made within the time before, nothing says which of them a secret holds. */
const candidatesMax = 3;

/**
 * Whose secrets most likely hold which token. No record says what a secret holds: one that is set shortly after a token was made at
 * another system, with few others made meanwhile, is taken for that token, and the evidence says so.
 */
export async function kept(
  ctx: GraphContext,
  nodes: readonly FoundNode[],
  direction: Direction,
): Promise<Neighbours> {
  const parts = await Promise.all(
    providers().flatMap(({ id: provider, links }) =>
      links?.secrets === undefined
        ? []
        : [keptAt(ctx, { provider, keeping: links.secrets }, nodes, direction)],
    ),
  );
  return {
    nodes: parts.flatMap((part) => part.nodes),
    edges: parts.flatMap((part) => part.edges),
    bounds: parts.flatMap((part) => part.bounds),
  };
}

interface Place {
  readonly provider: string;
  readonly keeping: SecretKeeping;
}

async function keptAt(
  { store, span }: GraphContext,
  place: Place,
  nodes: readonly FoundNode[],
  direction: Direction,
): Promise<Neighbours> {
  const { provider, keeping } = place;
  const { operations } = keeping;
  const isForward = direction === 'forward';
  const wanted = isForward
    ? nodes.filter(
        (node) => node.kind === 'principal' && node.provider === provider && node.what === keeping.kind,
      )
    : nodes.filter((node) => node.kind === 'token' && node.provider !== provider);
  if (wanted.length === 0) return nothing;
  const ids = wanted.map(({ id }) => id);
  const own = isForward ? undefined : await tokensMade(store, span, { except: [provider], ids });
  if (own?.length === 0) return nothing;
  const sets = await secretsSet(store, span, {
    provider,
    operations,
    ...(own === undefined
      ? { on: ids.map((id) => keeping.resourceOf(id)) }
      : { after: own.map(({ at }) => at) }),
  });
  if (sets.length === 0) return nothing;
  // Of how many tokens one may be the secret, the others made in that time tell as well.
  const made = await tokensMade(store, span, { except: [provider] });
  const asked = new Set(ids);
  const pairs = sets.flatMap((set) => {
    const before = made.filter(({ at }) => at <= set.at && at >= set.at - secondsBetween);
    if (before.length > candidatesMax) return [];
    return before
      .filter(({ token }) => isForward || asked.has(token))
      .map((token) => ({ set, token, others: before.length - 1, reader: keeping.readerOf(set.resource) }));
  });
  const [readers, tokens] = await Promise.all([
    principalsById(store, [...new Set(pairs.map(({ reader }) => reader))]),
    actingTokens(store, span, 'token', [...new Set(pairs.map(({ token }) => token.token))]),
  ]);
  const known = new Map(tokens.map((row) => [row.tokenId, tokenNode(row)]));
  return {
    nodes: pairs.flatMap(({ reader, token }) => [
      readers.get(reader) ?? readerNode(reader, place),
      known.get(token.token) ??
        nodeOf({ id: token.token, kind: 'token', provider: '', account: '', what: '', name: token.token }),
    ]),
    edges: pairs.map(edgeOf),
    bounds:
      sets.length > actsMax || made.length > actsMax
        ? [`more than ${actsMax} secrets or tokens, in one step`]
        : [],
  };
}

const nothing: Neighbours = { nodes: [], edges: [], bounds: [] };

function readerNode(id: string, { provider, keeping }: Place): FoundNode {
  return nodeOf({ id, kind: 'principal', provider, account: '', what: keeping.kind, name: id });
}

function edgeOf({
  set,
  token,
  others,
  reader,
}: {
  readonly set: SecretSet;
  readonly token: TokenMade;
  readonly others: number;
  readonly reader: string;
}): FoundEdge {
  const minutes = Math.round((set.at - token.at) / 60);
  const among =
    others === 0 ? 'no other token was made in that hour' : `${others} more were made in that hour`;
  return {
    from: keyOf('principal', reader),
    to: keyOf('token', token.token),
    kind: 'keeps',
    // What a secret holds is never recorded, and so is neither that it was read.
    state: 'unknown',
    uses: 0,
    evidence: [
      callsEvidence({ times: 1, first: set.at, last: set.at, sample: set.event }),
      {
        kind: 'inventory',
        what: `${set.actor} set a secret ${minutes} minutes after ${token.actor} made the token; ${among}; what the secret holds is not recorded`,
      },
    ],
  };
}
