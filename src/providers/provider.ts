import type { CapabilityTable, Escalation } from '../model/capability.ts';
import type { InventoryRead } from '../model/inventory.ts';
import type { Lookup, Operation, Permission } from '../model/permission.ts';
import type { PolicyHolder, PolicyProposal, ProposalLanguage } from '../model/policy-proposal.ts';
import type { PolicyLanguage } from '../model/policy-question.ts';
import type { TokenFormat } from '../model/token-format.ts';
import type { Collector } from './collector.ts';
import type { ConfigurationReader } from './configuration.ts';

/** What a file turns out to be, judged by its first bytes. */
export type Recognised =
  | { readonly kind: 'calls'; readonly envelope: string }
  | {
      readonly kind: 'inventory';
      readonly envelope: string;
      /** What its path says that its content does not: files that are alike but for it are different ones. */
      readonly address?: string;
    }
  /** A file of this provider’s that holds no calls by design, and why. */
  | { readonly kind: 'ignored'; readonly reason: string };

/** What is shown of a file to recognise it. */
export interface FileHead {
  readonly path: string;
  /** The first characters of its content, at most 64 Ki. */
  readonly text: string;
  /** Size of the file as found, in bytes. */
  readonly bytes: number;
  readonly isCompressed: boolean;
}

/** Gives an operation’s permissions to the engine, which maps by exact source and name. */
export interface OperationRow extends Operation {
  readonly permissions: readonly string[];
  readonly basis: Lookup['basis'];
  /** Kind of recording, where it is a data event. */
  readonly category: string;
  /** Whether its parameters can hand a role to a service. */
  readonly passesRole: boolean;
  /** Where logs do not name it: what its requests look like, each parameter as `{}`: `GET /v1/orders/{}`. */
  readonly forms?: readonly string[];
  /** The same as a regular expression, where forms cannot say it. */
  readonly pattern?: string;
}

/** Every permission a provider knows, and which operation needs which. */
export interface Catalogue {
  permissions(): readonly Permission[];
  find(name: string): Permission | undefined;
  lookup(operation: Operation): Lookup;
  operations(): readonly OperationRow[];
  /**
   * Permissions that a call may need beside the one it is recorded under, by that one: while it is used, silence
   * about its companions proves nothing.
   */
  companions(): ReadonlyMap<string, readonly string[]>;
  /**
   * Permissions of which a call that is counted for all of them needed one only, by each of them. Absent: what a call
   * is counted for, it needed.
   */
  alternatives?(): ReadonlyMap<string, readonly string[]>;
  /** Permissions that every system of the kind has, where some are of what only some systems serve. Absent: all. */
  common?(): readonly Permission[];
}

/** Turns raw records into calls, inside the engine. */
export interface CallReader {
  /** Raw lines are whole JSON values, or lines of text. */
  readonly format: 'JSONAsString' | 'LineAsString';
  /**
   * Columns that are read of files whose first line names them (CSV), by their envelope. A row that only this program
   * can read, because its file is damaged, comes as a JSON object of the same names, in `anyEnvelope`.
   */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  /** Envelopes of files that are lines of text, where {@link format} is JSON; in `anyEnvelope`, such lines may come among JSON. */
  readonly texts?: readonly string[];
  /**
   * One SELECT over a source of `(line String, file_id UInt64)`, or of a table’s columns and `file_id`, that gives the columns of `loads_v1` but
   * `load_id`, in any order. It reads `operations_v1` and `permissions_v1` and takes the parameter `now`
   * (epoch seconds), beyond which a record’s time is not believed.
   */
  select(source: string, envelope: string): string;
  /** The envelope to try when a file turns out not to be wrapped as its beginning promised. */
  readonly anyEnvelope: string;
}

/** A document that tells of permissions, as the store remembers it. */
export interface CatalogueDocument {
  /** A later document of the same id stands in its place. */
  readonly id: string;
  readonly text: string;
  /** When it was exported, UTC epoch milliseconds. */
  readonly observedAt: number;
}

