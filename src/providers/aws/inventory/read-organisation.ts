import { own } from '../policy/decode.ts';
import { isAccountId, parseArn } from './arn.ts';
import type { InventoryDocument, ReadContext } from './document.ts';
import type { Facts, OrganisationNodeFact } from './facts.ts';
import { Item } from './item.ts';
import { labelOf } from './labels.ts';

/** The type of organisation policy that caps what principals can do. */
export const controlPolicyType = 'SERVICE_CONTROL_POLICY';

/** Reads `list-policies` and `list-policies-for-target` of an organisation; a label tells the two apart. */
export function readOrganisationPolicies(
  document: InventoryDocument,
  facts: Facts,
  context: ReadContext,
): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  const target = policyTarget(document);
  const items = root.items('Policies');
  const ids = items.map((item) => readPolicySummary(item, undefined, facts));
  for (const policyId of ids) {
    if (policyId !== undefined && target !== undefined)
      facts.attachments.push({ origin, policyId, targetId: target });
  }
  const isComplete = !root.isDamaged && !ids.includes(undefined) && root.text('NextToken') === undefined;
  // The answer is of one type of policy; only a list of control policies says that there are no others of them.
  if (!isComplete || !items.some((item) => item.text('Type') === controlPolicyType)) return;
  if (target === undefined) facts.completeLists.push({ origin, of: 'organisation', id: '' });
  else facts.completeLists.push({ origin, of: 'target', id: target });
}

/** Reads `describe-policy`: the content of one organisation policy. */
export function readOrganisationPolicy(
  document: InventoryDocument,
  facts: Facts,
  context: ReadContext,
): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  const summary = root.item('PolicySummary');
  if (summary !== undefined) readPolicySummary(summary, root.raw('Content'), facts);
}

/** Reads `list-targets-for-policy`; the policy is named by a label. */
export function readPolicyTargets(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  const policyId = labelOf(origin.labels, 'organisation-policy');
  if (policyId === undefined) {
    context.remarks.problems.add(
      origin.path,
      `${origin.place}: nothing says which policy these are the targets of; put its id into the file name`,
    );
    return;
  }
  const targets = root.items('Targets').map((item) => item.needed('TargetId'));
  for (const targetId of targets) {
    if (targetId !== undefined) facts.attachments.push({ origin, policyId, targetId });
  }
  if (!root.isDamaged && !targets.includes(undefined) && root.text('NextToken') === undefined) {
    facts.completeLists.push({ origin, of: 'policy', id: policyId });
  }
}

/** Reads roots, units, accounts and who is whose parent. */
export function readOrganisationTree(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { origin } = document;
  const root = new Item(document.body, origin.place, origin, context.remarks.problems);
  const parentId = labelOf(origin.labels, 'organisation-unit') ?? labelOf(origin.labels, 'organisation-root');
  const children = [
    ...root.items('Roots').map((item) => ({ item, id: readNode(item, 'root', facts), isChild: false })),
    ...root
      .items('OrganizationalUnits')
      .map((item) => ({ item, id: readNode(item, 'unit', facts), isChild: true })),
    ...root.items('Accounts').map((item) => ({ item, id: readNode(item, 'account', facts), isChild: true })),
    ...root.items('Children').map((item) => ({ item, id: item.needed('Id'), isChild: true })),
  ];
  for (const { id, isChild } of children) {
    if (isChild && id !== undefined && parentId !== undefined && id !== parentId) {
      facts.parents.push({ origin, childId: id, parentId });
    }
  }
  if (root.raw('Children') !== undefined && parentId === undefined) {
    root.reject(
      'nothing says whose children these are; put the id of the parent into the file name',
      'Children',
    );
  }
  readParents(root, facts);
  readOrganisation(root, facts);
}

function readParents(root: Item, facts: Facts): void {
  const parents = root.items('Parents').flatMap((item) => item.needed('Id') ?? []);
  const { labels } = root.origin;
  const childId = labelOf(labels, 'account') ?? labelOf(labels, 'organisation-unit');
  if (childId === undefined && parents.length > 0) {
    root.reject(
      'nothing says whose parents these are; put the id of the child into the file name',
      'Parents',
    );
    return;
  }
  for (const parentId of parents) {
    if (childId !== undefined) facts.parents.push({ origin: root.origin, childId, parentId });
  }
}

function readOrganisation(root: Item, facts: Facts): void {
  const organisation = root.item('Organization');
  const managementAccount =
    organisation?.text('ManagementAccountId') ?? organisation?.text('MasterAccountId');
  if (managementAccount === undefined || !isAccountId(managementAccount)) return;
  const node = {
    kind: 'account',
    id: managementAccount,
    name: managementAccount,
    managementAccount,
  } as const;
  facts.organisationNodes.push({ ...node, origin: root.origin, hasControlPolicies: undefined });
}

function readNode(item: Item, kind: OrganisationNodeFact['kind'], facts: Facts): string | undefined {
  const id = item.needed('Id');
  if (id === undefined) return undefined;
  // Every ARN of an organisation lies in the account that manages it.
  const arn = parseArn(item.text('Arn') ?? '');
  const managementAccount = arn !== undefined && isAccountId(arn.account) ? arn.account : undefined;
  const types = item.raw('PolicyTypes') === undefined ? undefined : item.items('PolicyTypes');
  facts.organisationNodes.push({
    origin: item.origin,
    kind,
    id,
    name: item.text('Name') ?? id,
    managementAccount,
    hasControlPolicies: types?.some(
      (type) => type.text('Type') === controlPolicyType && type.text('Status') === 'ENABLED',
    ),
  });
  return id;
}

function readPolicySummary(item: Item, document: unknown, facts: Facts): string | undefined {
  const id = item.needed('Id');
  const type = item.needed('Type');
  if (id === undefined || type === undefined) return undefined;
  facts.organisationPolicies.push({
    origin: item.origin,
    id,
    arn: item.text('Arn'),
    name: item.text('Name'),
    type,
    document,
  });
  return id;
}

/** An account number alone may stand in any file name, so it needs the word `target` there or in its folder's. */
function policyTarget({ body, origin }: InventoryDocument): string | undefined {
  const { labels } = origin;
  const node = labelOf(labels, 'organisation-unit') ?? labelOf(labels, 'organisation-root');
  if (node !== undefined) return node;
  const nearPath = origin.path.split(/[\\/]/).slice(-2).join('/');
  const isTold = own(body, 'TargetId') !== undefined || /target/i.test(nearPath);
  return isTold ? labelOf(labels, 'account') : undefined;
}
