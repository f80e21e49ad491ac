import type {
  PermissionNeed,
  PolicyHolder,
  PolicyProposal,
  ProposedDocument,
  ProposedStatement,
  WriteOptions,
} from '../../../../model/policy-proposal.ts';
import { Notes } from '../../../shared/policy/proposal-notes.ts';
import { compact, type WrittenRule } from './compact.ts';
import { documentOf } from './document.ts';
import { type Give, givesOf, unknownGives } from './gives.ts';
import { grainOf } from './grain.ts';
import { heldRoles } from './held.ts';

/** What etcd takes as one object, with room for what the API server adds. https://etcd.io/docs/latest/dev-guide/limit/ */
const charactersMax = 1_000_000;
/** Nothing limits the number of roles; many more than a few hundred nobody can look after. */
const documentsMax = 500;

/** Writes the smallest roles, with bindings, that give all needs: one for each namespace, and one for the cluster. */
export function write(
  needs: readonly PermissionNeed[],
  holder: PolicyHolder,
  options: WriteOptions = {},
): PolicyProposal {
  const held = heldRoles(holder);
  const grain = grainOf(options);
  const notes = new Notes();
  if (held.hasUnreadable)
    notes.add(
      'unreadable',
      'a role that is held is not among the exports: it stays, and may give more than is compared here',
    );
  const sorted = [...needs].sort((a, b) =>
    `${a.permission} ${a.reason}` < `${b.permission} ${b.reason}` ? -1 : 1,
  );
  const found = sorted.map((need) => ({ need, gives: givesOf(need, held, grain, notes) }));
  const gives = [...found.flatMap((one) => one.gives ?? []), ...unknownGives(held, notes)];
  const documents: ProposedDocument[] = [];
  const statements: ProposedStatement[] = [];
  for (const [namespace, members] of byScope(gives)) {
    const rules = compact(members, grain, held.own);
    const { name, document } = documentOf(
      holder,
      { namespace, purpose: options.purpose },
      rules.map(({ rule }) => rule),
    );
    statements.push(...rules.map((rule, index) => statementOf(rule, documents.length, index, namespace)));
    documents.push({ name, document, characters: JSON.stringify(document).length });
  }
  const max = options.documentsMax ?? documentsMax;
  const fits = documents.length <= max && documents.every(({ characters }) => characters <= charactersMax);
  if (!fits)
    notes.add(
      'size',
      'the roles are more or larger than a cluster takes: give in all namespaces what is used in many',
    );
  return {
    documents,
    statements,
    replaces: held.replaces,
    leaves: held.leaves,
    unwritten: found.flatMap(({ need, gives: given }) =>
      given === undefined
        ? [{ permission: need.permission, why: 'no role that is held gives it on what it was used on' }]
        : [],
    ),
    size: {
      characters: documents.reduce((sum, { characters }) => sum + characters, 0),
      charactersMax,
      documentsMax: max,
      fits,
    },
    notes: notes.toList(),
  };
}

/** The cluster first, then namespaces in order. What is given everywhere is not given in one namespace too. */
function byScope(gives: readonly Give[]): readonly (readonly [string | undefined, readonly Give[]])[] {
  const everywhere = new Set(
    gives
      .filter(({ namespace, names }) => namespace === undefined && names.length === 0)
      .map(({ permission }) => permission),
  );
  const scopes = new Map<string | undefined, Give[]>();
  for (const give of gives) {
    if (give.namespace !== undefined && everywhere.has(give.permission)) continue;
    scopes.set(give.namespace, [...(scopes.get(give.namespace) ?? []), give]);
  }
  return [...scopes].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

function statementOf(
  { rule, reason, permissions, adds }: WrittenRule,
  document: number,
  index: number,
  namespace: string | undefined,
): ProposedStatement {
  const inside = namespace === undefined ? '' : `${namespace}/`;
  const isPath = rule.nonResourceURLs.length > 0;
  const objects = rule.resourceNames.length === 0 ? ['*'] : rule.resourceNames;
  return {
    document,
    sid: `${namespace ?? 'cluster'}-${index + 1}`,
    effect: 'allow',
    reason,
    permissions,
    actions: rule.verbs.flatMap((verb) =>
      (isPath ? rule.nonResourceURLs : rule.resources).map((one) => `${verb} ${one}`),
    ),
    resources: isPath ? rule.nonResourceURLs : objects.map((name) => `${inside}${name}`),
    isEverywhere: namespace === undefined && rule.resourceNames.length === 0,
    adds,
  };
}
