import { AwsStage } from './aws/aws-stage.ts';
import type { Caller } from './aws/callers.ts';
import type { Origin as AwsOrigin } from './aws/origin.ts';
import { Shell, type ShellOptions } from './aws/shell.ts';
import { type CallLog, Client, type ClientOptions } from './client.ts';
import type { GithubCaller } from './github/callers.ts';
import { GithubStage } from './github/github-stage.ts';
import type { GithubOperation } from './github/operation.ts';
import type { HttpKey } from './http/holders.ts';
import { HttpStage } from './http/http-stage.ts';
import type { HttpRequest } from './http/request.ts';
import type { KubernetesCaller } from './kubernetes/callers.ts';
import { KubernetesStage } from './kubernetes/kubernetes-stage.ts';
import type { KubernetesRequest } from './kubernetes/request.ts';
import type { OktaCaller } from './okta/callers.ts';
import { OktaStage } from './okta/okta-stage.ts';
import type { OktaOperation } from './okta/operation.ts';
import type { Organisation } from './organisation/organisation.ts';
import type { Origin } from './organisation/origin.ts';
import type { Random } from './random.ts';
import type { SalesforceCaller } from './salesforce/callers.ts';
import type { SalesforceOperation } from './salesforce/operation.ts';
import { SalesforceStage } from './salesforce/salesforce-stage.ts';
import type { Systems } from './systems.ts';
import { Told } from './telling.ts';
import { DAY, HOUR, MINUTE, type TimeWindow } from './time.ts';
import type { StoryTruth } from './truth/truth.ts';

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
  /** Starts to make calls to AWS in this hour, at a random moment unless a minute is told. */
  readonly shell: (
    caller: Caller,
    origin: AwsOrigin,
    options?: Partial<ShellOptions> & { readonly minute?: number },
  ) => Shell;
  /** The same in other systems. */
  readonly github: Start<GithubCaller, GithubOperation>;
  readonly kubernetes: Start<KubernetesCaller, KubernetesRequest>;
  readonly http: Start<HttpKey, HttpRequest>;
  readonly salesforce: Start<SalesforceCaller, SalesforceOperation>;
  readonly okta: Start<OktaCaller, OktaOperation>;
}

type Start<Caller, Operation> = (
  caller: Caller,
  origin: Origin,
  options?: Partial<ClientOptions<Caller>> & { readonly minute?: number },
) => Client<Caller, Operation>;

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
  readonly systems: Systems;
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
    const { from, to } = this.parts.window;
    const told = new Told(to - from >= storyDays * DAY);
    story.tell(new Stage(this.parts, story.id, this.#actors, told));
    this.stories.push({ id: story.id, title: story.title, ...told.all() });
  }

  /** Lets everybody act in the hour that starts then. */
  actHour(hour: number): void {
    for (const actor of this.#actors) {
      if (actor.onlyHour !== undefined && actor.onlyHour !== hour) continue;
      actor.act(turnAt(hour, actor.random.split(hour), this.parts.systems));
    }
  }
}

function turnAt(
  hour: number,
  random: Random,
  { aws, github, kubernetes, http, salesforce, okta }: Systems,
): Turn {
  const startIn =
    <Caller, Operation>(log: CallLog<Caller, Operation>): Start<Caller, Operation> =>
    (caller, origin, options = {}) => {
      const { minute, at = hour + (minute ?? random.next() * 60) * MINUTE, ...rest } = options;
      return new Client(log, { random, caller, origin, ...rest, at });
    };
  return {
    hour,
    random,
    shell: (caller, origin, options = {}) => {
      const { minute = random.next() * 60, ...rest } = options;
      return new Shell(aws, { at: hour + minute * MINUTE, random, caller, origin, ...rest });
    },
    github: startIn(github.log),
    kubernetes: startIn(kubernetes.log),
    http: startIn(http.log),
    salesforce: startIn(salesforce.log),
    okta: startIn(okta.log),
  };
}

/** From this length on, every story happens inside the window. */
const storyDays = 118;

/** What a story is told with. */
export class Stage {
  readonly window: TimeWindow;
  readonly size: Size;
  readonly organisation: Organisation;
  readonly random: Random;
  readonly aws: AwsStage;
  readonly github: GithubStage;
  readonly kubernetes: KubernetesStage;
  readonly http: HttpStage;
  readonly salesforce: SalesforceStage;
  readonly okta: OktaStage;
  readonly #id: string;
  readonly #actors: Actor[];

  constructor(parts: WorldParts, id: string, actors: Actor[], told: Told) {
    this.window = parts.window;
    this.size = parts.size;
    this.organisation = parts.organisation;
    this.random = parts.random.split(`story/${id}`);
    this.aws = new AwsStage(parts.systems.aws, told);
    this.github = new GithubStage(parts.systems.github, told);
    this.kubernetes = new KubernetesStage(parts.systems.kubernetes, told);
    this.http = new HttpStage(parts.systems.http, told);
    this.salesforce = new SalesforceStage(parts.systems.salesforce, told);
    this.okta = new OktaStage(parts.systems.okta, told);
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
}
