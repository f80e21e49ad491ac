/** What a permission lets its holder do; `permissions` means it can change access itself. */
export const levels = ['list', 'read', 'write', 'tag', 'permissions'] as const;
export type Level = (typeof levels)[number];

/**
 * Whether a source would write a record of a call that needs this permission.
 * `always`: recorded by default. `data`: only while data events for {@link Permission.dataKind} are on.
 * `shown`: as the source’s settings say for {@link Permission.dataKind}; where they are not known, while records of that kind,
 * whoever made the calls, show that it is recorded.
 * `never`: no record exists whatever is switched on (for example `iam:PassRole`).
 */
export type Recorded = 'always' | 'data' | 'shown' | 'never';

/** A provider's unit of access, as its catalogue describes it. */
export interface Permission {
  /** Stable number within the provider, from 1; never reused, so that stored bitmaps stay true. */
  readonly id: number;
  /** Canonical spelling, for example `s3:GetObject`. Unique within a provider. */
  readonly name: string;
  readonly service: string;
  readonly level: Level;
  /** Kinds of resource the permission can be limited to; empty when it only applies to everything. */
  readonly resourceKinds: readonly string[];
  readonly recorded: Recorded;
  /** Which kind of recording it is found in, for example `AWS::S3::Object`; only with `data` and `shown`. */
  readonly dataKind?: string;
  /** Further such kinds: its silence tells something only while all of them are recorded. */
  readonly alsoKinds?: readonly string[];
}

/** How sure an operation → permission answer is. */
export type LookupBasis = 'named' | 'mapped' | 'none' | 'unknown';

/** One logged operation: who logs it and how it is called there. */
export interface Operation {
  readonly source: string;
  readonly name: string;
}

/**
 * Which permissions an operation needs.
 * `named`: the operation has the permission's name. `mapped`: our table says so.
 * `none`: it needs no permission. `unknown`: we cannot tell, and `permissions` is empty.
 */
export interface Lookup {
  /** A recorded call is counted for each of these. */
  readonly permissions: readonly string[];
  readonly basis: LookupBasis;
  /**
   * Sets of permissions of which any one may have been enough, where the provider’s facts leave more than one or it
   * depends on the request; a lone set is not listed.
   */
  readonly alternatives?: readonly (readonly string[])[];
}
