import type { DeciderAnswer, DeciderRequest, PolicyDecider } from '../../../../model/policy-proposal.ts';
import { rememberingDecider } from '../../../shared/policy/permission-decider.ts';
import { areaOf, find, githubCatalogue } from '../../catalogue/index.ts';
import { readDocument } from '../document.ts';
import { sumOf } from './held-set.ts';

/** Prepares documents for many requests of one holder. What cannot be read leaves answers open. */
export function compile(documents: readonly unknown[], principalId: string): PolicyDecider {
  const read = documents.map(readDocument);
  const sums = read.flatMap((document) => (document === undefined ? [] : [sumOf([document], principalId)]));
  const isLost = read.some((document) => document === undefined || document.granted.unmatched.length > 0);

  return rememberingDecider(githubCatalogue, ({ permission, resource }: DeciderRequest): DeciderAnswer => {
    const id = find(permission)?.id ?? 0;
    const area = areaOf(permission);
    const best = sums.map(({ permissions, partial, repositories }): DeciderAnswer => {
      if (!permissions.has(id)) return 'denied';
      if (partial.has(id)) return 'open';
      if (repositories === undefined || area !== 'repository') return 'allowed';
      if (!/^[^/\s]+\/[^/\s]+$/.test(resource)) return 'open';
      return repositories.some((each) => each.toLowerCase() === resource.toLowerCase())
        ? 'allowed'
        : 'denied';
    });
    if (best.includes('allowed')) return 'allowed';
    return best.includes('open') || isLost ? 'open' : 'denied';
  });
}
