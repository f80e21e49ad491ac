import type { Random } from '../random.ts';
import type { Account } from './accounts.ts';
import { uniqueId } from './identifiers.ts';
import type { PolicyDocument } from './policies.ts';
import type {
  AccessKey,
  GroupSpec,
  IamGroup,
  IamRole,
  IamUser,
  KeySpec,
  LastUse,
  ManagedPolicy,
  RoleSpec,
  UserSpec,
} from './principals.ts';
import { Resources } from './resources.ts';

/** A policy of the organisation that caps what its accounts can do. */
export interface ServiceControlPolicy {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly document: PolicyDocument;
  readonly targets: readonly Account[];
}

/** Everything the organisation owns in AWS at the end of the window; the inventory is written from it. */
export class Estate {
  readonly resources: Resources;
  readonly groups: IamGroup[] = [];
  readonly users: IamUser[] = [];
  readonly roles: IamRole[] = [];
  readonly keys: AccessKey[] = [];
  readonly policies: ManagedPolicy[] = [];
  readonly controlPolicies: ServiceControlPolicy[] = [];
  readonly #rolesByName = new Map<string, IamRole>();
  readonly #lastUses = new Map<string, LastUse>();
  readonly #serviceUses = new Map<string, Map<string, LastUse>>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.resources = new Resources(random.split('resources'));
  }

  /** Creates a group. */
  group(account: Account, name: string, spec: GroupSpec): IamGroup {
    const group = { ...spec, ...this.#identity('AGPA', account, 'group', '/', name) };
    this.groups.push(group);
    return group;
  }

  /** Creates an IAM user. */
  user(account: Account, name: string, spec: UserSpec): IamUser {
    const user = { ...spec, ...this.#identity('AIDA', account, 'user', spec.path ?? '/', name) };
    this.users.push(user);
    return user;
  }

  /** Creates a role. */
  role(account: Account, name: string, spec: RoleSpec): IamRole {
    const role = { ...spec, ...this.#identity('AROA', account, 'role', spec.path ?? '/', name) };
    this.roles.push(role);
    this.#rolesByName.set(`${account.id}/${name}`, role);
    return role;
  }

  /** Finds a role by its name. */
  findRole(account: Account, name: string): IamRole | undefined {
    return this.#rolesByName.get(`${account.id}/${name}`);
  }

  /** Gives a user an access key; `slot` tells the keys of one user apart. */
  key(user: IamUser, spec: KeySpec, slot = 1): AccessKey {
    const id = uniqueId('AKIA', user.account, this.#random.split(`key/${user.arn}/${slot}`));
    const key = { id, user, createdAt: spec.createdAt, status: spec.status ?? 'Active' };
    this.keys.push(key);
    if (spec.lastUse) this.#lastUses.set(id, spec.lastUse);
    return key;
  }

  /** Creates a policy of the customer. */
  policy(
    account: Account,
    name: string,
    document: PolicyDocument,
    createdAt: number,
    updatedAt = createdAt,
  ): ManagedPolicy {
    const { arn, id } = this.#identity('ANPA', account, 'policy', '/', name);
    const versionId = updatedAt === createdAt ? 'v1' : 'v2';
    const policy = { arn, id, name, document, createdAt, updatedAt, versionId, account };
    this.policies.push(policy);
    return policy;
  }

  /** Caps accounts with an organisation policy. */
  controlPolicy(
    name: string,
    description: string,
    document: PolicyDocument,
    targets: readonly Account[],
  ): void {
    const id = `p-${this.#random.split(`scp/${name}`).hex(8)}`;
    this.controlPolicies.push({ id, name, description, document, targets });
  }

  /** Names a temporary key; the same label gives the same key again. */
  sessionKey(account: Account, label: string): string {
    return uniqueId('ASIA', account, this.#random.split(`session/${label}`));
  }

  /** Remembers what IAM would: the last time a key or a principal was seen, and with which service. */
  noteUse(id: string, use: LastUse): void {
    const known = this.#lastUses.get(id);
    if (known === undefined || known.at <= use.at) this.#lastUses.set(id, use);
    let services = this.#serviceUses.get(id);
    if (services === undefined) {
      services = new Map();
      this.#serviceUses.set(id, services);
    }
    const before = services.get(use.service);
    if (before === undefined || before.at <= use.at) services.set(use.service, use);
  }

  /** Gives the last use of a key id or a principal's ARN. */
  lastUse(id: string): LastUse | undefined {
    return this.#lastUses.get(id);
  }

  /** Gives the last use of every service by a principal. */
  serviceUses(id: string): ReadonlyMap<string, LastUse> {
    return this.#serviceUses.get(id) ?? new Map();
  }

  #identity(
    prefix: 'AIDA' | 'AROA' | 'ANPA' | 'AGPA',
    account: Account,
    kind: string,
    path: string,
    name: string,
  ) {
    const arn = `arn:aws:iam::${account.id}:${kind}${path}${name}`;
    return { account, name, path, arn, id: uniqueId(prefix, account, this.#random.split(arn)) };
  }
}
