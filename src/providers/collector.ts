/** One thing that collecting needs to know, and where it comes from. */
export interface CollectSetting {
  /** Name of the environment variable. */
  readonly name: string;
  /** What it is, for people. */
  readonly what: string;
  /** Secrets come from the environment or standard input alone, and are neither shown nor stored. */
  readonly isSecret: boolean;
  /** What stands for it where it is not set. */
  readonly standard?: string;
  /** Set where nothing need stand for it: another setting may do, or none. */
  readonly isOptional?: true;
}

/** What one record of a log says of itself. */
export interface RecordMark {
  readonly id: string;
  /** UTC epoch milliseconds. */
  readonly time: number;
}

/** A log that is fetched page by page, oldest records first. */
export interface LogSource {
  /** Folder of its files, below the target. */
  readonly folder: string;
  /** The request for records of a span, UTC epoch milliseconds: path and query. */
  readonly request: (from: number, until: number) => string;
  /** Field of a page that holds its records; absent where a page is a list. */
  readonly listedIn?: string;
  /** The id and time of a record; undefined for what is none. */
  readonly markOf: (record: unknown) => RecordMark | undefined;
  /** What it is; set where a system may not have it, or not give it. */
  readonly mayLack?: string;
  /** How far back the system keeps records. */
  readonly daysKept: number;
  /** Records may come to light so much later than they are of; so much is fetched again next time. */
  readonly lateMs: number;
}

/** A file of a log, as a system lists it. */
export interface LogFile extends RecordMark {
  /** Below the folder of the log; what is not packed yet is packed, and called `.gz`. */
  readonly name: string;
  /** The request for its content. */
  readonly request: string;
}

/** A log that a system keeps as files: they are listed page by page, and fetched as they are. */
export interface LogFilesSource extends Omit<LogSource, 'listedIn' | 'markOf'> {
  /** The files that a page lists. */
  readonly filesIn: (page: unknown) => readonly LogFile[];
  /** Where the next page is, of systems that say so in the answer. */
  readonly nextIn?: (page: unknown) => string | undefined;
}

/** A list that is fetched page by page into files of its own. */
export interface ListSource {
  /** Folder of its files, below that of the inventory; readers go by some of its parts. */
  readonly folder: string;
  /** Path and query of the request. */
  readonly request: string;
  /** What it is for; set where it may be missing: for want of a permission, or because the organisation has no such thing. */
  readonly mayLack?: string;
  /** Where the next page is, of systems that say so in the answer and not in its `Link` header. */
  readonly nextIn?: (answer: unknown, address: string) => string | undefined;
  /** Further lists that an answer leads to. */
  readonly leadsTo?: (answer: unknown) => readonly ListSource[];
}

/** One answer of a live system. */
export interface CollectReply {
  /** As of HTTP, whatever the system is asked by. */
  readonly status: number;
  /** The body as it came. */
  readonly text: string;
  /** Address of the next page. */
  readonly next?: string | undefined;
  /** Set where it is asked to wait before it is asked again. */
  readonly waitMs?: number | undefined;
}

/** A reply whose body is still to come. */
export interface CollectStream extends Omit<CollectReply, 'text'> {
  readonly body: AsyncIterable<Uint8Array>;
}

/** What a connection is made with, where the certificates that everybody trusts do not do. */
export interface CollectTls {
  /** Certificates, as PEM, that the system’s own is signed with. */
  readonly ca?: string;
  /** What we show ourselves with, as PEM. */
  readonly cert?: string;
  readonly key?: string;
}

/** What to fetch from one system. */
export interface CollectPlan {
  /** Where requests go, and nowhere else: `https://umbra.okta.com`; with {@link ask}, what identifies the system. */
  readonly origin: string;
  /** Sent with every request; they hold the secret. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Asks in another way than HTTP, such as by the vendor’s SDK; addresses are then the provider’s own. It throws where
   * the system cannot be reached.
   */
  readonly ask?: (address: string) => Promise<CollectReply>;
  /** The same for files of the log. */
  readonly open?: (address: string) => Promise<CollectReply | CollectStream>;
  readonly tls?: CollectTls;
  /** How long an answer asks to wait, of systems that say so in its body alone; undefined where it does not. */
  readonly limitOf?: (status: number, text: string) => number | undefined;
  /** Absent where the system has no log that could be asked for. */
  readonly log?: LogSource | LogFilesSource;
  readonly lists: readonly ListSource[];
}

/** Fetches logs and inventory of the live system, into the same raw files that are read otherwise. */
export interface Collector {
  readonly settings: readonly CollectSetting[];
  /**
   * Says what to fetch. Secrets are among the values.
   * @throws {ScopelightError} `usage.invalid` when a value makes no sense
   */
  plan(values: ReadonlyMap<string, string>): CollectPlan | Promise<CollectPlan>;
}
