/**
 * Why a permission is to be in the smaller policy. `used`: its use is recorded. `sign`: something other than a
 * recorded use points to it. `young`: it is held for too short a time to judge. `kept`: a person or a rule keeps it,
 * or nothing can tell. `wanted`: it was asked for and refused, and is to be given.
 */
export const needReasons = ['used', 'sign', 'young', 'kept', 'wanted'] as const;
export type NeedReason = (typeof needReasons)[number];

/** One resource a permission was used or refused on. */
export interface NeededResource {
  /** Exactly as recorded; empty when the record names none. */
  readonly resource: string;
  /** The same with what varies from call to call as `*`, as in usage; empty when not known. */
  readonly group: string;
  /** On how many days; what it was used on once only tells of names that go on changing. */
  readonly days: number;
}

/** A permission that the smaller policy must give, and on what. */
export interface PermissionNeed {
  /** Canonical name, as in the catalogue. */
  readonly permission: string;
  readonly reason: NeedReason;
  /** Empty: on whatever it is held on now; for `wanted`, on everything. */
  readonly resources: readonly NeededResource[];
}

/** A policy document as a principal holds it now. */
export interface HeldDocument {
  /** Id of the role in the inventory. */
  readonly id: string;
  /** Kind of the role in the inventory. */
  readonly kind: string;
  readonly name: string;
  /** The native document as stored. */
  readonly document: string;
  /** How the holder came to it, outermost first, as in grants. */
  readonly path: readonly string[];
}

/** Whose policy is written. */
export interface PolicyHolder {
  readonly account: string;
  readonly principalId: string;
  readonly principalKind: string;
  /** Kind of the token that was asked about; absent for the principal as a whole. */
  readonly tokenKind?: string | undefined;
  /** What gives it permissions; what only limits it stays as it is and is not listed. */
  readonly held: readonly HeldDocument[];
}

/** What a writer may choose; each has a default. */
export interface WriteOptions {
  /** How many resources of one shape a permission may name one by one before the varying part becomes `*`. */
  readonly exactMax?: number | undefined;
  /** How many documents may be attached to one principal. */
  readonly documentsMax?: number | undefined;
  /** In how many namespaces a permission may be given one by one before it is given in all of them. */
  readonly namespacesMax?: number | undefined;
  /** `together`: whoever reads in one way may read in all, and whoever updates may patch; `exact` by default. */
  readonly verbs?: 'exact' | 'together' | undefined;
  /** What the documents are for, as part of their names, so that they stand beside others of the holder. */
  readonly purpose?: string | undefined;
}

/** A native document that is to be given to the holder. */
export interface ProposedDocument {
  readonly name: string;
  /** The native document, ready for JSON. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Its size as the provider counts it. */
  readonly characters: number;
}

/** One statement of the proposed documents, and why it is there. */
export interface ProposedStatement {
  /** Position of its document, from 0. */
  readonly document: number;
  readonly sid: string;
  readonly effect: 'allow' | 'deny';
  /** `held`: taken over as it is, because it takes permissions away. */
  readonly reason: NeedReason | 'held';
  /** The permissions it is there for. */
  readonly permissions: readonly string[];
  /** Patterns of permissions as written; more than {@link permissions} only where {@link adds} says so. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The native condition, as the holder has it now. */
  readonly conditions?: Readonly<Record<string, unknown>>;
  /** Whether it is about every resource. */
  readonly isEverywhere: boolean;
  /** What it gives beyond the needs, for example resources that share a pattern with those used. */
  readonly adds: readonly string[];
}

/**
 * Something a reader of the proposal must know. `everywhere`: a permission is given on every resource, and why.
 * `unheld`: it was used and the held documents do not give it. `generalised`: resources became a pattern.
 * `conditional`: it is given only under the condition it is held under. `denies`: what becomes of held denies.
 * `unreadable`: a held document cannot be read in full. `unknown`: the provider knows no such permission.
 * `size`: what was done to fit, or that it cannot. `alternatives`: one of these may be enough, and the records do not tell
 * which.
 */
export interface ProposalNote {
  readonly kind:
    | 'everywhere'
    | 'unheld'
    | 'generalised'
    | 'conditional'
    | 'denies'
    | 'unreadable'
    | 'unknown'
    | 'size'
    | 'alternatives';
  /** The permissions it is about; empty when it is about the whole. */
  readonly permissions: readonly string[];
  readonly text: string;
}

/** The smallest native policy for a set of needs, within what its holder has now. */
export interface PolicyProposal {
  readonly documents: readonly ProposedDocument[];
  readonly statements: readonly ProposedStatement[];
  /** Ids of held documents that the proposal stands in for. */
  readonly replaces: readonly string[];
  /** Ids of held documents that must stay as they are. */
  readonly leaves: readonly string[];
  /** Needs that no document gives, so that they are not written, and why. */
  readonly unwritten: readonly { readonly permission: string; readonly why: string }[];
  readonly size: {
    /** Of all documents together. */
    readonly characters: number;
    /** Of one document. */
    readonly charactersMax: number;
    readonly documentsMax: number;
    /** Whether the provider would store and attach all of it. */
    readonly fits: boolean;
  };
  readonly notes: readonly ProposalNote[];
}

/** What becomes of one service's permissions. */
export interface ServiceDiff {
  readonly service: string;
  readonly removed: readonly string[];
  readonly narrowed: readonly {
    readonly permission: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
  }[];
  readonly kept: readonly string[];
  /** Not given by the held documents. */
  readonly added: readonly string[];
}

export interface PolicyDiff {
  readonly totals: {
    readonly removed: number;
    readonly narrowed: number;
    readonly kept: number;
    readonly added: number;
  };
  /** In order of name. */
  readonly services: readonly ServiceDiff[];
}

/**
 * `open`: allowed for some values of what is not known (context keys, the resource, a part of a document that
 * cannot be read).
 */
export type DeciderAnswer = 'allowed' | 'open' | 'denied';

/** A question that is asked very often. */
export interface DeciderRequest {
  readonly permission: string;
  /** As recorded; empty when the record names none. */
  readonly resource: string;
  /** Context keys that are known; all others are not. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** Decides many requests of one principal by its own documents alone. */
export interface PolicyDecider {
  decide(request: DeciderRequest): DeciderAnswer;
}

export const renderFormats = ['json', 'yaml', 'terraform', 'cloudformation', 'xml'] as const;
export type RenderFormat = (typeof renderFormats)[number];

/** Writes native policies, and judges what was written. */
export interface ProposalLanguage {
  /** What a proposal can be rendered as. */
  readonly formats: readonly RenderFormat[];
  /**
   * The smallest documents that give all needs and nothing that neither the held documents nor the needs give.
   * The order of needs, resources and held documents changes nothing, and writing the same needs for a holder of the result gives
   * the result again.
   */
  write(needs: readonly PermissionNeed[], holder: PolicyHolder, options?: WriteOptions): PolicyProposal;
  /** The proposal as text to keep in a repository; resource names cannot break out of it. */
  render(proposal: PolicyProposal, holder: PolicyHolder, format: RenderFormat): string;
  diff(holder: PolicyHolder, proposal: PolicyProposal): PolicyDiff;
  /**
   * A held document with what the way to it adds, such as where it holds, so that it can be decided by alone. Absent: as it
   * is.
   */
  inPlace?(held: HeldDocument): unknown;
  /**
   * Prepares documents, as text or as objects, for many requests of one principal.
   * Documents that cannot be read leave answers open.
   */
  compile(documents: readonly unknown[], principalId: string): PolicyDecider;
}
