import type { Remarks } from '../../shared/inventory/remarks.ts';

/** What a document of an AWS inventory holds. */
export type InventoryKind =
  | 'authorization-details'
  | 'users'
  | 'roles'
  | 'credentials'
  | 'access-key-last-used'
  | 'login-profile'
  | 'credential-report'
  | 'service-last-accessed'
  | 'policies'
  | 'policy-version'
  | 'policy-document'
  | 'organisation-policies'
  | 'organisation-policy'
  | 'policy-targets'
  | 'organisation-tree'
  | 'pod-identities'
  | 'trails'
  | 'event-selectors'
  | 'trail-status';

export type Body = Readonly<Record<string, unknown>>;

/** Where a fact was read. */
export interface Origin {
  readonly path: string;
  /** Place inside the file, for example `$[2].data`. */
  readonly place: string;
  /** When the fact held, UTC epoch milliseconds. */
  readonly takenAt: number;
  /** Identifiers that stand around the document (wrapper fields, file name), nearest first. */
  readonly labels: readonly string[];
}

/** One recognised document of an inventory file. */
export interface InventoryDocument {
  readonly kind: InventoryKind;
  readonly body: Body;
  readonly origin: Origin;
}

/** What every reader is given beside the document. */
export interface ReadContext {
  readonly remarks: Remarks;
}

/** Facts in the order in which they were exported, so that a later one can replace an earlier one. */
export function oldestFirst<T extends { readonly origin: Origin }>(facts: readonly T[]): readonly T[] {
  return [...facts].sort((a, b) => a.origin.takenAt - b.origin.takenAt);
}
