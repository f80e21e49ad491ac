import type { SystemId } from './system.ts';
import type { ProviderBook } from './truth/provider-book.ts';
import type { Expectation, Intrusion, StoryTruth } from './truth/truth.ts';

/** What a story has told so far, of whatever system. */
export class Told {
  readonly #subjects = new Set<string>();
  readonly #expectations: Expectation[] = [];
  readonly #intrusions: Intrusion[] = [];
  readonly #isWhole: boolean;

  /** `isWhole` says whether the window is long enough for every story to come to pass in it. */
  constructor(isWhole: boolean) {
    this.#isWhole = isWhole;
  }

  /** Remembers who the story is about. */
  subject(id: string): void {
    this.#subjects.add(id);
  }

  /** Remembers an expectation, unless the window is too short for it. */
  expectation(expectation: Expectation): void {
    if (this.#isWhole) this.#expectations.push(expectation);
  }

  /** Remembers an intrusion, unless the window is too short for it. */
  intrusion(intrusion: Intrusion): void {
    if (this.#isWhole) this.#intrusions.push(intrusion);
  }

  /** Gives all of it. */
  all(): Omit<StoryTruth, 'id' | 'title'> {
    return {
      subjects: [...this.#subjects].sort(),
      expectations: this.#expectations,
      intrusions: this.#intrusions,
    };
  }
}

/** Says what a product should conclude from a story about one system. */
export class Telling {
  readonly #provider: SystemId;
  readonly #book: ProviderBook;
  readonly #told: Told;

  constructor(provider: SystemId, book: ProviderBook, told: Told) {
    this.#provider = provider;
    this.#book = book;
    this.#told = told;
  }

  /** Marks a principal or token with what a product should find out about it. */
  label(subject: string, ...labels: readonly string[]): void {
    this.#told.subject(subject);
    this.#book.label(subject, ...labels);
  }

  /** Says what a correct product must say about a permission of a principal. */
  expect(principal: string, permission: string, state: Expectation['state'], why: string): void {
    this.#told.subject(principal);
    this.#told.expectation({ provider: this.#provider, principal, permission, state, why });
  }

  /** Says what only somebody else called for with a credential of a principal. */
  intrude(principal: string, permissions: readonly string[], why: string): void {
    this.#told.subject(principal);
    this.#told.intrusion({
      provider: this.#provider,
      principal,
      permissions: permissions.toSorted(),
      why,
    });
  }
}
