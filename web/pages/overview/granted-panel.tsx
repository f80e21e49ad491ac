import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Legend } from '../../parts/evidence.tsx';
import { GapBar } from '../../parts/gap-bar.tsx';
import { Score } from '../../parts/marks.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, percent, providerTitle, span } from '../../words/format.ts';

/** What is granted, by what became of it, and by provider. */
export function GrantedPanel({ overview }: { readonly overview: Shapes['Overview'] }) {
  const { fleet, providers, sources, window } = overview;
  return (
    <Panel
      span={7}
      title={`Granted ${count(fleet.granted)}: ${percent(fleet.unused, fleet.granted)} never used`}
      aside={<Legend />}
      basis={
        <>
          <span>{span(window)}</span>
          <span>{count(sources.reduce((sum, { calls }) => sum + calls, 0))} calls</span>
          <span>unknown is never counted as unused</span>
          <Link to="/tokens">Every token</Link>
        </>
      }
    >
      <GapBar {...fleet} isTall />
      <div className="thirds">
        <span>
          <b>{count(fleet.used)}</b> used, {percent(fleet.used, fleet.granted)}
        </span>
        <span>
          <b>{count(fleet.unused)}</b> unused, {percent(fleet.unused, fleet.granted)}
        </span>
        <span>
          <b>{count(fleet.unknown)}</b> unknown, {percent(fleet.unknown, fleet.granted)}
        </span>
      </div>
      <div className="bleed scroll-x">
        <table>
          <thead>
            <tr>
              <th scope="col">Provider</th>
              <th scope="col" className="num">
                Tokens
              </th>
              <th scope="col" className="num wide-only">
                Granted
              </th>
              <th scope="col">What is used</th>
              <th scope="col" className="num wide-only">
                Used
              </th>
              <th scope="col">Gap score</th>
            </tr>
          </thead>
          <tbody>
            {providers.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to="/tokens" search={{ q: `provider:${row.id}` }} className="name-link">
                    {providerTitle(row.id)}
                  </Link>
                </td>
                <td className="num">{count(row.tokens)}</td>
                <td className="num wide-only">{count(row.granted)}</td>
                <td className="bar-cell">
                  <GapBar {...row} />
                </td>
                <td className="num wide-only">{percent(row.used, row.granted)}</td>
                <td>
                  <Score score={row.score} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
