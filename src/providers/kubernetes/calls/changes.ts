import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';

/** What a change speaks of: an expression over an event. */
const things = {
  role: "concat(if(o_resource = 'roles', concat('role/', o_namespace, '/'), 'clusterrole/'), o_name)",
  binding:
    "concat(if(o_resource = 'rolebindings', concat('rolebinding/', o_namespace, '/'), 'clusterrolebinding/'), o_name)",
  account: "concat('system:serviceaccount:', o_namespace, ':', o_name)",
  issued: 'issued',
  nothing: "''",
} as const;

type Thing = keyof typeof things;

const writes = ['update', 'patch'] as const;
const rules: readonly (readonly [
  operation: string,
  change: string,
  kind: 'token' | 'principal' | 'role' | 'group',
  subject: Thing,
  object: Thing,
])[] = [
  ['create serviceaccounts', 'create-principal', 'principal', 'account', 'nothing'],
  ['delete serviceaccounts', 'delete-principal', 'principal', 'account', 'nothing'],
  // Kubelets renew the tokens of pods: those are sessions.
  ['create serviceaccounts/token', 'mint', 'token', 'account', 'issued'],
  ['issue serviceaccounts/token', 'create-token', 'token', 'issued', 'account'],
  ...['roles', 'clusterroles'].flatMap((name) => {
    const target = `${name}.rbac.authorization.k8s.io`;
    return [
      [`create ${target}`, 'create-role', 'role', 'role', 'nothing'],
      ...writes.map((verb) => [`${verb} ${target}`, 'modify-role', 'role', 'role', 'nothing'] as const),
      [`delete ${target}`, 'delete-role', 'role', 'role', 'nothing'],
    ] as const;
  }),
  // Whom a binding is for, only its content tells: grants that are held through it are known by its name.
  ...['rolebindings', 'clusterrolebindings'].flatMap((name) => {
    const target = `${name}.rbac.authorization.k8s.io`;
    return [
      ...['create', ...writes].map(
        (verb) => [`${verb} ${target}`, 'attach-role', 'group', 'binding', 'binding'] as const,
      ),
      [`delete ${target}`, 'detach-role', 'group', 'binding', 'binding'],
    ] as const;
  }),
];

/** Which requests are changes, and what they say. One whose object is not named is none. */
export const changes: Expressions = {
  issued_name: "if(a_issued != '', a_issued, a_issued_before)",
  issued: "if(issued_name = '', '', substring(issued_name, position(issued_name, '=') + 1))",
  changed: `if(needed = 'create serviceaccounts/token' AND issued != '' AND principal_kind != 'node', 'issue serviceaccounts/token', needed)`,
  // What is only tried out changes nothing.
  is_named: "o_name != '' AND NOT is_acting AND refused_as = '' AND position(r_uri, 'dryRun=') = 0",
  change: `if(is_named, ${byOperation((rule) => rule[1])}, '')`,
  subject_kind: `if(change != '', ${byOperation((rule) => rule[2])}, '')`,
  subject_id: `if(change != '', substring(${pick(byOperation((rule) => rule[3]))}, 1, 1024), '')`,
  object_id: `if(change != '', substring(${pick(byOperation((rule) => rule[4]))}, 1, 1024), '')`,
  minted_session: "''",
};

function byOperation(value: (rule: (typeof rules)[number]) => string): string {
  const names = rules.map((rule) => quote(rule[0])).join(', ');
  return `transform(changed, [${names}], [${rules.map((rule) => quote(value(rule))).join(', ')}], '')`;
}

function pick(thing: string): string {
  const branches = Object.entries(things).map(([name, value]) => `${thing} = '${name}', ${value}`);
  return `multiIf(${branches.join(', ')}, '')`;
}
