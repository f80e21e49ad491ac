import type { Json, JsonObject } from '../../json.ts';
import { isoOffset } from '../../time.ts';
import { type Account, homeRegion } from '../accounts.ts';
import type { Estate } from '../estate.ts';
import type { PolicyDocument } from '../policies.ts';
import type { IamGroup, IamRole, IamUser, ManagedPolicy, Permissions } from '../principals.ts';

/** Gives what `aws iam get-account-authorization-details` prints for an account. */
export function authorizationDetails(estate: Estate, account: Account): JsonObject {
  const users = estate.users.filter((user) => user.account === account);
  const groups = estate.groups.filter((group) => group.account === account);
  const roles = estate.roles.filter((role) => role.account === account);
  const attachments = countAttachments([...users, ...groups, ...roles]);
  const boundaries = [...users, ...roles].flatMap(({ boundary }) => boundary ?? []);
  const own = estate.policies.filter((policy) => policy.account === account);
  const used = new Set(
    [...attachments.keys(), ...boundaries].filter((policy) => policy.account === undefined),
  );
  const policies = [...own, ...used].sort((left, right) => (left.arn < right.arn ? -1 : 1));
  return {
    UserDetailList: users.map(userDetail),
    GroupDetailList: groups.map(groupDetail),
    RoleDetailList: roles.map((role) => roleDetail(estate, role)),
    Policies: policies.map((policy) =>
      policyDetail(
        policy,
        attachments.get(policy) ?? 0,
        boundaries.filter((boundary) => boundary === policy).length,
      ),
    ),
  };
}

function userDetail(user: IamUser): JsonObject {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: isoOffset(user.createdAt),
    UserPolicyList: user.inline && inlineList(user.inline),
    GroupList: (user.groups ?? []).map((group) => group.name),
    AttachedManagedPolicies: attachedList(user),
    PermissionsBoundary: boundaryOf(user.boundary),
    Tags: tagList(user.tags),
  };
}

function groupDetail(group: IamGroup): JsonObject {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: isoOffset(group.createdAt),
    GroupPolicyList: inlineList(group.inline ?? {}),
    AttachedManagedPolicies: attachedList(group),
  };
}

function roleDetail(estate: Estate, role: IamRole): JsonObject {
  const lastUse = estate.lastUse(role.arn);
  const trust: PolicyDocument = role.trust;
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: isoOffset(role.createdAt),
    AssumeRolePolicyDocument: toJson(trust),
    InstanceProfileList: role.isInstanceRole === true ? [instanceProfile(role)] : [],
    RolePolicyList: inlineList(role.inline ?? {}),
    AttachedManagedPolicies: attachedList(role),
    PermissionsBoundary: boundaryOf(role.boundary),
    Tags: tagList(role.tags),
    RoleLastUsed: lastUse
      ? { LastUsedDate: isoOffset(lastUse.at), Region: lastUse.region ?? homeRegion }
      : {},
  };
}

function instanceProfile(role: IamRole): JsonObject {
  return {
    Path: '/',
    InstanceProfileName: role.name,
    InstanceProfileId: `AIPA${role.id.slice(4)}`,
    Arn: `arn:aws:iam::${role.account.id}:instance-profile/${role.name}`,
    CreateDate: isoOffset(role.createdAt),
    Roles: [
      {
        Path: role.path,
        RoleName: role.name,
        RoleId: role.id,
        Arn: role.arn,
        CreateDate: isoOffset(role.createdAt),
        AssumeRolePolicyDocument: toJson(role.trust),
      },
    ],
  };
}

function policyDetail(policy: ManagedPolicy, attachments: number, boundaries: number): JsonObject {
  const { arn, name, versionId, createdAt, updatedAt = createdAt } = policy;
  return {
    PolicyName: name,
    PolicyId:
      policy.id ??
      `ANPAI${name
        .toUpperCase()
        .replace(/[^A-Z]/g, '')
        .padEnd(16, 'Q')
        .slice(0, 16)}`,
    Arn: arn,
    Path: arn.slice(arn.indexOf('policy/') + 'policy'.length, arn.lastIndexOf('/') + 1),
    DefaultVersionId: versionId,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: isoOffset(createdAt),
    UpdateDate: isoOffset(updatedAt),
    PolicyVersionList: [
      {
        Document: toJson(policy.document),
        VersionId: versionId,
        IsDefaultVersion: true,
        CreateDate: isoOffset(updatedAt),
      },
    ],
  };
}

function countAttachments(holders: readonly Permissions[]): Map<ManagedPolicy, number> {
  const counts = new Map<ManagedPolicy, number>();
  for (const policy of holders.flatMap(({ attached }) => attached ?? [])) {
    counts.set(policy, (counts.get(policy) ?? 0) + 1);
  }
  return counts;
}

function attachedList({ attached }: Permissions): Json {
  return (attached ?? []).map((policy) => ({ PolicyName: policy.name, PolicyArn: policy.arn }));
}

function inlineList(inline: Readonly<Record<string, PolicyDocument>>): Json {
  return Object.entries(inline).map(([name, policy]) => ({
    PolicyName: name,
    PolicyDocument: toJson(policy),
  }));
}

function boundaryOf(boundary: ManagedPolicy | undefined): Json | undefined {
  return boundary && { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary.arn };
}

function tagList(tags: Readonly<Record<string, string>> = {}): Json {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Policy documents hold strings, lists and objects only, which the compiler cannot see through an interface. */
function toJson(policy: PolicyDocument): JsonObject {
  return { Version: policy.Version, Statement: policy.Statement as unknown as Json };
}
