import { groupBy } from '../../../../model/group-by.ts';
import type { Permission } from '../../../../model/permission.ts';
import type {
  PolicyDiff,
  PolicyHolder,
  PolicyProposal,
  ServiceDiff,
} from '../../../../model/policy-proposal.ts';
import { areaOf, githubCatalogue } from '../../catalogue/index.ts';
import { readDocument } from '../document.ts';
import { sumOf } from './held-set.ts';

/** What becomes of every permission that is held or proposed, by key. */
export function diff(holder: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyDiff {
  const read = (some: readonly unknown[]) =>
    sumOf(
      some.flatMap((document) => readDocument(document) ?? []),
      holder.principalId,
    );
  const before = read(holder.held.map(({ document }) => document));
  const staying = holder.held.filter(({ id }) => leaves.includes(id)).map(({ document }) => document);
  const after = read([...documents.map(({ document }) => document), ...staying]);
  const [from, to] = [before.repositories ?? ['*'], after.repositories ?? ['*']];
  const isNarrower = to.join() !== from.join() && !to.includes('*');
  const present = githubCatalogue
    .permissions()
    .filter(({ id }) => before.permissions.has(id) || after.permissions.has(id));
  const stateOf = ({ id, name }: Permission): keyof PolicyDiff['totals'] => {
    if (!after.permissions.has(id)) return 'removed';
    if (!before.permissions.has(id)) return 'added';
    return isNarrower && areaOf(name) === 'repository' ? 'narrowed' : 'kept';
  };
  const all = [...groupBy(present, ({ service }) => service)].map(([service, members]): ServiceDiff => {
    const names = (state: keyof PolicyDiff['totals']): string[] =>
      members.filter((member) => stateOf(member) === state).map(({ name }) => name);
    return {
      service,
      removed: names('removed'),
      narrowed: names('narrowed').map((permission) => ({ permission, from, to })),
      kept: names('kept'),
      added: names('added'),
    };
  });
  const count = (pick: (one: ServiceDiff) => readonly unknown[]): number =>
    all.reduce((sum, one) => sum + pick(one).length, 0);
  return {
    totals: {
      removed: count(({ removed }) => removed),
      narrowed: count(({ narrowed }) => narrowed),
      kept: count(({ kept }) => kept),
      added: count(({ added }) => added),
    },
    services: all.sort((a, b) => (a.service < b.service ? -1 : 1)),
  };
}
