import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useWidth } from '../../app/use-width.ts';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { count, span } from '../../words/format.ts';
import { type ColumnName, columnOrder, columnTemplate, columnTitle, fittingColumns } from './columns.tsx';
import { PickedBar } from './picked-bar.tsx';
import { SortHeader } from './sort-header.tsx';
import { TokenCells } from './token-cells.tsx';

export const pageSize = 100;
const rowHeight = 47;

interface TokenTableProps {
  readonly query: string;
  readonly search: Shapes['TokenSearch'];
  readonly columns: readonly ColumnName[];
  readonly legend: ReactNode;
  readonly onAsk: (query: string) => void;
}

/** All found tokens as rows, however many: only those in sight are drawn, and asked for by the hundred. */
export function TokenTable({ query, search, columns: chosenColumns, legend, onAsk }: TokenTableProps) {
  const panel = useRef<HTMLElement>(null);
  const columns = fittingColumns(chosenColumns, useWidth(panel) || Number.POSITIVE_INFINITY);
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [chosen, setChosen] = useState<number>();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  useLayoutEffect(() => setTop(body.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: search.found,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
  });
  const visible = rows.getVirtualItems();
  const tokenAt = usePages(
    query,
    search,
    visible.map(({ index }) => index),
  );
  const open = useOpen();
  const move = (step: number): void => {
    const next = Math.min(search.found - 1, Math.max(0, (chosen ?? -1) + step));
    setChosen(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const pick = (id: string | undefined): void => {
    if (id === undefined) return;
    setPicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => pick(tokenAt(chosen ?? -1)?.id),
    Enter: () => open(tokenAt(chosen ?? -1)),
  });
  useEffect(() => {
    // Another query has other rows.
    if (query !== undefined) setChosen(undefined);
  }, [query]);
  const template = columnTemplate(columns);
  return (
    <section ref={panel} className="panel token-list" aria-label="Tokens found">
      {picked.size > 0 && <PickedBar ids={[...picked]} onClear={() => setPicked(new Set())} />}
      <div className="token-grid" role="table" aria-rowcount={search.found + 1} aria-label="Tokens">
        <div role="rowgroup">
          <div
            role="row"
            className="token-row token-head"
            style={{ gridTemplateColumns: template }}
            aria-rowindex={1}
          >
            <span role="columnheader">
              <span className="for-readers">Chosen</span>
            </span>
            <SortHeader order="name" title="Token" query={query} onAsk={onAsk} />
            {columns.map((name) => (
              <SortHeader
                key={name}
                column={name}
                order={columnOrder(name)}
                title={columnTitle(name)}
                query={query}
                onAsk={onAsk}
              />
            ))}
          </div>
        </div>
        <div ref={body} role="rowgroup" className="token-rows" style={{ height: rows.getTotalSize() }}>
          {visible.map(({ index, start }) => {
            const token = tokenAt(index);
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                className={index === chosen ? 'token-row chosen' : 'token-row'}
                style={{ gridTemplateColumns: template, transform: `translateY(${start - top}px)` }}
              >
                {token ? (
                  <TokenCells
                    token={token}
                    columns={columns}
                    isPicked={picked.has(token.id)}
                    onPick={() => pick(token.id)}
                  />
                ) : (
                  <span role="cell">
                    <span className="for-readers">on its way</span>
                    <span className="skeleton" />
                  </span>
                )}
              </div>
            );
          })}
        </div>
      </div>
      <div className="basis">
        <span>{span(search.window)}</span>
        <span>{count(search.found)} rows</span>
        <span className="wide-only">j k move, x chooses, Enter opens</span>
        {legend}
      </div>
    </section>
  );
}

/** Gives the token of a row once its page is there; pages of the rows in sight are asked for. */
function usePages(query: string, search: Shapes['TokenSearch'], indexes: readonly number[]) {
  const window = useWindow();
  const pages = [...new Set(indexes.map((index) => Math.floor(index / pageSize)))];
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['tokens', window, query, page * pageSize],
      queryFn: () => api.tokens(window, { q: query, skip: page * pageSize, limit: pageSize }),
    })),
  });
  const byPage = new Map(pages.map((page, at) => [page, answers[at]?.data?.tokens]));
  return (index: number) =>
    (byPage.get(Math.floor(index / pageSize)) ?? (index < pageSize ? search.tokens : undefined))?.[
      index % pageSize
    ];
}

function useOpen() {
  const navigate = useNavigate();
  return (token: { readonly id: string } | undefined): void => {
    if (token) void navigate({ to: '/tokens/$id', params: { id: token.id } });
  };
}
