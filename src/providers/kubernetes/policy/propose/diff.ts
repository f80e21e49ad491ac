import { groupBy } from '../../../../model/group-by.ts';
import type {
  PolicyDiff,
  PolicyHolder,
  PolicyProposal,
  ServiceDiff,
} from '../../../../model/policy-proposal.ts';
import { isGroup, readPermissionName } from '../../catalogue/index.ts';
import { find, permissions } from '../../catalogue/permissions.ts';
import { expandRule } from '../../rbac/expand.ts';
import { readPolicyDocument, type ScopedRule } from '../../rbac/scoped-rules.ts';
import { inPlace } from './held.ts';

/** What becomes of every permission that is held or proposed, by API group. */
export function diff({ held }: PolicyHolder, { documents, leaves }: PolicyProposal): PolicyDiff {
  const read = (some: readonly unknown[]): Reach =>
    reachOf(some.flatMap((document) => readPolicyDocument(document)?.rules ?? []));
  const before = read(held.map(inPlace));
  const staying = held.filter(({ id }) => leaves.includes(id)).map(inPlace);
  const after = read([...documents.map(({ document }) => document), ...staying]);
  const all = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = all.map((permission) =>
    changeOf(permission, before.get(permission), after.get(permission)),
  );
  const services = [...groupBy(changes, ({ service }) => service)].map(([service, members]): ServiceDiff => {
    const names = (state: string): string[] =>
      members.filter((one) => one.state === state).map(({ permission }) => permission);
    return {
      service,
      removed: names('removed'),
      narrowed: members
        .filter(({ state }) => state === 'narrowed')
        .map(({ permission, from, to }) => ({ permission, from, to })),
      kept: names('kept'),
      added: names('added'),
    };
  });
  const count = (state: string): number => changes.filter((one) => one.state === state).length;
  return {
    totals: {
      removed: count('removed'),
      narrowed: count('narrowed'),
      kept: count('kept'),
      added: count('added'),
    },
    services: services.sort((a, b) => (a.service < b.service ? -1 : 1)),
  };
}

/** Patterns of what each permission is given on. */
type Reach = ReadonlyMap<string, ReadonlySet<string>>;

function reachOf(rules: readonly ScopedRule[]): Reach {
  const byId = new Map(permissions().map(({ id, name }) => [id, name]));
  const groups = new Set(rules.flatMap(({ rule }) => rule.apiGroups));
  const reach = new Map<string, Set<string>>();
  for (const { rule, namespace } of rules) {
    const { permissions: set, unmatched } = expandRule(rule, namespace === undefined, (group) =>
      groups.has(group),
    );
    const inside = namespace === undefined ? '' : `${namespace}/`;
    const names = rule.resourceNames.length === 0 ? ['*'] : rule.resourceNames;
    for (const name of [...[...set].flatMap((id) => byId.get(id) ?? []), ...unmatched]) {
      const patterns = reach.get(name) ?? new Set<string>();
      for (const one of names) patterns.add(`${inside}${one}`);
      reach.set(name, patterns);
    }
  }
  return reach;
}

interface Change {
  readonly permission: string;
  readonly service: string;
  readonly state: 'removed' | 'narrowed' | 'kept' | 'added';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

function changeOf(
  permission: string,
  before: ReadonlySet<string> = new Set(),
  after: ReadonlySet<string> = new Set(),
): Change {
  const shown = (patterns: ReadonlySet<string>): readonly string[] =>
    patterns.has('*') ? ['*'] : [...patterns].sort();
  const [from, to] = [shown(before), shown(after)];
  const isNarrower = !to.includes('*') && from.join('\n') !== to.join('\n');
  return {
    permission,
    service: find(permission)?.service ?? readPermissionName(permission, isGroup)?.target.group ?? '',
    state: to.length === 0 ? 'removed' : from.length === 0 ? 'added' : isNarrower ? 'narrowed' : 'kept',
    from,
    to,
  };
}