/** Permissions that are not known beforehand: they come from documents that are loaded like inventories. */
export interface LearnedCatalogue {
  /** What those among exported files tell that speak of permissions; all others are passed over. */
  documentsOf(files: readonly InventoryFile[], observedAt: number): readonly CatalogueDocument[];
  /**
   * Takes documents for all that is known, in place of what was. It is known to the whole process: one holds one store.
   * @param ids the numbers that permissions were given before; they keep them
   */
  learn(documents: readonly CatalogueDocument[], ids: ReadonlyMap<string, number>): void;
}

/** The text of one exported file. */
export interface InventoryFile {
  readonly path: string;
  readonly text: string;
  /** When it was exported, UTC epoch milliseconds. */
  readonly observedAt?: number;
  /** The account that whoever loads it says it is of, for what does not say so itself. */
  readonly account?: string;
}

/** What calls tell of what their token held: in calls of a token, `session` then says what. */
export interface HeldAtUse {
  readonly tokenId: string;
  readonly tokenKind: string;
  readonly principalId: string;
  readonly account: string;
  readonly session: string;
  /** First and last call that says so, and first record of the log; UTC epoch milliseconds. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly logBegin: number;
  /** The time that what is read of it is to carry: exported inventories count more. */
  readonly observedAt: number;
}

export interface InventoryReader {
  /** Reads what calls of tokens of some kinds tell of what these held. */
  readonly atUse?: {
    readonly kinds: readonly string[];
    read(
      uses: readonly HeldAtUse[],
    ): Pick<InventoryRead, 'roles' | 'grants' | 'effective'> & Partial<Pick<InventoryRead, 'lastAccessed'>>;
  };
  /**
   * Set where grants may lie on tokens themselves: a principal of which nothing is known to be granted then says nothing
   * of what its tokens may do.
   */
  readonly hasTokenGrants?: true;
  /**
   * Set where what is damaged says itself whose grants it may have told of. Elsewhere more may be granted to everybody than
   * was read, once something of an export could not be.
   */
  readonly placesDamage?: true;
  /** Reads any mix of exported files; what cannot be read is among the problems. */
  read(files: readonly InventoryFile[], observedAt: number): InventoryRead;
}

/** A token to be taken out of use. */
export interface RetirementSubject {
  readonly id: string;
  readonly kind: string;
  readonly principalId: string;
  /** Account that the token was met in, where its commands need it. */
  readonly account?: string;
}

/** Native commands that take a token out of use, in the order to run them. Nobody runs them unasked. */
export interface Retirement {
  /** Switches it off so that it can be switched on again; none where its kind has no such switch. */
  readonly quarantine: readonly string[];
  /** Undoes the quarantine. */
  readonly rollback: readonly string[];
  /** Takes it away for good, once the quarantine has proved harmless. */
  readonly revoke: readonly string[];
  /** What else stops, what cannot be undone, and what has to be done by hand. */
  readonly notes: readonly string[];
}

/** Native commands that act on tokens. They are shown, never run unasked. */
export interface Remedy {
  retire(token: RetirementSubject): Retirement;
  /** Commands that keep a principal from using permissions, whatever gives them; absent where a provider has no such thing. */
  withhold?(
    principalId: string,
    permissions: readonly string[],
  ): {
    readonly apply: readonly string[];
    readonly rollback: readonly string[];
    readonly notes: readonly string[];
  };
  /** Commands that give a proposal to its holder and take away what it replaces, in order, and those that undo it. */
  apply?(
    proposal: PolicyProposal,
    holder: PolicyHolder,
  ): {
    readonly apply: readonly string[];
    readonly rollback: readonly string[];
    readonly notes: readonly string[];
  };
}

/** An identity as another system names it. */
export interface OutsideName {
  /** The name under which that system is trusted: host and path of an issuer, id of a registered one. */
  readonly issuer: string;
  readonly subject: string;
}

