import { splitArn } from '../arn-pattern.ts';
import type { Shape } from './resource-shape.ts';
import { shapesOf } from './resource-shape.ts';

/**
 * Further names under which IAM may compare a resource, which its record does not tell apart from the one it names.
 */
export function otherNames(permission: string, pattern: string, kinds: readonly Shape[]): readonly string[] {
  const service = permission.slice(0, permission.indexOf(':'));
  return kinds.flatMap(({ kind }) => rules[`${service} ${kind}`]?.(pattern, permission) ?? []);
}

/** The role behind a session, as permissions on roles take it; other resources as they are. */
export function roleOfSession(pattern: string): string {
  const [, partition, account, role] =
    /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)(?:\/.*)?$/s.exec(pattern) ?? [];
  return role === undefined ? pattern : `arn:${partition}:iam::${account}:role/${role}`;
}

type Rule = (pattern: string, permission: string) => readonly string[];

const rules: Readonly<Record<string, Rule>> = {
  // The ARN of a secret ends in six characters that requests may leave out.
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret-iam-permissions.html
  'secretsmanager Secret': (pattern) => (endsOpen(pattern) ? [] : [`${pattern}-??????`]),
  // Most actions compare the ARN with `:*` at its end, tagging the one without.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
  'logs log-group': (pattern) => {
    if (pattern.endsWith(':*')) return [pattern.slice(0, -2)];
    return endsOpen(pattern) ? [] : [`${pattern}:*`];
  },
  // A call may name a version or an alias in another parameter.
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
  'lambda function': (pattern) => (endsOpen(pattern) ? [] : [`${pattern}:*`]),
  // Reading through an index compares the ARN of the index.
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html
  'dynamodb table': (pattern, permission) => {
    const takesIndex = shapesOf(permission).taken.some(({ kind }) => kind === 'index');
    return takesIndex && !endsOpen(pattern) ? [`${pattern}/index/*`] : [];
  },
  'iam role': anyPath,
  'iam user': anyPath,
  'iam group': anyPath,
  'iam policy': anyPath,
  'iam instance-profile': anyPath,
};

/** Requests name these without their path, and no two of an account have the same name. */
function anyPath(pattern: string): readonly string[] {
  const [, , , , account, resource = ''] = splitArn(pattern) ?? [];
  const [, name, ...rest] = resource.split('/');
  if (account === 'aws' || name === undefined || name.startsWith('*') || rest.length > 0) return [];
  return [`${pattern.slice(0, -name.length)}*/${name}`];
}

function endsOpen(pattern: string): boolean {
  return pattern.endsWith('*');
}
