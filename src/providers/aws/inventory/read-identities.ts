import { parseArn } from './arn.ts';
import type { InventoryDocument, ReadContext } from './document.ts';
import { type Detail, detail, type Facts, type IdentityFact, type InlinePolicy } from './facts.ts';
import { Item } from './item.ts';
import { readPolicyItem } from './read-policies.ts';

type Kind = IdentityFact['kind'];

interface Names {
  readonly name: string;
  readonly inline: string;
}

const fieldNames: Readonly<Record<Kind, Names>> = {
  user: { name: 'UserName', inline: 'UserPolicyList' },
  role: { name: 'RoleName', inline: 'RolePolicyList' },
  group: { name: 'GroupName', inline: 'GroupPolicyList' },
};

/** Reads `get-account-authorization-details`: identities with all their policies, and managed policies. */
export function readAuthorizationDetails(
  document: InventoryDocument,
  facts: Facts,
  context: ReadContext,
): void {
  const root = new Item(document.body, document.origin.place, document.origin, context.remarks.problems);
  for (const [list, kind] of [
    ['UserDetailList', 'user'],
    ['RoleDetailList', 'role'],
    ['GroupDetailList', 'group'],
  ] as const) {
    for (const item of root.items(list)) readIdentity(item, kind, detail.full, facts);
  }
  for (const item of root.items('Policies')) readPolicyItem(item, facts);
}

/** Reads `list-users`, `get-user`, `list-roles` and `get-role`: identities without their policies. */
export function readIdentityList(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const root = new Item(document.body, document.origin.place, document.origin, context.remarks.problems);
  const [list, kind] =
    document.kind === 'users' ? (['Users', 'user'] as const) : (['Roles', 'role'] as const);
  const entries = root.items(list);
  // Lists leave out tags and boundaries; only an answer about one identity has them.
  for (const item of entries) {
    const isDescribed = item.raw('Tags') !== undefined || item.raw('PermissionsBoundary') !== undefined;
    readIdentity(item, kind, isDescribed ? detail.described : detail.listed, facts);
  }
}

function readIdentity(item: Item, kind: Kind, level: Detail, facts: Facts): void {
  const names = fieldNames[kind];
  const arn = item.needed('Arn');
  const name = item.needed(names.name);
  if (arn === undefined || name === undefined) return;
  if (parseArn(arn)?.service !== 'iam') {
    item.reject('not the ARN of an identity', 'Arn');
    return;
  }
  const boundary = item.item('PermissionsBoundary');
  const boundaryArn = boundary?.needed('PermissionsBoundaryArn');
  const attached = item.items('AttachedManagedPolicies');
  const managedArns = attached.flatMap((policy) => policy.needed('PolicyArn') ?? []);
  const inlineItems = item.items(names.inline);
  const inlinePolicies = inlineItems.flatMap(readInline);
  const groupNames = kind === 'user' ? item.texts('GroupList') : [];
  // INVARIANT: taken before the fields are read that neither give nor limit access.
  const isDamaged = [item, boundary, ...attached, ...inlineItems].some((part) => part?.isDamaged === true);
  const usage = item.item('RoleLastUsed');
  facts.identities.push({
    origin: item.origin,
    kind,
    detail: level,
    arn,
    name,
    createdAt: item.epoch('CreateDate'),
    lastUsedAt: usage?.epoch('LastUsedDate'),
    isNeverUsed: usage !== undefined && usage.raw('LastUsedDate') === undefined,
    passwordLastUsedAt: item.epoch('PasswordLastUsed'),
    tags: item.raw('Tags') === undefined ? undefined : readTags(item.items('Tags')),
    trustPolicy: item.raw('AssumeRolePolicyDocument'),
    instanceProfileArns: item.items('InstanceProfileList').flatMap((profile) => profile.text('Arn') ?? []),
    boundaryArn,
    groupNames,
    managedArns,
    inlinePolicies,
    isDamaged,
  });
}

function readInline(item: Item): InlinePolicy[] {
  const name = item.needed('PolicyName');
  const document = item.raw('PolicyDocument');
  if (name === undefined) return [];
  return [{ name, document }];
}

function readTags(items: readonly Item[]): Readonly<Record<string, string>> {
  const tags = items.flatMap((item) => {
    const key = item.text('Key');
    const value = item.raw('Value');
    if (key === undefined || typeof value !== 'string') return [];
    return [[key, value.slice(0, 256)] as const];
  });
  return Object.fromEntries(tags);
}