/** How some principals of a provider appear at systems that trust it. Names are patterns: `*` is any text, `?` one character. */
export interface Presentation {
  /** Under which names the issuer is trusted elsewhere. */
  readonly issuer: string;
  /** Kind of the principals that present themselves so. */
  readonly kind: string;
  /** Whether `subjects` and `principals` speak of ids (by default) or of names, where ids say nothing to others. */
  readonly by?: 'id' | 'name';
  /** The subjects under which a principal presents itself; undefined when it does not. */
  subjects(principal: string): string | undefined;
  /** The principals that may present one of these subjects; undefined when none can. */
  principals(subjects: string): string | undefined;
  /** What a match leaves open, in words. */
  readonly caveat?: string;
  /** A subject that anybody in the world could present, where the issuer vouches for whoever signs up. */
  readonly stranger?: string;
}

/** A permission by which its holder becomes somebody else: makes a credential for it, changes who is let in, runs as it. */
export interface Takeover {
  readonly permission: string;
  /** Kinds of the principals that can be become, in the accounts in which it is granted. */
  readonly kinds: readonly string[];
  /** Set where only those can be become that let a service of the provider in. */
  readonly throughService?: true;
  /** What its holder does, in words: `makes an access key`. */
  readonly does: string;
  /** The principal as resources of grants of its account name it. */
  resourceOf(principalId: string, account: string): string;
}

/** Secrets that identities of a provider read, and the acts by which these are set. */
export interface SecretKeeping {
  /** Kind of the principals that read them. */
  readonly kind: string;
  /** Operations, as calls name them. */
  readonly operations: readonly string[];
  /** Who reads what is set on a resource, and the resource that one reads. */
  readerOf(resource: string): string;
  resourceOf(principalId: string): string;
}

/** How identities of a provider and of other systems become one another. Everything in it may be left out. */
export interface IdentityLinks {
  readonly presents?: readonly Presentation[];
  /** Reads an identity of another system out of a principal that the provider’s calls name. */
  outsider?(principalId: string): OutsideName | undefined;
  readonly takeovers?: readonly Takeover[];
  readonly secrets?: SecretKeeping;
  /** What credentials of another system look like (`LIKE`) that its calls name as those they were made with. */
  readonly borrows?: string;
}

/** What stands for an account where neither logs nor exports name theirs, so that whoever loads them has to. */
export interface AccountNaming {
  /** What one is called, in words: `cluster`. */
  readonly word: string;
  /** The account that records and exports without a name are taken to be of; none where there are several, by kind. */
  readonly unnamed?: string;
  /** Set where two accounts may use one id for two things: a name is then part of every id. */
  readonly hasLocalIds?: true;
  /** Ids of roles that every account makes for itself when it is set up: their dates tell accounts apart. */
  readonly bornWith?: readonly string[];
}

/** A system that issues tokens and logs calls. */
export interface Provider {
  readonly id: string;
  readonly title: string;
  readonly catalogue: Catalogue;
  /** What its permissions are good for in wrong hands; where this is absent, levels alone tell. */
  readonly capabilities?: CapabilityTable;
  /** Set where the catalogue follows from documents that are loaded. */
  readonly learned?: LearnedCatalogue;
  /** Ways to more access than was given. */
  readonly escalations?: readonly Escalation[];
  readonly calls: CallReader;
  readonly inventory: InventoryReader;
  /** Absent where logs and exports name the account they are of. */
  readonly naming?: AccountNaming;
  /** *May this call pass?*, by native policy documents. */
  readonly policy: PolicyLanguage;
  /** Absent: its policies can be asked about and not written. */
  readonly proposals?: ProposalLanguage;
  readonly remedy: Remedy;
  /** How its live system is asked; absent where only exported files are read. */
  readonly collector?: Collector;
  /** How its identities and those of others become one another. */
  readonly links?: IdentityLinks;
  /** What files of a configuration give to whom. */
  readonly configuration?: ConfigurationReader;
  /** Whether a principal comes with a thing and not from somebody, so that nobody need answer for it. Absent: none does. */
  readonly isOwnerless?: (principal: { readonly id: string; readonly kind: string }) => boolean;
  /** How its tokens look, and what can be read off them. */
  readonly tokens?: { readonly formats: readonly TokenFormat[] };
  /** @returns undefined when the file is not this provider’s. */
  recognise(head: FileHead): Recognised | undefined;
}
