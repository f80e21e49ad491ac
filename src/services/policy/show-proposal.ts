import { groupBy } from '../../model/group-by.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import type { Proposal } from '../../model/proposal.ts';
import { findProvider } from '../../providers/register.ts';

const namedMax = 12;
/** The most harmful first. */
const harm = ['permissions', 'write', 'tag', 'read', 'list'];

/** Gives a proposed policy in the form that fits a page, however much it takes away. */
export function showProposal(answer: PolicyAnswer): Proposal {
  const { removed, diff, unknown, schema: _, ...rest } = answer;
  const { catalogue } = findProvider(answer.provider);
  const serviceOf = (permission: string): string => catalogue.find(permission)?.service ?? '';
  const rank = (permission: string): number => harm.indexOf(catalogue.find(permission)?.level ?? 'list');
  const byService = groupBy(removed, ({ permission }) => serviceOf(permission));
  const doubts = new Map(unknown.map((one) => [one.service, one]));
  const changes = new Map(diff.map((one) => [one.service, one]));
  const services = [...new Set([...byService.keys(), ...changes.keys()])].map((service) => {
    const gone = byService.get(service) ?? [];
    return {
      service,
      kept: changes.get(service)?.kept.length ?? 0,
      narrowed: (changes.get(service)?.narrowed ?? []).slice(0, namedMax),
      removedUnused: gone.filter(({ state }) => state === 'unused').length,
      removedUnknown: gone.filter(({ state }) => state === 'unknown').length,
      removed: gone.toSorted((a, b) => rank(a.permission) - rank(b.permission)).slice(0, namedMax),
      why: doubts.get(service)?.why ?? [],
      settle: doubts.get(service)?.settle ?? [],
    };
  });
  return {
    ...rest,
    schema: 'scopelight.proposal/1',
    // Services that keep something tell most; of the others, those that lose most.
    services: services.sort(
      (a, b) =>
        Number(b.kept > 0) - Number(a.kept > 0) ||
        b.removedUnused + b.removedUnknown - (a.removedUnused + a.removedUnknown) ||
        (a.service < b.service ? -1 : 1),
    ),
  };
}
