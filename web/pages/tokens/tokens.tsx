import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
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

const views = [
  ['All', ''],
  ['Admin, only reads', 'level:admin used:read'],
  ['Used nothing', 'used:none'],
  ['Dormant', 'dormant:>60d'],
  ['New place', 'place:new'],
  ['No owner', 'owner:none'],
  ['High and critical', 'severity:high'],
] as const;

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
          </>
        }
      />
      <nav className="tabs" aria-label="Views">
        {views.map(([name, query]) => (
          <Link
            key={name}
            to="/tokens"
            search={(before) => ({ ...before, q: query === '' ? undefined : query })}
            aria-current={q === query ? 'page' : undefined}
            activeProps={{}}
          >
            {name}
          </Link>
        ))}
      </nav>
      <QueryLine key={q} query={q} onAsk={ask} />
      {first.isError && <Problem error={first.error} />}
      {first.data && <Facets search={first.data} query={q} onAsk={ask} />}
      {first.isPending && <Waiting text="Judging every token" />}
      {first.data && first.data.found === 0 && (
        <Empty title="No token fits">
          {counted(first.data.total, 'token')} were looked at.{' '}
          <button type="button" className="link" onClick={() => ask('')}>
            Show all
          </button>
        </Empty>
      )}
      {first.data && first.data.found > 0 && (
        <TokenTable query={q} search={first.data} columns={shown} legend={<Legend />} />
      )}
    </>
  );
}

function titleOf(search: Shapes['TokenSearch'] | undefined): string {
  if (!search) return 'Tokens';
  if (search.found === search.total) return `${counted(search.total, 'token')}, the widest gap first`;
  return `${count(search.found)} of ${counted(search.total, 'token')} ${search.found === 1 ? 'fits' : 'fit'}`;
}
