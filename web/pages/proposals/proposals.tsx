import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { GapBar } from '../../parts/gap-bar.tsx';
import { Owner, Score, TokenLink } from '../../parts/marks.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { count, counted, span } from '../../words/format.ts';
import { ComparePanel } from './compare-panel.tsx';
import { FleetBacktest } from './fleet-backtest.tsx';

/** Tokens in use whose permissions can be cut down, the widest gap first. */
const query = '-used:none unused:>0 -gap:none';
const limit = 200;
/** Each costs a replay of its past calls, three times. */
const comparedMax = 12;
const comparedFirst = 5;

/** Where a smaller policy would take most away, and what such policies would have broken. */
export function Proposals() {
  const window = useWindow();
  const { ids } = useSearch({ from: '/proposals' });
  const tokens = useQuery({
    queryKey: ['tokens', window, query, 'proposals'],
    queryFn: () => api.tokens(window, { q: query, skip: 0, limit }),
  });
  return (
    <Answer of={tokens} isPage isOfFleet waiting="Judging every token">
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
              <Compared ids={ids?.split(',').slice(0, comparedMax)} tokens={data.tokens} />
              <Candidates search={data} />
              <FleetBacktest />
            </>
          )}
        </>
      )}
    </Answer>
  );
}

interface ComparedProps {
  /** Those that the address names. */
  readonly ids: readonly string[] | undefined;
  readonly tokens: Shapes['TokenSearch']['tokens'];
}

/** Proposals side by side: of the tokens that were chosen, or of those with the widest gap once that is asked for. */
function Compared({ ids, tokens }: ComparedProps) {
  if (ids) return <ComparePanel ids={ids} names={new Map(tokens.map(({ id, name }) => [id, name]))} />;
  const usual = tokens.slice(0, comparedFirst).map(({ id }) => id);
  return (
    <Panel
      title="What would each choice take away?"
      basis={
        <span>tokens to compare are chosen in the list of tokens, too: up to {comparedMax} at once</span>
      }
    >
      <p className="soft">
        A policy can keep what was used alone, what was asked for in vain too, or all that nothing can tell.
      </p>
      <p className="after">
        <Link to="/proposals" search={{ ids: usual.join(',') }} className="button primary">
          Compare the {counted(usual.length, 'widest gap')}
        </Link>
      </p>
    </Panel>
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
              <th scope="col" className="wide-only">
                What is used
              </th>
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
                <td className="bar-cell wide-only">
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
