import type { DeciderAnswer, PolicyDecider } from '../../../../model/policy-proposal.ts';
import { rememberingDecider } from '../../../shared/policy/permission-decider.ts';
import { find, salesforceCatalogue } from '../../catalogue/index.ts';
import { grantedOn } from '../../granted.ts';
import { readPolicy } from '../document.ts';
import { isEverywhere, subjectsOf, together } from './held-set.ts';

/** Prepares documents for many requests of one holder. What cannot be read leaves answers open. */
export function compile(documents: readonly unknown[]): PolicyDecider {
  const read = documents.map(readPolicy);
  const gives = together(read.flatMap((policy) => policy?.gives ?? []));
  const isLost = read.includes(undefined);
  return rememberingDecider(salesforceCatalogue, ({ permission, resource }): DeciderAnswer => {
    if (isEverywhere(gives, permission)) return 'allowed';
    // Of a request that names no object, what is given on some is open.
    if (resource === '') return isLost || subjectsOf(gives, permission).length > 0 ? 'open' : 'denied';
    if (resource !== '*' && grantedOn(gives, resource).has(find(permission)?.id ?? 0)) return 'allowed';
    return isLost ? 'open' : 'denied';
  });
}
