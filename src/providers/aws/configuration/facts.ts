import type { Place } from '../../configuration.ts';

export type HolderKind = 'role' | 'user' | 'group' | 'permission-set';

/** A policy document where it stands. Its place is that of each statement. */
export interface PlacedDocument {
  readonly name: string;
  readonly document: unknown;
  readonly path: string;
  readonly lineOfStatement: (index: number) => number;
  readonly line: number;
  /** Set where it is none of the configuration’s own. */
  readonly isForeign?: true;
}

/** A role, user or group that a configuration declares. */
export interface DeclaredHolder extends Place {
  readonly kind: HolderKind;
  /** Under which others refer to it. */
  readonly reference: string;
  /** Its name, where the configuration says. */
  readonly name: string | undefined;
  readonly trust?: PlacedDocument;
  readonly boundary?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly inline: readonly PlacedDocument[];
  /** References to managed policies. */
  readonly managed: readonly string[];
}

/** What gives a policy to a holder from outside of it. */
export type Attachment = Place & {
  readonly holderKind: HolderKind;
  readonly holder: string;
} & ({ readonly policy: string } | { readonly document: PlacedDocument });

export interface DeclaredKey extends Place {
  readonly user: string;
  readonly name: string;
}

/** A policy that a thing has of its own, or that it is closed to whoever is not named. */
export interface DeclaredResource extends Place {
  /** `bucket`, `queue`, … */
  readonly kind: string;
  /** Of the thing, as others refer to it. */
  readonly reference: string;
  readonly name: string;
  readonly document?: PlacedDocument;
  readonly isClosed?: true;
}

/** A policy of an organisation, which caps what accounts have. */
export interface DeclaredGuard {
  readonly reference: string;
  readonly name: string;
  readonly document: PlacedDocument;
  /** Where it is attached, as far as the declarations say. */
  readonly targets: readonly string[];
}

/** What the declarations of one scope say of identities and policies. */
export interface ConfigurationFacts {
  readonly holders: readonly DeclaredHolder[];
  /** Managed policies, by the reference under which others name them. */
  readonly policies: ReadonlyMap<string, PlacedDocument>;
  readonly attachments: readonly Attachment[];
  readonly keys: readonly DeclaredKey[];
  readonly resources: readonly DeclaredResource[];
  readonly guards: readonly DeclaredGuard[];
}
