/** What became of a call; the same four words as the product uses. */
export type Outcome = 'allowed' | 'denied' | 'authn-failed' | 'error';

/** What a record is, seen from the tokens of the organisation. */
export type RecordKind =
  /** A call made with one of its tokens. */
  | 'token'
  /** A provider's service acting with a caller's own rights: belongs to the principal, not to a token. */
  | 'forwarded'
  /** A sign-in or exchange on the way to a session; a console sign-in counts for the session's token unless it fails. */
  | 'sign-in'
  /** A caller that belongs to somebody else. */
  | 'external'
  /** A caller without any identity. */
  | 'anonymous'
  /** A person in a browser, or something that the log names no token of. */
  | 'tokenless'
  /** The provider's own services. */
  | 'service'
  | 'service-linked'
  /** Something that happened rather than was called, among it the steps through a sign-in portal. */
  | 'service-event'
  /** Not a call at all. */
  | 'insight';

export type EvidenceState = 'used' | 'unused' | 'unknown' | 'denied' | 'used-not-granted';

/** How one permission was exercised in the recorded calls of the window. Times are ISO-8601 UTC. */
export interface PermissionUse {
  readonly permission: string;
  readonly allowed: number;
  readonly denied: number;
  readonly authnFailed: number;
  readonly error: number;
  /** Errors that only happen after the permission was checked, such as not-found: the permission is needed. */
  readonly neededErrors: number;
  /** Allowed calls that asked for no effect. */
  readonly dryRuns: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Of allowed calls only. */
  readonly firstUsed?: string;
  readonly lastUsed?: string;
}

export interface PlaceUse {
  readonly kind: string;
  readonly country?: string;
  readonly asn?: number;
  readonly network: string;
  readonly calls: number;
}

export interface PrincipalTruth {
  readonly id: string;
  readonly account: string;
  readonly kind: string;
  readonly name: string;
  readonly owner?: string;
  readonly team?: string;
  /** Names of the roles it holds; a hint, the documents are in the inventory. */
  readonly holds: readonly string[];
  /** Whether some role of it allows every permission on every resource. */
  readonly isUnlimited: boolean;
  readonly labels: readonly string[];
  readonly calls: number;
  readonly callsWithoutPermission: number;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly uses: readonly PermissionUse[];
  /** Permissions it exercised without leaving a record, because that kind of call is not recorded. */
  readonly unrecorded: readonly string[];
  /** Permissions it exercised only in hours whose log was lost. */
  readonly lost: readonly string[];
}

export interface TokenTruth {
  /** The public id; of sessions `session:` and the principal. */
  readonly id: string;
  readonly kind: string;
  /** Empty when nothing tells whose it was. */
  readonly principal: string;
  readonly account: string;
  readonly status: string;
  readonly createdAt?: string;
  readonly expiresAt?: string;
  readonly labels: readonly string[];
  readonly calls: number;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly places: readonly PlaceUse[];
  readonly uses: readonly PermissionUse[];
  /** Where the simulation knows precisely what it gave. */
  readonly gap?: TokenGapTruth;
}

/** What a correct product must say of everything that a token may do; names in order. */
export interface TokenGapTruth {
  readonly granted: readonly string[];
  readonly used: readonly string[];
  readonly unused: readonly string[];
  readonly unknown: readonly string[];
}

/** What a correct product must say about one permission of one principal, and why. */
export interface Expectation {
  readonly provider: string;
  readonly principal: string;
  readonly permission: string;
  readonly state: EvidenceState;
  readonly why: string;
}

/** What somebody else did with a credential: nobody of its own work ever called for these permissions. */
export interface Intrusion {
  readonly provider: string;
  readonly principal: string;
  /** In order of name. */
  readonly permissions: readonly string[];
  readonly why: string;
}

export interface StoryTruth {
  readonly id: string;
  readonly title: string;
  readonly subjects: readonly string[];
  readonly expectations: readonly Expectation[];
  readonly intrusions: readonly Intrusion[];
}

export interface Hole {
  readonly account: string;
  readonly region: string;
  readonly from: string;
  readonly to: string;
  /** Records that would have been in the log. */
  readonly lostRecords: number;
}

export interface RecordCounts {
  /** As a plain reader of all log files counts them. */
  readonly total: number;
  /** Distinct event ids. */
  readonly unique: number;
  /** Byte-identical repetitions from overlapping trails. */
  readonly duplicates: number;
  /** Second copies of a call that two accounts recorded under one shared id. */
  readonly sharedCopies: number;
  /** Calls that do not tell what they need. */
  readonly opaque: number;
  /** Of the unique ones that are not shared copies. */
  readonly byKind: Readonly<Partial<Record<RecordKind, number>>>;
  /** Of those that are calls: without service events and insights. */
  readonly byOutcome: Readonly<Record<Outcome, number>>;
}

export interface FileCounts {
  readonly logs: number;
  /** Of AWS: those of `logs` that a second, overlapping trail delivers, and what lies beside them. */
  readonly overlapping?: number;
  readonly digests?: number;
  readonly insights?: number;
  readonly inventory: number;
  /** Uncompressed and compressed size of the log files. */
  readonly rawBytes: number;
  readonly compressedBytes: number;
}

export interface ProviderTruth {
  readonly files: FileCounts;
  readonly records: RecordCounts;
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly regions: readonly string[];
  }[];
  readonly holes: readonly Hole[];
  readonly principals: readonly PrincipalTruth[];
  readonly tokens: readonly TokenTruth[];
  /** Which token minted sessions of which other, and how often. */
  readonly lineage: readonly { readonly parent: string; readonly child: string; readonly calls: number }[];
}

/** What the simulation did, told by the simulation itself: the measure of a correct product. */
export interface Truth {
  readonly schema: 'scopelight.demo-truth/1';
  readonly organisation: string;
  readonly seed: number;
  readonly days: number;
  readonly scale: number;
  readonly window: { readonly from: string; readonly to: string };
  readonly providers: Readonly<Record<string, ProviderTruth>>;
  readonly stories: readonly StoryTruth[];
}
