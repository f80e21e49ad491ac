import type {
  ConfigurationProblem,
  ConfigurationReader,
  Declaration,
  StatedHolder,
  StatedPower,
} from '../configuration.ts';
import { expandRule } from './rbac/expand.ts';
import { type BindingObject, objectKinds, type RoleObject } from './rbac/objects.ts';
import { everything, type Rule } from './rbac/rule.ts';
import { subjectId } from './rbac/subject.ts';

/** Reads what manifests of RBAC give: to the subjects of bindings, and to whom roles will be bound that no binding names. */
export const kubernetesConfiguration: ConfigurationReader = {
  read(declarations) {
    const problems: ConfigurationProblem[] = [];
    const roles = declarations.flatMap((declaration) => roleOf(declaration) ?? []);
    const bindings = declarations.flatMap((declaration) => bindingOf(declaration) ?? []);
    const bound = new Set<Role>();
    const powers = new Map<string, StatedPower[]>();
    for (const binding of bindings) {
      const { body, place } = binding;
      const namespace = binding.isEverywhere ? undefined : (body.metadata.namespace ?? 'default');
      const role = roles.find((one) => isNamed(one, binding, namespace));
      if (role) bound.add(role);
      const given = role ? powersOf(role, namespace, place) : builtIn(body.roleRef.name, namespace, place);
      if (given === undefined) {
        const { kind, name } = body.roleRef;
        problems.push({
          path: place.path,
          line: place.line,
          reason: `what the ${kind} \`${name}\` gives is not in these files`,
        });
        continue;
      }
      for (const subject of body.subjects ?? []) {
        const key = `${subject.kind} ${subjectId(subject, body.metadata.namespace)}`;
        powers.set(key, [...(powers.get(key) ?? []), ...given]);
      }
    }
    const holders = [...powers].map(([key, own]): StatedHolder => {
      const [kind = '', ...name] = key.split(' ');
      const [{ path, line } = { path: '', line: 1 }] = own;
      return {
        key,
        kind: kinds[kind] ?? kind,
        name: name.join(' '),
        path,
        line,
        powers: own,
        waysIn: [],
        tokens: [],
      };
    });
    const free = roles
      .filter((role) => !bound.has(role))
      .map((role): StatedHolder => {
        const { path, line, address } = role.place;
        const namespace = role.isEverywhere ? undefined : (role.body.metadata.namespace ?? 'default');
        return {
          key: address,
          kind: 'role',
          name: address,
          path,
          line,
          powers: powersOf(role, namespace, role.place),
          waysIn: [],
          tokens: [],
        };
      });
    return { holders: [...holders, ...free], problems };
  },
};

const kinds: Readonly<Record<string, string>> = {
  ServiceAccount: 'service account',
  Group: 'group',
  User: 'user',
};

interface Role {
  readonly body: RoleObject;
  readonly place: Declaration;
  /** Whether it may be bound everywhere. */
  readonly isEverywhere: boolean;
}

interface Binding {
  readonly body: BindingObject;
  readonly place: Declaration;
  readonly isEverywhere: boolean;
}

const apiGroup = /^rbac\.authorization\.k8s\.io\/[^/]+\/(.+)$/;

function roleOf(place: Declaration): Role | undefined {
  const kind = kindOf(place);
  if (kind !== 'Role' && kind !== 'ClusterRole') return undefined;
  const body = objectKinds.ClusterRole.safeParse(place.body).data;
  return body && { body, place, isEverywhere: kind === 'ClusterRole' };
}

function bindingOf(place: Declaration): Binding | undefined {
  const kind = kindOf(place);
  if (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') return undefined;
  const body = objectKinds.RoleBinding.safeParse(place.body).data;
  return body && { body, place, isEverywhere: kind === 'ClusterRoleBinding' };
}

function kindOf({ form, type }: Declaration): string | undefined {
  return form === 'manifest' ? apiGroup.exec(type)?.[1] : undefined;
}

function isNamed(role: Role, { body: { roleRef } }: Binding, namespace: string | undefined): boolean {
  if (role.body.metadata.name !== roleRef.name) return false;
  if (roleRef.kind === 'ClusterRole') return role.isEverywhere;
  return !role.isEverywhere && (role.body.metadata.namespace ?? 'default') === namespace;
}

/** A role gives where it is bound; the line is that of the rule, where the rule stands in the same file. */
function powersOf(
  { body, place }: Role,
  namespace: string | undefined,
  at: Declaration,
): readonly StatedPower[] {
  return (body.rules ?? []).map((rule, index) =>
    powerOf(rule, namespace, {
      role: `${place.address}`,
      statement: `rule ${index + 1}`,
      path: place.path,
      line: place.path === at.path || at === place ? place.lineAt(['rules', index]) : place.line,
    }),
  );
}

/** Of the roles that every cluster has, the one that gives everything is known without its manifest. */
function builtIn(
  name: string,
  namespace: string | undefined,
  at: Declaration,
): readonly StatedPower[] | undefined {
  if (name !== 'cluster-admin') return undefined;
  return [
    powerOf(everything, namespace, {
      role: `ClusterRole/${name}`,
      statement: '',
      path: at.path,
      line: at.line,
    }),
  ];
}

function powerOf(
  rule: Rule,
  namespace: string | undefined,
  where: Pick<StatedPower, 'role' | 'statement' | 'path' | 'line'>,
): StatedPower {
  const inside = namespace ?? '*';
  const whole = namespace === undefined ? '*' : `${namespace}/*`;
  return {
    ...where,
    effect: 'allow',
    permissions: expandRule(rule, namespace === undefined, () => true).permissions,
    resources:
      rule.resourceNames.length === 0 ? [whole] : rule.resourceNames.map((name) => `${inside}/${name}`),
    isConditional: false,
  };
}
