import { isTree, own } from '../policy/decode.ts';
import type { Body, InventoryKind } from './document.ts';

/** What an object is by its own fields: an inventory document, or an answer that holds nothing to read. */
export type Recognised = { readonly kind: InventoryKind; readonly body: Body } | { readonly ignored: string };

type Rule = (value: unknown, body: Body) => InventoryKind | Recognised | undefined;

/** The first field of an object that decides what it is; the order matters where answers share field names. */
const rules: readonly (readonly [field: string, rule: Rule])[] = [
  ['UserDetailList', list('authorization-details')],
  ['GroupDetailList', list('authorization-details')],
  ['RoleDetailList', list('authorization-details')],
  ['AccessKeyLastUsed', lastUsed],
  ['AccessKeyMetadata', list('credentials')],
  ['ServiceSpecificCredentials', list('credentials')],
  ['SSHPublicKeys', list('credentials')],
  ['Certificates', list('credentials', 'CertificateId')],
  ['AccessKey', (value) => bare(value, 'credentials', 'AccessKeyMetadata', ['AccessKeyId'])],
  ['LoginProfile', (value) => (isTree(value) && has(value, 'UserName') ? 'login-profile' : undefined)],
  ['ReportFormat', (_, body) => (typeof own(body, 'Content') === 'string' ? 'credential-report' : undefined)],
  ['ServicesLastAccessed', list('service-last-accessed')],
  ['EntityDetailsList', ignore('lists who used one service; export the details of each principal instead')],
  ['JobStatus', jobStatus],
  ['Users', users],
  ['User', (value) => bare(value, 'users', 'Users', ['UserName', 'Arn'])],
  ['Roles', list('roles', 'Arn')],
  ['Role', (value) => bare(value, 'roles', 'Roles', ['RoleName', 'Arn'])],
  ['PolicyVersion', (value) => (isTree(value) && has(value, 'Document') ? 'policy-version' : undefined)],
  ['PolicyDocument', ignore('one inline policy; the account authorization details hold all of them')],
  ['Policies', policies],
  ['Policy', policy],
  ['Targets', list('policy-targets', 'TargetId')],
  ['Roots', list('organisation-tree', 'Id')],
  ['OrganizationalUnits', list('organisation-tree', 'Id')],
  ['OrganizationalUnit', (value) => bare(value, 'organisation-tree', 'OrganizationalUnits', ['Id', 'Arn'])],
  ['Accounts', list('organisation-tree', 'Id')],
  ['Account', (value) => bare(value, 'organisation-tree', 'Accounts', ['Id', 'Arn'])],
  ['Parents', list('organisation-tree', 'Id')],
  ['Children', list('organisation-tree', 'Id')],
  ['Organization', (value) => (isTree(value) && has(value, 'Id') ? 'organisation-tree' : undefined)],
  ['association', (value) => bare(value, 'pod-identities', 'associations', ['serviceAccount', 'roleArn'])],
  ['associations', associations],
  ['trailList', list('trails')],
  ['Trail', (value) => bare(value, 'trails', 'trailList', ['TrailARN'])],
  ['Trails', ignore('only names trails; export `describe-trails` and their event selectors')],
  [
    'EventSelectors',
    (value, body) => (has(body, 'TrailARN') && Array.isArray(value) ? 'event-selectors' : undefined),
  ],
  ['AdvancedEventSelectors', advancedSelectors],
  ['IsLogging', (value) => (typeof value === 'boolean' ? 'trail-status' : undefined)],
  ['Statement', statement],
  ['RolePolicyList', bareItem('authorization-details', 'RoleDetailList', ['RoleName', 'Arn'])],
  ['UserPolicyList', bareItem('authorization-details', 'UserDetailList', ['UserName', 'Arn'])],
  ['GroupPolicyList', bareItem('authorization-details', 'GroupDetailList', ['GroupName', 'Arn'])],
  ['GroupList', bareItem('authorization-details', 'UserDetailList', ['UserName', 'Arn'])],
  ['PolicyVersionList', bareItem('policies', 'Policies', ['Arn'])],
  ['AccessKeyId', bareItem('credentials', 'AccessKeyMetadata', ['Status', 'UserName'])],
  ['AssumeRolePolicyDocument', bareItem('roles', 'Roles', ['RoleName', 'Arn'])],
  ['JobId', ignore('only starts a report')],
  ['AccountAliases', ignore('account aliases are not used')],
  ['SummaryMap', ignore('the account summary is not used; the credential report names root keys')],
  ['Versions', ignore('only dates versions of a policy; export the default version')],
  [
    'AttachedPolicies',
    ignore('does not say whose policies these are; export the account authorization details'),
  ],
  ['PolicyNames', ignore('does not say whose policies these are; export the account authorization details')],
  ['Groups', ignore('the account authorization details hold groups and their members')],
  ['PermissionSet', ignore('permission sets reach accounts as roles, which the authorization details hold')],
  ['PermissionSets', ignore('permission sets reach accounts as roles, which the authorization details hold')],
  ['InlinePolicy', ignore('permission sets reach accounts as roles, which the authorization details hold')],
  [
    'State',
    (value, body) => (typeof value === 'string' && has(body, 'Description') ? startsReport : undefined),
  ],
  ['Error', requestError],
];

