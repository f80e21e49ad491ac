import type { Json, JsonObject } from '../../json.ts';
import type { Operation } from '../operation.ts';
import { operation } from '../operation.ts';
import type { PolicyDocument } from '../policies.ts';
import type { AccessKey, IamRole, IamUser, ManagedPolicy } from '../principals.ts';
import { statedTime } from './sts.ts';

/** Does anything in IAM whose permission has the call's name. */
export function iam(name: string, parameters: JsonObject | null = null, response: Json = null): Operation {
  return operation('iam', name, `iam:${name}`, parameters, { response });
}

/** Gives a managed policy to a role. */
export function attachRolePolicy(role: IamRole, policy: ManagedPolicy): Operation {
  return iam('AttachRolePolicy', { roleName: role.name, policyArn: policy.arn });
}

/** Takes a managed policy away from a role. */
export function detachRolePolicy(role: IamRole, policy: ManagedPolicy): Operation {
  return iam('DetachRolePolicy', { roleName: role.name, policyArn: policy.arn });
}

/** Writes a policy into a role. */
export function putRolePolicy(role: IamRole, name: string, document: PolicyDocument): Operation {
  return iam('PutRolePolicy', {
    roleName: role.name,
    policyName: name,
    policyDocument: JSON.stringify(document),
  });
}

/** Gives a managed policy to a user. */
export function attachUserPolicy(user: IamUser, policy: ManagedPolicy): Operation {
  return iam('AttachUserPolicy', { userName: user.name, policyArn: policy.arn });
}

/** Creates a user. */
export function createUser(user: IamUser, at: number): Operation {
  return iam(
    'CreateUser',
    { userName: user.name, tags: [] },
    {
      user: {
        path: user.path,
        userName: user.name,
        userId: user.id,
        arn: user.arn,
        createDate: statedTime(at),
      },
    },
  );
}

/** Creates a role. */
export function createRole(role: IamRole, at: number): Operation {
  const trust = JSON.stringify(role.trust);
  return iam(
    'CreateRole',
    { roleName: role.name, path: role.path, assumeRolePolicyDocument: trust },
    {
      role: {
        path: role.path,
        roleName: role.name,
        roleId: role.id,
        arn: role.arn,
        createDate: statedTime(at),
        assumeRolePolicyDocument: encodeURIComponent(trust),
      },
    },
  );
}

/** Creates an access key. */
export function createAccessKey(key: AccessKey, at: number): Operation {
  return iam(
    'CreateAccessKey',
    { userName: key.user.name },
    {
      accessKey: {
        accessKeyId: key.id,
        status: 'Active',
        userName: key.user.name,
        createDate: statedTime(at),
      },
    },
  );
}

/** Switches an access key on or off. */
export function updateAccessKey(key: AccessKey, status: 'Active' | 'Inactive'): Operation {
  return iam('UpdateAccessKey', { userName: key.user.name, accessKeyId: key.id, status });
}

/** Deletes an access key. */
export function deleteAccessKey(key: AccessKey): Operation {
  return iam('DeleteAccessKey', { userName: key.user.name, accessKeyId: key.id });
}
