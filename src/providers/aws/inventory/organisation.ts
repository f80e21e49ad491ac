import type { Selection } from '../policy/index.ts';
import { arnName } from './arn.ts';
import { oldestFirst, type ReadContext } from './document.ts';
import type { Facts, OrganisationNodeFact, OrganisationPolicyFact } from './facts.ts';
import { reportProblems } from './managed-policies.ts';
import type { PolicyText, PolicyTexts } from './policy-text.ts';
import { controlPolicyType } from './read-organisation.ts';

/** A service control policy, and the node of the tree at which it is attached. */
export interface ControlPolicy {
  readonly id: string;
  readonly name: string;
  /** Absent when its content was not exported. */
  readonly text: PolicyText | undefined;
  readonly node: string;
}

/** What an account's place in the organisation caps. */
export interface ControlLevels {
  /** From the root down to the account. */
  readonly levels: readonly {
    readonly policies: readonly ControlPolicy[];
    /** Whether everything attached there is known, with its content. */
    readonly isComplete: boolean;
  }[];
  /** Why more may be capped than the levels say. */
  readonly unknowns: readonly string[];
}

const noLevels: ControlLevels = { levels: [], unknowns: [] };
const fullAccessId = 'p-FullAWSAccess';
/** AWS allows five levels of units; more can only be a loop. */
const depthMax = 12;

/** The tree of an organisation with its service control policies. */
export class Organisation {
  readonly #nodes = new Map<string, OrganisationNodeFact>();
  readonly #parents = new Map<string, string>();
  readonly #policies = new Map<string, OrganisationPolicyFact>();
  readonly #attached = new Map<string, Set<string>>();
  readonly #complete: ReadonlySet<string>;
  /** Policies of the organisation that are known to cap no principal. */
  readonly #otherPolicies = new Set<string>();
  readonly #texts: PolicyTexts;
  readonly #levels = new Map<string, ControlLevels>();

