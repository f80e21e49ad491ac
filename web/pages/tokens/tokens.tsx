import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api, exportAddress, type Shapes } from '../../client/client.ts';
import { Legend } from '../../parts/evidence.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { Empty, Problem, Waiting } from '../../parts/states.tsx';
import { count, counted, span } from '../../words/format.ts';
import { Columns, chosenColumns } from './columns.tsx';
import { Facets } from './facets.tsx';
import { QueryLine } from './query-line.tsx';
import { pageSize, TokenTable } from './token-table.tsx';
import { ViewButton, Views } from './views.tsx';

/** Every token, narrowed by a query that stands in the address. */
export function Tokens() {
  const window = useWindow();
  const navigate = useNavigate();
  const { q = '', columns } = useSearch({ from: '/tokens' });
  const first = useQuery({
    queryKey: ['tokens', window, q, 0],
    queryFn: () => api.tokens(window, { q, skip: 0, limit: pageSize }),
    placeholderData: keepPreviousData,
  });
  const ask = (query: string): void =>
    void navigate({
      to: '/tokens',
      search: (before) => ({ ...before, q: query === '' ? undefined : query }),
    });
  const shown = chosenColumns(columns);
  return (
    <>
      <PageHead
        title={titleOf(first.data)}
        lede={
          first.data && `${counted(first.data.total, 'token')} in all, judged ${span(first.data.window)}.`
        }
        actions={
          <>
            <Columns
              chosen={shown}
              onChoose={(names) =>
                void navigate({ to: '/tokens', search: (before) => ({ ...before, columns: names }) })
              }
            />
            <a className="button" href={exportAddress('tokens', { q, ...window })} download>
              CSV
            </a>
            <ViewButton query={q} columns={columns} />
          </>
        }
      />
      <Views query={q} columns={columns} />
      <QueryLine key={q} query={q} onAsk={ask} />
      {first.isError && <Problem error={first.error} onAgain={() => void first.refetch()} />}
      {first.data && <Facets search={first.data} query={q} onAsk={ask} />}
      {first.isPending && <Waiting text="Judging every token" isOfFleet />}
      {first.data && first.data.found === 0 && (
        <Empty title="No token fits">
          {counted(first.data.total, 'token')} were looked at.{' '}
          <button type="button" className="link" onClick={() => ask('')}>
            Show all
          </button>
        </Empty>
      )}
      {first.data && first.data.found > 0 && (
        <TokenTable query={q} search={first.data} columns={shown} legend={<Legend />} onAsk={ask} />
      )}
    </>
  );
}

function titleOf(search: Shapes['TokenSearch'] | undefined): string {
  if (!search) return 'Tokens';
  if (search.found === search.total) {
    const order = /sort:\S/.test(search.query) ? '' : ', the widest gap first';
    return `${counted(search.total, 'token')}${order}`;
  }
  return `${count(search.found)} of ${counted(search.total, 'token')} ${search.found === 1 ? 'fits' : 'fit'}`;
}
