import { groupBy } from '../../../../model/group-by.ts';
import type { Permission } from '../../../../model/permission.ts';
import type {
  PolicyDiff,
  PolicyHolder,
  PolicyProposal,
  ServiceDiff,
} from '../../../../model/policy-proposal.ts';
import { httpCatalogue } from '../../catalogue/index.ts';
import { readScopes } from '../document.ts';

/** What becomes of every scope that is held or proposed, by what it is about. */
export function diff(holder: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyDiff {
  const before = scopesIn(holder.held.map(({ document }) => document));
  const staying = holder.held.filter(({ id }) => leaves.includes(id)).map(({ document }) => document);
  const after = scopesIn([...documents.map(({ document }) => document), ...staying]);
  const present = httpCatalogue.permissions().filter(({ name }) => before.has(name) || after.has(name));
  const services = [...groupBy(present, ({ service }) => service)].map(([service, members]): ServiceDiff => {
    const names = (isIn: (member: Permission) => boolean): string[] =>
      members.filter(isIn).map(({ name }) => name);
    return {
      service,
      removed: names(({ name }) => !after.has(name)),
      narrowed: [],
      kept: names(({ name }) => before.has(name) && after.has(name)),
      added: names(({ name }) => !before.has(name)),
    };
  });
  const count = (pick: (one: ServiceDiff) => readonly unknown[]): number =>
    services.reduce((sum, one) => sum + pick(one).length, 0);
  return {
    totals: {
      removed: count(({ removed }) => removed),
      narrowed: 0,
      kept: count(({ kept }) => kept),
      added: count(({ added }) => added),
    },
    services: services.sort((a, b) => (a.service < b.service ? -1 : 1)),
  };
}

function scopesIn(documents: readonly unknown[]): ReadonlySet<string> {
  return new Set(documents.flatMap((document) => readScopes(document) ?? []));
}
