import type { Random } from '../random.ts';
import { accountId, attributeRequest, type KubernetesCaller, secretsId } from './callers.ts';
import { cluster } from './cluster.ts';
import type {
  Binding,
  Role,
  RoleSpec,
  Rule,
  SecretToken,
  ServiceAccount,
  ServiceAccountSpec,
  Subject,
} from './holders.ts';
import type { KubernetesRequest } from './request.ts';

/** Everything that the cluster holds about access at the end of the window; the inventory is written from it. */
export class KubernetesEstate {
  readonly accounts: ServiceAccount[] = [];
  readonly roles: Role[] = [];
  readonly bindings: Binding[] = [];
  readonly secrets: SecretToken[] = [];
  readonly administrator: Role;
  readonly #random: Random;
  readonly #issued = new Map<string, string>();
  readonly #lastUses = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
    const createdAt = cluster.createdAt;
    this.administrator = this.role('cluster-admin', {
      createdAt,
      rules: [
        { verbs: ['*'], targets: ['*.*'] },
        { verbs: ['*'], targets: [], paths: ['*'] },
      ],
    });
    this.bind(this.administrator, [{ kind: 'Group', name: 'system:masters' }], { createdAt });
    const everybody: Subject = { kind: 'Group', name: 'system:authenticated' };
    this.bind(this.role('system:basic-user', { createdAt, rules: basicRules }), [everybody], { createdAt });
    this.bind(this.role('system:discovery', { createdAt, rules: discoveryRules }), [everybody], {
      createdAt,
    });
  }

  /** Creates a service account. */
  account(namespace: string, name: string, spec: ServiceAccountSpec): ServiceAccount {
    const account = { ...spec, namespace, name, uid: this.uid(`account/${namespace}/${name}`) };
    this.accounts.push(account);
    return account;
  }

  /** Creates a role: a Role where a namespace is given, else a ClusterRole. */
  role(name: string, spec: RoleSpec, namespace?: string): Role {
    const uid = this.uid(`role/${namespace ?? ''}/${name}`);
    const role = { ...spec, name, uid, ...(namespace !== undefined && { namespace }) };
    this.roles.push(role);
    return role;
  }

  /** Gives a role to subjects, everywhere or in one namespace. */
  bind(
    role: Role,
    subjects: readonly Subject[],
    { namespace = role.namespace, name = role.name, createdAt = role.createdAt } = {} as {
      readonly namespace?: string;
      readonly name?: string;
      readonly createdAt?: number;
    },
  ): void {
    const uid = this.uid(`binding/${namespace ?? ''}/${name}`);
    this.bindings.push({
      role,
      subjects,
      name,
      uid,
      createdAt,
      ...(namespace !== undefined && { namespace }),
    });
  }

  /** Creates a service account with a role of its own in its namespace. */
  worker(namespace: string, name: string, spec: ServiceAccountSpec & RoleSpec): ServiceAccount {
    const { rules, ...rest } = spec;
    const account = this.account(namespace, name, rest);
    const role = this.role(name, { rules, createdAt: spec.createdAt }, namespace);
    this.bind(role, [{ kind: 'ServiceAccount', account }]);
    return account;
  }

  /** Puts a token of a service account into a Secret. */
  secret(
    account: ServiceAccount,
    spec: { readonly createdAt: number; readonly lastUsedAt?: number },
  ): SecretToken {
    const draw = this.#random.split(`secret/${account.namespace}/${account.name}`);
    const secret = { ...spec, account, name: `${account.name}-token-${draw.hex(5)}`, uid: draw.uuid() };
    this.secrets.push(secret);
    return secret;
  }

  /** Makes a token for a service account by hand; gives its id. */
  issue(account: ServiceAccount, label: string): string {
    const jti = this.uid(`issued/${account.namespace}/${account.name}/${label}`);
    this.#issued.set(jti, accountId(account));
    return jti;
  }

  /** Gives the service account that a token was made for by hand. */
  holderOf(jti: string): string | undefined {
    return this.#issued.get(jti);
  }

  /** Gives an identifier that follows from its label. */
  uid(label: string): string {
    return this.#random.split(label).uuid();
  }

  /** Gives the name of the pod that works for a service account on a day. */
  podName(account: ServiceAccount, day: number): string {
    const draw = this.#random.split(`pod/${account.namespace}/${account.name}/${day}`);
    const letters = (length: number): string => Array.from({ length }, () => draw.pick(safe)).join('');
    return `${account.name}-${letters(10)}-${letters(5)}`;
  }

  /** Says by which binding RBAC lets a request pass, as the API server notes it. */
  reasonFor(caller: KubernetesCaller, request: KubernetesRequest): string {
    const principal = attributeRequest(caller).principal;
    const binding = this.bindings.find(
      ({ role, namespace, subjects }) =>
        (namespace === undefined || namespace === request.namespace) &&
        subjects.some((subject) => subjectName(subject) === principal) &&
        role.rules.some((rule) => gives(rule, request)),
    );
    if (binding === undefined) return '';
    const { role, namespace, name } = binding;
    const subject = binding.subjects.find((one) => subjectName(one) === principal);
    const whom =
      subject?.kind === 'ServiceAccount'
        ? `ServiceAccount "${subject.account.name}/${subject.account.namespace}"`
        : `User "${principal}"`;
    const what =
      namespace === undefined ? `ClusterRoleBinding "${name}"` : `RoleBinding "${name}/${namespace}"`;
    return `RBAC: allowed by ${what} of ${role.namespace === undefined ? 'ClusterRole' : 'Role'} "${role.name}" to ${whom}`;
  }

  /** Remembers what the API server would: on which day a Secret's token was last used. */
  noteUse(caller: KubernetesCaller, at: number): void {
    if (caller.kind === 'secret') this.#lastUses.set(secretsId(caller.secret.account), at);
  }

  /** Gives the last use of the Secrets' tokens of a service account. */
  lastUse(account: ServiceAccount): number | undefined {
    return this.#lastUses.get(secretsId(account));
  }
}

/** Kubernetes makes up names of these, so that they spell no words. */
const safe = [...'bcdfghjklmnpqrstvwxz2456789'];

/** Gives the id of whom a binding is for; of a group its name. */
export function subjectName(subject: Subject): string {
  return subject.kind === 'ServiceAccount' ? accountId(subject.account) : subject.name;
}

function gives({ verbs, targets }: Rule, { verb, target }: KubernetesRequest): boolean {
  return (
    [verb, '*'].some((one) => verbs.includes(one)) && [target, '*.*'].some((one) => targets.includes(one))
  );
}

/** What every cluster lets everybody do who has signed in. */
const basicRules = [
  {
    verbs: ['create'],
    targets: [
      'selfsubjectaccessreviews.authorization.k8s.io',
      'selfsubjectrulesreviews.authorization.k8s.io',
    ],
  },
  { verbs: ['create'], targets: ['selfsubjectreviews.authentication.k8s.io'] },
];
const discoveryRules = [
  {
    verbs: ['get'],
    targets: [],
    paths: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
      '/version/',
    ],
  },
];
