import type { Column, Table, View } from './table.ts';

/**
 * The three shapes a store can have. `cluster` puts a `Distributed` table in front of a local one on
 * every shard; `isReplicated` makes the local ones `Replicated…` (needs Keeper and macros).
 * `hasQueue` says that the cluster carries schema changes to its nodes itself (`ON CLUSTER`, needs Keeper);
 * without it every node is told in turn.
 */
export type Shape =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'server' }
  | {
      readonly kind: 'cluster';
      readonly cluster: string;
      readonly database: string;
      readonly isReplicated: boolean;
      readonly hasQueue: boolean;
    };

/** Name of the table that physically holds the rows of `table` on each node. */
export function localName(table: string, shape: Shape): string {
  return shape.kind === 'cluster' ? `${table}_local` : table;
}

/** The statements that create one table in the given shape, in order. */
export function renderTable(table: Table, shape: Shape): readonly string[] {
  // A Null table keeps nothing: each node splits what it receives itself.
  if (shape.kind !== 'cluster' || table.engine === 'Null') return [localTable(table, table.name, shape)];
  const local = localName(table.name, shape);
  const distributed = [
    `CREATE TABLE IF NOT EXISTS ${table.name}${onCluster(shape)} AS ${local}`,
    `ENGINE = Distributed(${[quote(shape.cluster), quote(shape.database), local, table.shardBy ?? 'rand()'].join(', ')})`,
    `COMMENT ${quote(table.comment)}`,
  ];
  return [localTable(table, local, shape), distributed.join('\n')];
}

/** The statements that add columns to a table of an earlier step, in order; `columns` are of its present definition. */
export function renderWidening(table: Table, columns: readonly string[], shape: Shape): readonly string[] {
  const names = [...new Set([localName(table.name, shape), table.name])];
  const added = table.columns.filter(({ name }) => columns.includes(name));
  return names.flatMap((name) =>
    added.map(
      (column) => `ALTER TABLE ${name}${onCluster(shape)} ADD COLUMN IF NOT EXISTS ${renderColumn(column)}`,
    ),
  );
}

/** The statement that creates one view in the given shape. */
export function renderView(view: View, shape: Shape): string {
  const columns = Object.entries(view.columns).map(([name, expression]) => `  ${expression} AS ${name}`);
  return [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${view.name}${onCluster(shape)} TO ${view.to} AS`,
    'SELECT',
    columns.join(',\n'),
    `FROM ${view.from}`,
    `WHERE ${view.where}`,
    ...(view.groupBy ? [`GROUP BY ${view.groupBy.join(', ')}`] : []),
    `COMMENT ${quote(`Splits ${view.from} into ${view.to}.`)}`,
  ].join('\n');
}

export function onCluster(shape: Shape): string {
  return shape.kind === 'cluster' && shape.hasQueue ? ` ON CLUSTER ${quote(shape.cluster)}` : '';
}

export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function localTable(table: Table, name: string, shape: Shape): string {
  const settings = Object.entries(table.settings ?? {}).map(([key, value]) => `${key} = ${value}`);
  return [
    `CREATE TABLE IF NOT EXISTS ${name}${onCluster(shape)}`,
    '(',
    table.columns.map((column) => `  ${renderColumn(column)}`).join(',\n'),
    ')',
    `ENGINE = ${engine(table, shape)}`,
    ...(table.partitionBy ? [`PARTITION BY ${table.partitionBy}`] : []),
    ...(table.orderBy ? [`ORDER BY (${table.orderBy.join(', ')})`] : []),
    ...(settings.length > 0 ? [`SETTINGS ${settings.join(', ')}`] : []),
    `COMMENT ${quote(table.comment)}`,
  ].join('\n');
}

function engine(table: Table, shape: Shape): string {
  if (table.engine === 'Null') return 'Null';
  const version = table.version ? [table.version] : [];
  if (shape.kind === 'cluster' && shape.isReplicated) {
    const replica = [quote(`/scopelight/${shape.database}/{shard}/${table.name}`), quote('{replica}')];
    return `Replicated${table.engine}(${[...replica, ...version].join(', ')})`;
  }
  return `${table.engine}(${version.join(', ')})`;
}

function renderColumn(column: Column): string {
  return [
    column.name,
    column.type,
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default}`]),
    `COMMENT ${quote(column.comment)}`,
    ...(column.codec ? [`CODEC(${column.codec})`] : []),
  ].join(' ');
}
