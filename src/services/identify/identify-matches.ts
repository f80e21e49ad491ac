import { fleetGap, type TokenGap } from '../../analysis/gap.ts';
import type { DescribedToken } from '../../analysis/identify/describe-token.ts';
import { idSpellings, type KnownId, knownIds, knownPrincipals } from '../../analysis/identify/known-ids.ts';
import type { Identified, IdentifiedToken } from '../../model/identified.ts';
import { findProvider } from '../../providers/register.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { byGap, tokenRow } from '../tokens/token-row.ts';

type Matches = NonNullable<IdentifiedToken['matches']>;

/** A principal may have more tokens than anybody reads. */
const matchesMax = 20;

/**
 * Looks tokens up by their public names in the inventory and the logs, with owner, gap and use of each that is known.
 * INVARIANT: nothing but public ids, hashes and names of principals goes to the engine.
 */
export async function identifyMatches(
  ctx: Context,
  tokens: readonly DescribedToken[],
): Promise<{ readonly window: Identified['window']; readonly matches: readonly Matches[] }> {
  const span = await judgedSpan(ctx);
  const spelled = await idSpellings(ctx.store);
  const all = (texts: readonly string[]): string[] => distinct(texts.flatMap(spelled));
  const [ids, principals] = await Promise.all([
    knownIds(ctx.store, all(tokens.flatMap(({ lookup }) => lookup.ids.map(({ value }) => value)))),
    knownPrincipals(ctx.store, all(tokens.flatMap(({ lookup }) => lookup.principalIds))),
  ]);
  const principalIds = distinct([...ids.map(({ principalId }) => principalId), ...principals]);
  const gaps = principalIds.length === 0 ? [] : (await fleetGap(ctx.store, span, { principalIds })).tokens;
  return {
    window: windowOf(span),
    matches: tokens.map(({ lookup }) => {
      const exact = lookup.ids.flatMap(({ name, value }) =>
        ids
          .filter(({ id }) => spelled(value).includes(id))
          .flatMap((known) => matchesById(gaps, known, name)),
      );
      const found = exact.length > 0 ? exact : matchesByPrincipal(gaps, lookup.principalIds.flatMap(spelled));
      return found.sort((a, b) => byGap(a.token, b.token)).slice(0, matchesMax);
    }),
  };
}

function matchesById(gaps: readonly TokenGap[], known: KnownId, name: string): Matches {
  return gaps
    .filter(({ token }) => token.id === known.tokenId && token.principalId === known.principalId)
    .map((gap) => match(gap, gap.token.kind === 'session' ? `${name}, of a session` : name, true));
}

/** What a token says it acts as is known, though not the token itself. */
function matchesByPrincipal(gaps: readonly TokenGap[], principalIds: readonly string[]): Matches {
  const wanted = new Set(principalIds);
  return gaps
    .filter(({ token }) => wanted.has(token.principalId))
    .map((gap) => match(gap, 'the principal it names', false));
}

function match(gap: TokenGap, basis: string, isExact: boolean): Matches[number] {
  const { id, kind, principalId, provider, account } = gap.token;
  const { quarantine, rollback, revoke, notes } = findProvider(provider).remedy.retire({
    id,
    kind,
    principalId,
    account,
  });
  return {
    basis,
    isExact,
    token: tokenRow(gap),
    ownerBasis: gap.grants?.ownerBasis || null,
    revoke: {
      quarantine: [...quarantine],
      rollback: [...rollback],
      revoke: [...revoke],
      notes: [...notes],
    },
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
