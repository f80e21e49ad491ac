import type { Person } from '../organisation/people.ts';
import type { Random } from '../random.ts';
import { oauthId } from './callers.ts';
import type { ConnectedApp, Given, OauthToken, PermissionSet, SalesforceUser } from './holders.ts';
import { foundedAt } from './organisation.ts';

export const profiles = {
  person: { id: '00e7Q000000Prsn', name: 'Standard User', setId: '0PS7Q000000Prsn' },
  integration: {
    id: '00e7Q000000Intg',
    name: 'Minimum Access - API Only Integrations',
    setId: '0PS7Q000000Intg',
  },
} as const;

/** Everything that the organisation holds at Salesforce at the end of the window; the inventory is written from it. */
export class SalesforceEstate {
  readonly users: SalesforceUser[] = [];
  readonly permissionSets: PermissionSet[] = [];
  readonly assignments: {
    readonly user: SalesforceUser;
    readonly set: PermissionSet;
    readonly createdAt: number;
  }[] = [];
  readonly apps: ConnectedApp[] = [];
  readonly tokens: OauthToken[] = [];
  readonly #random: Random;
  readonly #uses = new Map<string, { count: number; last: number }>();

  constructor(random: Random) {
    this.#random = random;
    const createdAt = foundedAt;
    const { person, integration } = profiles;
    this.permissionSets.push(
      {
        id: person.setId,
        name: person.name,
        profileId: person.id,
        createdAt,
        objects: {
          Account: ['create', 'edit'],
          Contact: ['create', 'edit'],
          Opportunity: ['create', 'edit'],
          Case: ['create', 'edit'],
        },
        users: ['ApiEnabled', 'RunReports', 'ExportReport'],
      },
      {
        id: integration.setId,
        name: integration.name,
        profileId: integration.id,
        createdAt,
        objects: {},
        users: ['ApiEnabled'],
      },
    );
  }

  /** Finds or creates the account of a person. */
  person({ email, name }: Pick<Person, 'email' | 'name'>): SalesforceUser {
    return this.#user(email, name, false);
  }

  /** Finds or creates an account that only programs act as. */
  integration(name: string): SalesforceUser {
    return this.#user(`${name}@meridianfreight.example`, name, true);
  }

  /** Gives a user a permission set of its own. */
  give(user: SalesforceUser, name: string, given: Given & { readonly createdAt: number }): void {
    const set = { ...given, name, id: this.#id('0PS', `set/${name}`) };
    this.permissionSets.push(set);
    this.assignments.push({ user, set, createdAt: given.createdAt });
  }

  /** Finds or creates a connected app. */
  app(name: string): ConnectedApp {
    const known = this.apps.find((app) => app.name === name);
    if (known) return known;
    const app = { id: this.#id('0H4', `app/${name}`), name, createdAt: foundedAt };
    this.apps.push(app);
    return app;
  }

  /** Lets an app act for a user. */
  token(
    app: ConnectedApp,
    user: SalesforceUser,
    spec: Pick<OauthToken, 'createdAt' | 'lastUsedAt'>,
  ): OauthToken {
    const token = { ...spec, app, user };
    this.tokens.push(token);
    return token;
  }

  /** Gives all that a user was given, by profile and permission sets. */
  givenTo(user: SalesforceUser): readonly PermissionSet[] {
    const { setId } = profileOf(user);
    const own = this.assignments.filter((one) => one.user === user).map(({ set }) => set);
    return [...this.permissionSets.filter(({ id }) => id === setId), ...own];
  }

  /** Remembers what Salesforce would: how often, and when last, something was used. */
  noteUse(id: string, at: number): void {
    this.#uses.set(id, { count: (this.#uses.get(id)?.count ?? 0) + 1, last: at });
  }

  /** Gives the use of a token, by the id that logs tell it by. */
  useOf(token: OauthToken): { readonly count: number; readonly last: number } | undefined {
    return this.#uses.get(oauthId(token));
  }

  /** Gives when a user signed in last. */
  lastLogin({ id }: SalesforceUser): number | undefined {
    return this.#uses.get(id)?.last;
  }

  /** Gives the key of the login that a user's requests of a day belong to. */
  loginKey({ id }: SalesforceUser, day: number): string {
    return this.#random.split(`login/${id}/${day}`).alphanumeric(16);
  }

  #user(username: string, name: string, isIntegration: boolean): SalesforceUser {
    const known = this.users.find((user) => user.username === username);
    if (known) return known;
    const user = {
      id: this.#id('005', `user/${username}`),
      username,
      name,
      isIntegration,
      createdAt: foundedAt,
    };
    this.users.push(user);
    return user;
  }

  /** Ids of one organisation begin alike, and have 15 characters. */
  #id(prefix: string, label: string): string {
    return `${prefix}7Q${this.#random.split(`${prefix}/${label}`).alphanumeric(10)}`;
  }
}

/** Gives the profile of a user. */
export function profileOf({ isIntegration }: SalesforceUser): {
  readonly id: string;
  readonly name: string;
  readonly setId: string;
} {
  return isIntegration ? profiles.integration : profiles.person;
}
