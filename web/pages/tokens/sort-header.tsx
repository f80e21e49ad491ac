import { termsOf } from './terms.ts';

interface SortHeaderProps {
  readonly title: string;
  readonly column?: string;
  /** What `sort:` calls it; without one it cannot be sorted by. */
  readonly order: string | undefined;
  readonly query: string;
  readonly onAsk: (query: string) => void;
}

/** The head of a column; pressed, it sorts by it, which stands in the query like everything else. */
export function SortHeader({ title, column, order, query, onAsk }: SortHeaderProps) {
  const terms = termsOf(query);
  const current = terms.find((term) => term.startsWith('sort:'))?.slice('sort:'.length) ?? 'gap';
  const isSorted = order === current;
  const sort = (): void => {
    const rest = terms.filter((term) => !term.startsWith('sort:'));
    onAsk([...rest, ...(order === 'gap' ? [] : [`sort:${order}`])].join(' '));
  };
  return (
    <span
      role="columnheader"
      data-column={column}
      aria-sort={isSorted ? (order === 'name' ? 'ascending' : 'descending') : undefined}
    >
      {order === undefined ? (
        title
      ) : (
        <button type="button" className="sort" onClick={sort}>
          {title}
          {isSorted && <span aria-hidden="true">{order === 'name' ? ' ↑' : ' ↓'}</span>}
        </button>
      )}
    </span>
  );
}
