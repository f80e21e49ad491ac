import type { Load } from './store.ts';

type Columns = Pick<Load, 'columns'>;

/** Gives the columns of a source of raw lines as a SELECT names them. */
export function columnsOf({ columns = ['line'] }: Columns): string {
  return columns.join(', ');
}

/** Gives the structure of a source of raw lines as the engine declares it. */
export function structureOf({ columns = ['line'] }: Columns): string {
  return columns.map((column) => `${column} String`).join(', ');
}

/**
 * Gives the settings under which tables with other columns than those asked for are read all the same. A row that has fewer or
 * more than its own table is damaged.
 */
export function formatSettings({ format }: Pick<Load, 'format'>): Readonly<Record<string, number>> {
  if (format !== 'CSVWithNames') return {};
  return {
    input_format_with_names_use_header: 1,
    input_format_skip_unknown_fields: 1,
    input_format_csv_skip_trailing_empty_lines: 1,
  };
}
