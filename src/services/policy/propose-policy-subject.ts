import type { FleetFacts } from '../../analysis/fleet-facts.ts';
import { ScopelightError } from '../../model/error.ts';
import type { HolderSubject } from '../../policy/holder.ts';
import { noSubject } from '../tokens/find-subject.ts';

/**
 * Finds whose policy an id asks for: a principal’s, or that of the principal a token acts as.
 * @throws {ScopelightError} `subject.not-found`, `subject.without-policy`
 */
export function policySubject(fleet: FleetFacts, id: string, isTokenAlone: boolean): HolderSubject {
  const { tokens, usage, grants } = fleet;
  const principal =
    grants.get(id) ??
    tokens.find((token) => token.principalId === id) ??
    usage.find((row) => row.principal_id === id);
  if (principal) {
    if (isTokenAlone) {
      throw new ScopelightError('usage.invalid', `\`${id}\` is a principal, not one of its tokens`, {
        hint: 'name a token, or leave out --this-token-only',
      });
    }
    return checked(fleet, {
      provider: principal.provider,
      principalId: id,
      tokenId: undefined,
      isTokenAlone: false,
    });
  }
  const found = tokens.filter((token) => token.id === id);
  const [first, ...others] = found;
  if (!first) throw noSubject(id);
  if (others.length > 0) {
    const ids = found.map((token) => token.principalId).sort();
    throw new ScopelightError('subject.not-found', `\`${id}\` acts as ${ids.length} principals`, {
      hint: `name one of them: ${ids.slice(0, 10).join(', ')}`,
    });
  }
  return checked(fleet, {
    provider: first.provider,
    principalId: first.principalId,
    tokenId: id,
    isTokenAlone,
  });
}

/** Some principals have no policy that could be made smaller. */
function checked(fleet: FleetFacts, subject: HolderSubject): HolderSubject {
  const { grants, tokens, usage } = fleet;
  const { principalId } = subject;
  const holders = tokens.filter(
    (token) => token.principalId === principalId && fleet.holdingOf(token).holderId !== principalId,
  );
  if (subject.tokenId === undefined && holders.length > 0) {
    throw new ScopelightError(
      'usage.invalid',
      `\`${principalId}\` holds nothing itself: each of its tokens has grants of its own`,
      {
        hint: `name one of them: ${holders
          .slice(0, 10)
          .map(({ id }) => id)
          .join(', ')}`,
      },
    );
  }
  const kind =
    grants.get(principalId)?.kind ??
    tokens.find((token) => token.principalId === principalId)?.principalKind ??
    usage.find((row) => row.principal_id === principalId)?.principal_kind;
  const why = withoutPolicy.get(kind ?? '');
  if (!why) return subject;
  throw new ScopelightError(
    'subject.without-policy',
    `there is no policy for \`${principalId}\`: ${why.reason}`,
    {
      hint: why.hint,
    },
  );
}

const withoutPolicy: ReadonlyMap<string, { readonly reason: string; readonly hint: string }> = new Map([
  [
    'root',
    {
      reason: 'it is the root of an account, from which nothing can be taken',
      hint: 'delete its access keys, and let a principal of its own do what they did',
    },
  ],
  [
    'service-linked role',
    {
      reason: 'its provider made it for one of its own services and keeps its policy',
      hint: 'remove the role with the service that uses it, if that is no longer needed',
    },
  ],
  [
    'unknown',
    {
      reason: 'the records do not tell whose token it is',
      hint: 'load an inventory that lists it',
    },
  ],
]);
