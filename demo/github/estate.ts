import { createHash } from 'node:crypto';
import type { Person } from '../organisation/people.ts';
import type { Random } from '../random.ts';
import { organisation } from './enterprise.ts';
import type {
  App,
  AppSpec,
  DeployKey,
  GithubUser,
  PersonalToken,
  Repository,
  SshKey,
  TokenSpec,
} from './holders.ts';

/** Everything the organisation owns on GitHub at the end of the window; the inventory is written from it. */
export class GithubEstate {
  readonly users: GithubUser[] = [];
  readonly repositories: Repository[] = [];
  readonly tokens: PersonalToken[] = [];
  readonly apps: App[] = [];
  readonly deployKeys: DeployKey[] = [];
  readonly sshKeys: SshKey[] = [];
  readonly #random: Random;
  readonly #lastUses = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Finds or creates the account of a person. */
  person(person: Person): GithubUser {
    return this.#user(person.id.replace('.', '-'), person);
  }

  /** Finds or creates an account that a machine works under. */
  machine(login: string): GithubUser {
    return this.#user(login, undefined);
  }

  /** Finds or creates a repository. */
  repository(name: string, options: { readonly workflowDefault?: 'read' | 'write' } = {}): Repository {
    const known = this.repositories.find((repository) => repository.name === name);
    if (known) return known;
    const id = this.#number(`repository/${name}`, 300_000_000, 900_000_000);
    const fullName = `${organisation.login}/${name}`;
    const repository = { id, name, fullName, ...options };
    this.repositories.push(repository);
    return repository;
  }

  /** Gives a user a token; its value exists nowhere, only the hash of it. */
  token(user: GithubUser, name: string, spec: TokenSpec): PersonalToken {
    const label = `token/${user.login}/${name}`;
    const token = {
      ...spec,
      user,
      name,
      id: this.#number(label, 1_100_000_000, 2_000_000_000),
      grantId: this.#number(`${label}/grant`, 400_000, 900_000),
      hash: this.hash(label),
    };
    this.tokens.push(token);
    return token;
  }

  /** Installs an app. */
  app(slug: string, spec: AppSpec): App {
    const app = {
      ...spec,
      slug,
      appId: this.#number(`app/${slug}`, 200_000, 900_000),
      botId: this.#number(`bot/${slug}`, 40_000_000, 120_000_000),
      installationId: this.#number(`installation/${slug}`, 30_000_000, 60_000_000),
    };
    this.apps.push(app);
    return app;
  }

  /** Deploys a key to a repository. */
  deployKey(
    repository: Repository,
    title: string,
    spec: Omit<DeployKey, 'id' | 'repository' | 'title'>,
  ): DeployKey {
    const id = this.#number(`deploy-key/${repository.name}/${title}`, 60_000_000, 140_000_000);
    const key = { ...spec, id, repository, title };
    this.deployKeys.push(key);
    return key;
  }

  /** Lets a user come with a key, authorised for the organisation. */
  sshKey(user: GithubUser, createdAt: number): SshKey {
    const label = `ssh-key/${user.login}`;
    const fingerprint = `SHA256:${this.hash(label).replace('=', '')}`;
    const key = { id: this.#number(label, 60_000_000, 140_000_000), user, fingerprint, createdAt };
    this.sshKeys.push(key);
    return key;
  }

  /** Gives the hash of a value that nobody has; the same label gives the same hash again. */
  hash(label: string): string {
    const value = this.#random.split(`hash/${label}`).alphanumeric(40);
    return createHash('sha256').update(value).digest('base64');
  }

  /** Remembers what GitHub would: when a credential was last used. */
  noteUse(id: string, at: number): void {
    this.#lastUses.set(id, Math.max(at, this.#lastUses.get(id) ?? 0));
  }

  /** Gives the last use of a token, key or app by the id that it goes by in the truth. */
  lastUse(id: string): number | undefined {
    return this.#lastUses.get(id);
  }

  #user(login: string, person: Person | undefined): GithubUser {
    const known = this.users.find((user) => user.login === login);
    if (known) return known;
    const user = { login, id: this.#number(`user/${login}`, 20_000_000, 160_000_000), person };
    this.users.push(user);
    return user;
  }

  #number(label: string, min: number, max: number): number {
    return this.#random.split(label).between(min, max);
  }
}
