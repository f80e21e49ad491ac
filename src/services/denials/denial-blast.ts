import type { JudgedWant } from '../../analysis/denials/find-denials.ts';
import type { DenialFix } from '../../model/denials.ts';
import type { PolicyProposal } from '../../model/policy-proposal.ts';

const tokensMax = 20;
const namedMax = 3;

/** What a change opens beside the want itself: on what, to whom, and what can be done with it. */
export function blastOf(
  { permission, grants, facts }: JudgedWant,
  { statements }: PolicyProposal,
  tokenIds: readonly string[],
): DenialFix['blast'] {
  const level = permission?.level ?? 'write';
  const resources = [...new Set(statements.flatMap((statement) => statement.resources))];
  const isEverywhere = statements.some((statement) => statement.isEverywhere);
  const adds = [...new Set(statements.flatMap((statement) => statement.adds))];
  const isHeld = permission !== undefined && (grants?.granted.has(permission.id) ?? false);
  const others = tokenIds.filter((id) => id !== facts.want.tokenId);
  return {
    level,
    isEverywhere,
    resources,
    adds,
    tokens: [...tokenIds].sort().slice(0, tokensMax),
    tokenCount: tokenIds.length,
    changesAccess: level === 'permissions',
    texts: [
      `${isHeld ? 'widens' : 'opens'} ${facts.want.permission} (${level}) on ${isEverywhere ? 'everything' : listed(resources)}`,
      others.length === 0
        ? 'to no other token: its principal has only this one'
        : `also to ${others.length === 1 ? 'another token' : `${others.length} other tokens`} of the principal`,
      ...(level === 'permissions'
        ? ['it changes access: whoever can use it may be able to give itself more']
        : []),
      ...(adds.length === 0 ? [] : [listed(adds)]),
    ],
  };
}

function listed(values: readonly string[]): string {
  const more = values.length - namedMax;
  return values.slice(0, namedMax).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