  constructor(facts: Facts, texts: PolicyTexts, context: ReadContext) {
    this.#texts = texts;
    for (const fact of oldestFirst(facts.organisationNodes))
      this.#nodes.set(fact.id, merge(this.#nodes.get(fact.id), fact));
    for (const fact of oldestFirst(facts.parents)) this.#parents.set(fact.childId, fact.parentId);
    for (const fact of oldestFirst(facts.organisationPolicies)) {
      if (fact.type !== controlPolicyType) {
        this.#otherPolicies.add(fact.id);
        context.remarks.ignored.add(
          fact.origin.path,
          `policies of type ${fact.type.slice(0, 60)} are no part of what a principal may do`,
        );
        continue;
      }
      const known = this.#policies.get(fact.id);
      this.#policies.set(fact.id, { ...fact, document: fact.document ?? known?.document });
      if (fact.document === undefined) continue;
      reportProblems(texts.of(fact.document), `policy ${fact.name ?? fact.id}`, fact.origin.path, context);
    }
    for (const { targetId, policyId } of facts.attachments) {
      if (this.#otherPolicies.has(policyId)) continue;
      const attached = this.#attached.get(targetId) ?? new Set();
      this.#attached.set(targetId, attached.add(policyId));
    }
    this.#complete = new Set(facts.completeLists.map((list) => `${list.of} ${list.id}`));
  }

  /** The accounts of the organisation. */
  get accounts(): readonly string[] {
    return [...this.#nodes.values()]
      .filter((node) => node.kind === 'account')
      .map((node) => node.id)
      .sort();
  }

  /** Whether an account manages an organisation: control policies do not reach into it. */
  isManagement(account: string): boolean {
    return [...this.#nodes.values()].some((node) => node.managementAccount === account);
  }

  /** Every control policy, attached or not. */
  get policies(): readonly ControlPolicy[] {
    return [...this.#policies.keys()].sort().map((id) => this.#controlPolicy(id, ''));
  }

  levelsOf(account: string): ControlLevels {
    const known = this.#levels.get(account);
    if (known !== undefined) return known;
    const levels = this.#findLevels(account);
    this.#levels.set(account, levels);
    return levels;
  }

  #findLevels(account: string): ControlLevels {
    const hasAny = this.#nodes.size > 0 || this.#policies.size > 0 || this.#attached.size > 0;
    if (!hasAny || this.isManagement(account)) return noLevels;
    const roots = [...this.#nodes.values()].filter((node) => node.kind === 'root');
    if (roots.length > 0 && roots.every((root) => root.hasControlPolicies === false)) return noLevels;
    const isMember = this.#nodes.has(account) || this.#parents.has(account) || this.#attached.has(account);
    if (!isMember) {
      if (this.accounts.length > 0) return noLevels;
      return { levels: [], unknowns: ['the export does not say whether the account is in the organisation'] };
    }
    if (this.#isListedInFull() && this.policies.every(limitsNothing)) return noLevels;
    const { chain, isWhole } = this.#chain(account);
    const levels = chain.map((node) => this.#level(node));
    const unknowns = chain
      .filter((_, index) => levels[index]?.isComplete === false)
      .map((node) => `the control policies of ${this.#nodeName(node)} were not exported in full`);
    if (!isWhole) unknowns.unshift('the place of the account in the organisation was not exported in full');
    return { levels, unknowns };
  }

  #chain(account: string): { readonly chain: readonly string[]; readonly isWhole: boolean } {
    const chain = [account];
    for (let node = this.#parents.get(account); node !== undefined; node = this.#parents.get(node)) {
      if (chain.includes(node) || chain.length > depthMax) return { chain, isWhole: false };
      chain.unshift(node);
    }
    const [top = account] = chain;
    return { chain, isWhole: this.#nodes.get(top)?.kind === 'root' || /^r-/.test(top) };
  }

  #level(node: string): ControlLevels['levels'][number] {
    const ids = [...(this.#attached.get(node) ?? [])].sort();
    const policies = ids.map((id) => this.#controlPolicy(id, this.#nodeName(node)));
    // Where control policies are on, AWS keeps at least one attached to every node.
    const isListed = this.#complete.has(`target ${node}`) || this.#isListedInFull();
    const isComplete = isListed && ids.length > 0 && policies.every((policy) => policy.text !== undefined);
    return { policies, isComplete };
  }

  /** Whether all control policies are listed, and of each all its targets. */
  #isListedInFull(): boolean {
    const ids = [...this.#policies.keys()];
    return this.#complete.has('organisation ') && ids.every((id) => this.#complete.has(`policy ${id}`));
  }

  #controlPolicy(id: string, node: string): ControlPolicy {
    const policy = this.#policies.get(id);
    const document = policy?.document ?? (id === fullAccessId ? allowAll : undefined);
    const text = document === undefined ? undefined : this.#texts.of(document);
    const roleId = policy?.arn ?? id;
    return { id: roleId, name: policy?.name ?? arnName(id), text, node };
  }

  #nodeName(id: string): string {
    const node = this.#nodes.get(id);
    if (node === undefined) return id;
    return `${node.kind === 'unit' ? 'ou' : node.kind}/${node.name}`;
  }
}

/** What `FullAWSAccess` says, and the account root may do: everything. */
export const allowAll = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

function limitsNothing({ text }: ControlPolicy): boolean {
  if (text === undefined || text.lost.allow || text.lost.deny) return false;
  return (
    text.policy.statements.every((statement) => statement.effect === 'allow') &&
    text.policy.statements.some(
      ({ actions, resources, conditions }) =>
        isEverything(actions) && isEverything(resources) && conditions.length === 0,
    )
  );
}

function isEverything(selection: Selection | undefined): boolean {
  return selection?.kind === 'only' && selection.patterns.includes('*');
}

function merge(known: OrganisationNodeFact | undefined, fact: OrganisationNodeFact): OrganisationNodeFact {
  if (known === undefined) return fact;
  return {
    ...fact,
    name: fact.name === fact.id ? known.name : fact.name,
    managementAccount: fact.managementAccount ?? known.managementAccount,
    hasControlPolicies: fact.hasControlPolicies ?? known.hasControlPolicies,
  };
}
