import type { DeciderAnswer, DeciderRequest, PolicyDecider } from '../../../../model/policy-proposal.ts';
import { rememberingDecider } from '../../../shared/policy/permission-decider.ts';
import { find, oktaCatalogue } from '../../catalogue/index.ts';
import { reaches, readDocument } from '../document.ts';

/** Prepares documents for many requests of one holder. What cannot be read leaves answers open. */
export function compile(documents: readonly unknown[]): PolicyDecider {
  const read = documents.map(readDocument);
  const known = read.flatMap((document) => document ?? []);
  const isLost = read.some((document) => document === undefined || document.granted.unmatched.length > 0);

  return rememberingDecider(oktaCatalogue, ({ permission, resource }: DeciderRequest): DeciderAnswer => {
    const id = find(permission)?.id ?? 0;
    const each = known.map((document): DeciderAnswer => {
      if (!document.granted.permissions.has(id)) return 'denied';
      if (document.granted.partial.has(id)) return 'open';
      const isReached =
        resource === ''
          ? reachesAll(document.resources, permission)
          : reaches(document, permission, resource);
      return isReached === undefined ? 'open' : isReached ? 'allowed' : 'denied';
    });
    if (each.includes('allowed')) return 'allowed';
    return each.includes('open') || isLost ? 'open' : 'denied';
  });
}

/** Of a call that names no resource, only a document that reaches all of a kind allows it for sure. */
function reachesAll(resources: readonly string[] | undefined, permission: string): true | undefined {
  const area = find(permission)?.service ?? '';
  return resources === undefined || resources.includes('*') || resources.includes(area) ? true : undefined;
}
