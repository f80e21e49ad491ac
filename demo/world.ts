import type { Caller } from './aws/callers.ts';
import type { Estate } from './aws/estate.ts';
import type { Origin } from './aws/origin.ts';
import { Shell, type ShellOptions, type Sink } from './aws/shell.ts';
import type { Trail } from './aws/trail.ts';
import type { Organisation } from './organisation/organisation.ts';
import type { Random } from './random.ts';
import { DAY, HOUR, MINUTE, type TimeWindow } from './time.ts';
import type { ProviderBook } from './truth/provider-book.ts';
import type { Expectation, Intrusion, StoryTruth } from './truth/truth.ts';

/** Something that happens in the organisation, and what a product should conclude from it. */
export interface Story {
  readonly id: string;
  readonly title: string;
  /** Creates the story's identities and registers who acts. */
  readonly tell: (stage: Stage) => void;
}

/** One hour of an actor's life, with a random stream of its own. */
export interface Turn {
  /** Start of the hour, UTC epoch ms. */
  readonly hour: number;
  readonly random: Random;
  /** Starts to make calls in this hour, at a random moment unless a minute is told. */
  readonly shell: (
    caller: Caller,
    origin: Origin,
    options?: Partial<ShellOptions> & { readonly minute?: number },
  ) => Shell;
}

export type Act = (turn: Turn) => void;

interface Actor {
  readonly id: string;
  readonly random: Random;
  readonly act: Act;
  /** The only hour in which it acts; every hour when absent. */
  readonly onlyHour?: number;
}

/** How large the simulation is: how many copies of everyday life, and how busy each is. */
export interface Size {
  readonly copies: number;
  readonly rate: number;
}

export interface WorldParts {
  readonly window: TimeWindow;
  readonly size: Size;
  readonly random: Random;
  readonly organisation: Organisation;
  readonly estate: Estate;
  readonly trail: Trail;
  readonly book: ProviderBook;
}

/** Holds everything that exists and everybody who acts. */
export class World {
  readonly parts: WorldParts;
  readonly stories: StoryTruth[] = [];
  readonly #actors: Actor[] = [];

  constructor(parts: WorldParts) {
    this.parts = parts;
  }

  /** Adds a story. */
  tell(story: Story): void {
    const stage = new Stage(this.parts, story.id, this.#actors);
    story.tell(stage);
    this.stories.push({ id: story.id, title: story.title, ...stage.told() });
  }

  /** Lets everybody act in the hour that starts then. */
  actHour(hour: number): void {
    const sink = { trail: this.parts.trail, book: this.parts.book };
    for (const actor of this.#actors) {
      if (actor.onlyHour !== undefined && actor.onlyHour !== hour) continue;
      actor.act(turnAt(hour, actor.random.split(hour), sink));
    }
  }
}

function turnAt(hour: number, random: Random, sink: Sink): Turn {
  return {
    hour,
    random,
    shell: (caller, origin, options = {}) => {
      const { minute = random.next() * 60, ...rest } = options;
      return new Shell(sink, { at: hour + minute * MINUTE, random, caller, origin, ...rest });
    },
  };
}

/** From this length on, every story happens inside the window. */
const storyDays = 118;

/** What a story is told with. */
export class Stage {
  readonly window: TimeWindow;
  readonly size: Size;
  readonly organisation: Organisation;
  readonly estate: Estate;
  readonly trail: Trail;
  readonly book: ProviderBook;
  readonly random: Random;
  readonly #id: string;
  readonly #actors: Actor[];
  readonly #subjects = new Set<string>();
  readonly #expectations: Expectation[] = [];
  readonly #intrusions: Intrusion[] = [];

  constructor(parts: WorldParts, id: string, actors: Actor[]) {
    this.window = parts.window;
    this.size = parts.size;
    this.organisation = parts.organisation;
    this.estate = parts.estate;
    this.trail = parts.trail;
    this.book = parts.book;
    this.random = parts.random.split(`story/${id}`);
    this.#id = id;
    this.#actors = actors;
  }

  /** Gives the moment that many days before the window ends, on the hour. */
  daysAgo(days: number): number {
    return this.window.to - Math.round((days * DAY) / HOUR) * HOUR;
  }

  /** Lets an actor act in every hour. */
  everyHour(actor: string, act: Act): void {
    this.#actors.push({ id: `${this.#id}/${actor}`, random: this.random.split(actor), act });
  }

  /** Lets an actor act in the hour of one moment, if that lies in the window. */
  once(actor: string, at: number, act: Act): void {
    const onlyHour = Math.floor(at / HOUR) * HOUR;
    this.#actors.push({ id: `${this.#id}/${actor}`, random: this.random.split(actor), act, onlyHour });
  }

  /** Marks a principal or token with what a product should find out about it. */
  label(subject: string, ...labels: readonly string[]): void {
    this.#subjects.add(subject);
    this.book.label(subject, ...labels);
  }

  /**
   * Says what a correct product must say about a permission of a principal. Ignored in short windows, in which
   * a story may not come to pass.
   */
  expect(principal: string, permission: string, state: Expectation['state'], why: string): void {
    this.#subjects.add(principal);
    if (this.window.to - this.window.from < storyDays * DAY) return;
    this.#expectations.push({ principal, permission, state, why });
  }

  /** Says what only somebody else called for with a credential of a principal. Ignored in short windows. */
  intrude(principal: string, permissions: readonly string[], why: string): void {
    this.#subjects.add(principal);
    if (this.window.to - this.window.from < storyDays * DAY) return;
    this.#intrusions.push({ principal, permissions: permissions.toSorted(), why });
  }

  /** Gives what has been told so far. */
  told(): Omit<StoryTruth, 'id' | 'title'> {
    return {
      subjects: [...this.#subjects].sort(),
      expectations: this.#expectations,
      intrusions: this.#intrusions,
    };
  }
}
