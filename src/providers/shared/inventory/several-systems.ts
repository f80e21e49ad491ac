import type { InventoryRead } from '../../../model/inventory.ts';

type Lists = Pick<InventoryRead, 'principals' | 'tokens' | 'roles' | 'grants' | 'effective'>;

/**
 * Gives what was read of several systems at once where neither log nor export names the system: names mean one thing here and
 * another there, so that it lies in an account that has no log, and no silence is taken for evidence.
 */
export function ofSeveralSystems(lists: Lists): Lists {
  const { principals, tokens, roles, grants, effective } = lists;
  return {
    principals: principals.map(inNone),
    tokens: tokens.map(inNone),
    roles: roles.map(inNone),
    grants: [...grants].map(inNone),
    effective: effective.map((grant) => ({ ...inNone(grant), isComplete: false })),
  };
}

function inNone<One extends { readonly account: string }>(one: One): One {
  return { ...one, account: 'several systems' };
}
