import type { Person } from '../organisation/people.ts';
import type { Random } from '../random.ts';
import type { AdminRole, ApiToken, Assignment, OktaUser, ServiceApp, SignOnApp } from './holders.ts';
import { foundedAt } from './org.ts';

/** Everything that the organisation holds at Okta at the end of the window; the inventory is written from it. */
export class OktaEstate {
  readonly users: OktaUser[] = [];
  readonly tokens: ApiToken[] = [];
  readonly apps: ServiceApp[] = [];
  readonly signOnApps: SignOnApp[] = [];
  readonly assignments: Assignment[] = [];
  readonly #random: Random;
  readonly #lastLogins = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Finds or creates the account of a person. */
  person({ email, name }: Pick<Person, 'email' | 'name'>): OktaUser {
    return this.#user(email, name);
  }

  /** Finds or creates an account that a machine works under. */
  machine(name: string): OktaUser {
    return this.#user(`${name}@meridianfreight.example`, name);
  }

  /** Gives a user a token; its value exists nowhere. */
  token(user: OktaUser, name: string, createdAt: number): ApiToken {
    const token = { id: this.id('00T', `token/${user.login}/${name}`), name, user, createdAt };
    this.tokens.push(token);
    return token;
  }

  /** Creates an app that calls Okta for itself. */
  app(label: string, spec: Pick<ServiceApp, 'scopes' | 'createdAt'>): ServiceApp {
    const app = { ...spec, label, clientId: this.id('0oa', `app/${label}`) };
    this.apps.push(app);
    return app;
  }

  /** Finds or creates something to sign in to. */
  signOnApp(label: string): SignOnApp {
    const known = this.signOnApps.find((app) => app.label === label);
    if (known) return known;
    const app = { id: this.id('0oa', `sign-on/${label}`), label };
    this.signOnApps.push(app);
    return app;
  }

  /** Gives a user or a service app an admin role. */
  assign(holder: OktaUser | ServiceApp, role: AdminRole, createdAt: number): void {
    const of =
      'clientId' in holder
        ? ({ kind: 'clients', id: holder.clientId } as const)
        : ({ kind: 'users', id: holder.id } as const);
    const id = this.id('ra1', `assignment/${of.id}/${role.label}`);
    this.assignments.push({ id, role, holder: of, createdAt });
  }

  /** Creates an admin role of the organisation's own. */
  customRole(label: string, permissions: readonly string[]): AdminRole {
    return { id: this.id('cr0', `role/${label}`), label, permissions };
  }

  /** Gives an id as Okta makes them: three letters of its kind, then what follows from its label. */
  id(kind: string, label: string): string {
    return `${kind}${this.#random.split(`${kind}/${label}`).alphanumeric(17)}`;
  }

  /** Remembers when somebody signed in last. */
  noteLogin({ id }: OktaUser, at: number): void {
    this.#lastLogins.set(id, at);
  }

  /** Gives when somebody signed in last. */
  lastLogin({ id }: OktaUser): number | undefined {
    return this.#lastLogins.get(id);
  }

  #user(login: string, name: string): OktaUser {
    const known = this.users.find((user) => user.login === login);
    if (known) return known;
    const user = { id: this.id('00u', `user/${login}`), login, name, createdAt: foundedAt };
    this.users.push(user);
    return user;
  }
}
