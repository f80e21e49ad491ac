/** How sure the look of a token makes what it is: nothing else looks so, hardly anything does, several things do. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** A fact that may be shown. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** What a token says of itself, without asking anybody. It never holds a part that has to be kept secret. */
export interface TokenReading {
  /** Public names of this very token, by which inventories and logs may know it. */
  readonly publicIds?: readonly NamedValue[];
  /** Other spellings of these names that logs use. */
  readonly otherIds?: readonly string[];
  /** Identities it says it acts as. */
  readonly principalIds?: readonly string[];
  /** Account, organisation or tenant it belongs to. */
  readonly account?: string;
  readonly facts?: readonly NamedValue[];
  /** Names of facts in it that are not shown. */
  readonly withheld?: readonly string[];
  readonly notes?: readonly string[];
  /** UTC epoch milliseconds. */
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  /** The part that makes it a secret, where that is not all but its mark and its public names. */
  readonly secret?: string;
}

/** A check that a token carries within itself. */
export interface Checksum {
  /** What it is, for people: `CRC32, base62`. */
  readonly name: string;
  readonly holds: (value: string) => boolean;
}

/** How to take a token out of use where it was issued. */
export interface Revocation {
  /** Where to click, or what to do, in one sentence. */
  readonly where: string;
  /** Native commands; words in capitals stand for what is to be filled in. */
  readonly commands?: readonly string[];
  readonly notes?: readonly string[];
}

/** One kind of token: how it looks, what is public of it, and how it is taken out of use. */
export interface TokenFormat {
  /** Stays the same: `github-pat-classic`. */
  readonly id: string;
  /** Empty where it is nobody’s in particular. */
  readonly issuer: string;
  readonly kind: string;
  /** Whose inventory and logs may know it. */
  readonly provider?: string;
  /** The whole token, without anchors. It has to take linear time on hostile text. */
  readonly pattern: RegExp;
  /** Text that is in every such token, thus no secret; one of it is shown where the token begins with it. */
  readonly marks: readonly string[];
  readonly certainty: Certainty;
  /** Text before it, such as the name of a variable, that makes it likely. */
  readonly label?: RegExp;
  /** Too much else has this form to offer it where nothing names it. */
  readonly needsLabel?: boolean;
  /** It only names a credential, and opens nothing. */
  readonly isPublic?: boolean;
  readonly checksum?: Checksum;
  /** The provider’s logs name it by this hash of its value. */
  readonly hash?: 'sha256-base64';
  /** @returns undefined when it turns out not to be of this format. */
  readonly read?: (value: string) => TokenReading | undefined;
  /** What of it is public, for people. */
  readonly publicPart: string;
  readonly revoke: Revocation;
  /** The issuer’s page about it. */
  readonly source: string;
}
