import type { DeciderAnswer, DeciderRequest, PolicyDecider } from '../../../../model/policy-proposal.ts';
import { rememberingDecider } from '../../../shared/policy/permission-decider.ts';
import { routesOf } from '../../catalogue/index.ts';
import { readScopes } from '../document.ts';
import { isGiven } from './reach.ts';

/** Prepares documents for many requests of one holder. What cannot be read leaves answers open. */
export function compile(documents: readonly unknown[], _principalId: string): PolicyDecider {
  const read = documents.map(readScopes);
  const given = new Set(read.flatMap((scopes) => scopes ?? []));
  const isLost = read.some((scopes) => scopes === undefined);

  /** A call passes when its operation does, by whichever of the scopes that the API takes for it. */
  function decide({ permission, resource }: DeciderRequest): DeciderAnswer {
    const routes = routesOf(resource).filter(
      ({ name, ways }) => name === resource && ways.flat().includes(permission),
    );
    const isAllowed =
      routes.length === 0
        ? given.has(permission)
        : routes.every(({ ways }) => ways.some((way) => isGiven(way, given)));
    if (isAllowed) return 'allowed';
    return isLost ? 'open' : 'denied';
  }

  // The operation itself says which scopes would do: no other answer needs to be guessed from alternatives.
  return rememberingDecider({}, decide);
}
