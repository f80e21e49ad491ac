import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { GapBar } from '../../parts/gap-bar.tsx';
import { Owner, Score, TokenLink } from '../../parts/marks.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { count, counted, span } from '../../words/format.ts';
import { FleetBacktest } from './fleet-backtest.tsx';

/** Tokens in use whose permissions can be cut down, the widest gap first. */
const query = '-used:none unused:>0 -gap:none';
const limit = 200;

/** Where a smaller policy would take most away, and what such policies would have broken. */
export function Proposals() {
  const window = useWindow();
  const tokens = useQuery({
    queryKey: ['tokens', window, query, 'proposals'],
    queryFn: () => api.tokens(window, { q: query, skip: 0, limit }),
  });
  return (
    <Answer of={tokens} waiting="Judging every token">
      {(data) => (
        <>
          <PageHead
            title={
              data.found === 0
                ? 'No policy can be made smaller'
                : `${counted(data.found, 'token')} in use could live on a smaller policy`
            }
            lede="A proposal keeps what was used and what any sign points to, and is tried on every past call. Nothing is applied from here."
          />
          {data.found === 0 ? (
            <Empty title="Nothing to take away">
              {counted(data.total, 'token')} were looked at, {span(data.window)}.
            </Empty>
          ) : (
            <>
              <Candidates search={data} />
              <FleetBacktest />
            </>
          )}
        </>
      )}
    </Answer>
  );
}

const step = 25;

function Candidates({ search }: { readonly search: Shapes['TokenSearch'] }) {
  const [shown, setShown] = useState(step);
  return (
    <Panel
      title={`${count(search.tokens.reduce((sum, { unused }) => sum + unused, 0))} permissions could go`}
      about="by token, the widest gap first"
      isFlush
      basis={
        <>
          <span>{span(search.window)}</span>
          <span>
            {Math.min(shown, search.found)} of {count(search.found)}
          </span>
          {shown < search.tokens.length ? (
            <button type="button" className="link" onClick={() => setShown(shown + step)}>
              Show more
            </button>
          ) : (
            <Link to="/tokens" search={{ q: query }}>
              As a list of tokens
            </Link>
          )}
        </>
      }
    >
      <div className="scroll-x">
        <table>
          <thead>
            <tr>
              <th scope="col">Token</th>
              <th scope="col" className="wide-only">
                Owner
              </th>
              <th scope="col" className="num">
                Used / granted
              </th>
              <th scope="col">What is used</th>
              <th scope="col" className="wide-only">
                Gap score
              </th>
              <th scope="col">
                <span className="for-readers">Proposal</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {search.tokens.slice(0, shown).map((token) => (
              <tr key={`${token.id} ${token.principal}`}>
                <td>
                  <TokenLink id={token.id} name={token.name} />
                  <span className="sub">{token.kind.replaceAll('-', ' ')}</span>
                </td>
                <td className="wide-only">
                  <Owner owner={token.owner} />
                </td>
                <td className="num">
                  <b>{count(token.used)}</b> / {count(token.granted)}
                </td>
                <td className="bar-cell">
                  <GapBar {...token} />
                </td>
                <td className="wide-only">
                  <Score score={token.score} />
                </td>
                <td className="num">
                  <Link to="/tokens/$id" params={{ id: token.id }} hash="policy" className="button small">
                    Review
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
