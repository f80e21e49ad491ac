import type {
  PolicyDiff,
  PolicyHolder,
  PolicyProposal,
  ServiceDiff,
} from '../../../../model/policy-proposal.ts';
import { permissionDiff } from '../../../shared/policy/permission-diff.ts';
import { salesforceCatalogue } from '../../catalogue/index.ts';
import { allGranted, type Granted } from '../../granted.ts';
import { readPolicy } from '../document.ts';
import { isEverywhere, subjectsOf, together } from './held-set.ts';

/** What becomes of every permission that is held or proposed, by object; of those that stand for several, on which. */
export function diff(holder: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyDiff {
  const staying = holder.held.filter(({ id }) => leaves.includes(id)).map(({ document }) => document);
  const before = read(holder.held.map(({ document }) => document));
  const after = read([...documents.map(({ document }) => document), ...staying]);
  const all = { resources: ['*'] };
  const { services } = permissionDiff(
    salesforceCatalogue.permissions(),
    { ...all, permissions: allGranted(before) },
    { ...all, permissions: allGranted(after) },
    () => false,
  );
  const narrowed = services.map((service) => withNarrowed(service, before, after));
  const count = (pick: (one: ServiceDiff) => readonly unknown[]): number =>
    narrowed.reduce((sum, one) => sum + pick(one).length, 0);
  return {
    totals: {
      removed: count(({ removed }) => removed),
      narrowed: count((one) => one.narrowed),
      kept: count(({ kept }) => kept),
      added: count(({ added }) => added),
    },
    services: narrowed,
  };
}

function read(documents: readonly unknown[]): Granted {
  return together(documents.flatMap((document) => readPolicy(document)?.gives ?? []));
}

/** Of what stays, that which stays on fewer objects. */
function withNarrowed(service: ServiceDiff, before: Granted, after: Granted): ServiceDiff {
  const narrowed = service.kept.flatMap((permission) => {
    const [from, to] = [before, after].map((side) =>
      isEverywhere(side, permission) ? ['*'] : subjectsOf(side, permission),
    );
    if (from === undefined || to === undefined || to.includes('*')) return [];
    return from.includes('*') || from.some((subject) => !to.includes(subject))
      ? [{ permission, from, to }]
      : [];
  });
  const names = new Set(narrowed.map(({ permission }) => permission));
  return { ...service, narrowed, kept: service.kept.filter((name) => !names.has(name)) };
}