const startsReport: Recognised = { ignored: 'only starts a report' };

/** Tells what an object is, or undefined when none of its own fields says so. */
export function recogniseBody(body: Body): Recognised | undefined {
  for (const [field, rule] of rules) {
    if (!Object.hasOwn(body, field)) continue;
    const found = rule(own(body, field), body);
    if (found !== undefined) return typeof found === 'string' ? { kind: found, body } : found;
  }
  const names = Object.keys(body);
  if (names.every((name) => name === 'ResponseMetadata')) return { ignored: 'an empty answer' };
  return undefined;
}

function list(kind: InventoryKind, itemField?: string): Rule {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const first: unknown = value[0];
    const isFitting =
      itemField === undefined || first === undefined || (isTree(first) && has(first, itemField));
    return isFitting ? kind : undefined;
  };
}

function ignore(reason: string): Rule {
  return () => ({ ignored: reason });
}

/** One entry that stands alone reads like a list of one. */
function bare(
  value: unknown,
  kind: InventoryKind,
  listName: string,
  fields: readonly string[],
): Recognised | undefined {
  if (!isTree(value) || !fields.every((field) => has(value, field))) return undefined;
  return { kind, body: { [listName]: [value] } };
}

function bareItem(kind: InventoryKind, listName: string, fields: readonly string[]): Rule {
  return (_, body) => bare(body, kind, listName, fields);
}

function associations(value: unknown): InventoryKind | Recognised | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  if (!isTree(first) || !has(first, 'serviceAccount')) return undefined;
  return has(first, 'roleArn')
    ? 'pod-identities'
    : { ignored: 'names no roles; export `eks describe-pod-identity-association` for each' };
}

function users(value: unknown, body: Body): InventoryKind | Recognised | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  if (!isTree(first) || !has(first, 'IdentityStoreId')) return list('users', 'Arn')(value, body);
  return { ignored: 'people of a directory act through the roles of their permission sets' };
}

function lastUsed(value: unknown, body: Body): InventoryKind | undefined {
  if (!isTree(value)) return undefined;
  // Some exports join the answer of `get-access-key-last-used` to the key's own entry.
  return has(body, 'Status') ? undefined : 'access-key-last-used';
}

function jobStatus(value: unknown): Recognised | undefined {
  return typeof value === 'string'
    ? { ignored: 'the report was not finished when it was fetched' }
    : undefined;
}

function policies(value: unknown): InventoryKind | undefined {
  if (!Array.isArray(value)) return undefined;
  const first: unknown = value[0];
  if (first === undefined) return 'policies';
  if (!isTree(first)) return undefined;
  const arn = own(first, 'Arn');
  if (typeof arn !== 'string') return undefined;
  return arn.split(':')[2] === 'organizations' ? 'organisation-policies' : 'policies';
}

function policy(value: unknown): Recognised | undefined {
  if (!isTree(value)) return undefined;
  if (has(value, 'PolicySummary')) return { kind: 'organisation-policy', body: value };
  return bare(value, 'policies', 'Policies', ['Arn']);
}

function advancedSelectors(value: unknown, body: Body): InventoryKind | undefined {
  const isOwned = has(body, 'TrailARN') || has(body, 'EventDataStoreArn');
  return isOwned && Array.isArray(value) ? 'event-selectors' : undefined;
}

function statement(value: unknown): InventoryKind | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isTree(first) && has(first, 'Effect') ? 'policy-document' : undefined;
}

function requestError(value: unknown): Recognised | undefined {
  if (!isTree(value)) return undefined;
  const code = own(value, 'Code');
  return typeof code === 'string' ? { ignored: `the request failed: \`${code.slice(0, 80)}\`` } : undefined;
}

function has(body: Body, field: string): boolean {
  return Object.hasOwn(body, field) && body[field] !== null;
}
