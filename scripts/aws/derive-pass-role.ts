import type { ApiModel } from './api-models.ts';
import type { DerivedApi } from './derive-operations.ts';

/** Roles that are looked at, taken away, assumed by the caller or not IAM's: nothing is passed. */
const readingOperation =
  /^(?:Batch)?(?:Get|List|Describe|Delete|Search|Query|Lookup|Remove|Disassociate|Untag|Test|Simulate)/;
const unpassedApis: ReadonlySet<string> = new Set([
  'sts',
  'sso',
  'ssoadmin',
  'workmail',
  'iam',
  'iamtoolbox',
]);
const unpassedMember =
  /participant|serviceLinked|masterBackend|columnData|impersonation|roleAlias|roleType|roleSession|organizationRole|receiver|geographic|dashRoles|principalRole|userRole|v2BotRole|adminRole/i;

/** Kinds of EMR node, and the profile that a role is put into. */
const unpassedPath = /(?:instanceGroups|instanceFleets|placementGroupConfigs)\[\]\.|^instanceProfileName$/;

/** Names that say "a role for the service to use" by themselves. */
const passedMember =
  /(?:role|profile)arns?$|instanceprofile(?:name)?s?$|^(?:service|execution|task|instance|node|job|jobflow|autoscaling|iam|fleet|spotiamfleet|iamfleet|logging|validation|secrets|invocation|operations|manageaccess|access|key|resource|datalake|pipeline|lambda|sns|kinesis|monitoring)?(?:execution|service|access)?roles?$|iamrole(?:name)?s?$/i;

/** What a request parameter of an operation says about a role being passed. */
export interface PassedRole {
  readonly api: string;
  readonly operation: string;
  readonly paths: readonly string[];
}

/**
 * Operations whose request names a role that the called service will use, which needs `iam:PassRole`. Where the
 * reference data lists `iam:PassRole` among an operation's dependent actions, any member that speaks of a role counts.
 */
export function derivePassRole(
  models: readonly ApiModel[],
  apis: readonly DerivedApi[],
  dependents: ReadonlyMap<string, readonly string[]>,
): PassedRole[] {
  const derived = new Map(apis.map((api) => [api.key, api]));
  return models.flatMap((model) =>
    [...model.operations.values()].flatMap((operation) => {
      const permissions = derived.get(model.key)?.operations.get(operation.name) ?? [];
      const isListed = permissions.some((name) => dependents.get(name)?.includes('iam:PassRole'));
      if (!isListed && (readingOperation.test(operation.name) || unpassedApis.has(model.key))) return [];
      const paths = operation.roles.filter((path) => isPassed(path, isListed));
      return paths.length === 0 ? [] : [{ api: model.key, operation: operation.name, paths }];
    }),
  );
}

function isPassed(path: string, isListed: boolean): boolean {
  if (unpassedPath.test(path)) return false;
  const parts = path.replaceAll('[]', '').split('.');
  const member = parts.at(-1) ?? '';
  if (unpassedMember.test(member)) return false;
  if (/^(?:arn|name)$/i.test(member)) return /instanceprofile$/i.test(parts.at(-2) ?? '');
  return isListed || passedMember.test(member);
}
