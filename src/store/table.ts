/** One column; the comment becomes part of the schema in the engine. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
  readonly default?: string;
  readonly codec?: string;
}

/**
 * One table, written once and rendered for each shape of store.
 * `engine` is the MergeTree family member without `Replicated`; `shardBy` is the expression that keeps
 * rows which are read together on one shard.
 */
export interface Table {
  readonly name: string;
  readonly comment: string;
  readonly engine: 'MergeTree' | 'ReplacingMergeTree' | 'Null';
  /** Argument of `ReplacingMergeTree`: of rows with equal keys the one with the greatest version stays. */
  readonly version?: string;
  readonly columns: readonly Column[];
  readonly partitionBy?: string;
  readonly orderBy?: readonly string[];
  readonly shardBy?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Its rows vouch for rows elsewhere: they reach the disk after those, not only the operating system. */
  readonly isDurable?: boolean;
}

/** A standing query that splits rows inserted into `from` into the table `to`. */
export interface View {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Columns of `to` and the expression over `from` that fills each. */
  readonly columns: Readonly<Record<string, string>>;
  readonly where: string;
  readonly groupBy?: readonly string[];
}

/** A table that is derived from others, week by week. */
export interface Rebuild {
  /** Name of the table without its version, for example `usage`. */
  readonly what: string;
  /** The INSERT that fills its stage with the weeks. */
  readonly insert: string;
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
  /** How many statements fill the stage: each is told `{parts: UInt32}` and which of them it is, `{part: UInt32}` from 0. */
  readonly parts?: number;
}

/** One step of the schema. A step that has been released is never edited; a changed shape is a new step. */
export interface Migration {
  readonly id: string;
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  /** Tables that gained columns since an earlier step; a store that is new has them from the beginning. */
  readonly widened?: readonly { readonly table: Table; readonly columns: readonly string[] }[];
  /** Tables that take the place of others of the same columns, with what these hold. */
  readonly copies?: readonly { readonly from: Table; readonly into: Table }[];
  /** What fills new tables from what the store holds already. */
  readonly fills?: readonly Rebuild[];
}
