import type { JsonObject } from '../../json.ts';
import { isoOffset } from '../../time.ts';
import { type Account, accounts, allAccounts, organisationId } from '../accounts.ts';
import type { Estate, ServiceControlPolicy } from '../estate.ts';
import { allow, document } from '../policies.ts';

const management = accounts.security;

/** The policy that AWS attaches everywhere when service control policies are switched on. */
const fullAccess: ServiceControlPolicy = {
  id: 'p-FullAWSAccess',
  name: 'FullAWSAccess',
  description: 'Allows access to every operation',
  document: document(allow('*')),
  targets: allAccounts,
};

/** Gives every document of `aws organizations` by file name: accounts, policies, their content and targets. */
export function organizationDocuments(
  estate: Estate,
  createdAt: number,
): Readonly<Record<string, JsonObject>> {
  const policies = [fullAccess, ...estate.controlPolicies];
  const files: Record<string, JsonObject> = {
    'describe-organization.json': { Organization: organization() },
    'list-accounts.json': { Accounts: allAccounts.map((account) => accountDetail(account, createdAt)) },
    'list-policies.json': { Policies: policies.map(summary) },
  };
  for (const policy of policies) {
    files[`describe-policy/${policy.id}.json`] = {
      Policy: { PolicySummary: summary(policy), Content: JSON.stringify(policy.document) },
    };
    files[`list-targets-for-policy/${policy.id}.json`] = { Targets: policy.targets.map(target) };
  }
  return files;
}

function organization(): JsonObject {
  return {
    Id: organisationId,
    Arn: `arn:aws:organizations::${management.id}:organization/${organisationId}`,
    FeatureSet: 'ALL',
    MasterAccountArn: accountArn(management),
    MasterAccountId: management.id,
    MasterAccountEmail: 'aws+security@meridianfreight.example',
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

function accountDetail(account: Account, createdAt: number): JsonObject {
  return {
    Id: account.id,
    Arn: accountArn(account),
    Email: `aws+${account.name.replace('meridian-', '')}@meridianfreight.example`,
    Name: account.name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: account === management ? 'INVITED' : 'CREATED',
    JoinedTimestamp: isoOffset(createdAt),
  };
}

function summary(policy: ServiceControlPolicy): JsonObject {
  const isAws = policy === fullAccess;
  const owner = isAws ? 'aws' : management.id;
  const folder = isAws ? '' : `${organisationId}/`;
  return {
    Id: policy.id,
    Arn: `arn:aws:organizations::${owner}:policy/${folder}service_control_policy/${policy.id}`,
    Name: policy.name,
    Description: policy.description,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: isAws,
  };
}

function target(account: Account): JsonObject {
  return { TargetId: account.id, Arn: accountArn(account), Name: account.name, Type: 'ACCOUNT' };
}

function accountArn(account: Account): string {
  return `arn:aws:organizations::${management.id}:account/${organisationId}/${account.id}`;
}
