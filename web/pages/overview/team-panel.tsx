import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Owner, Score } from '../../parts/marks.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted } from '../../words/format.ts';

const shownMax = 9;

/** Who answers for how wide a gap. */
export function TeamPanel({ overview }: { readonly overview: Shapes['Overview'] }) {
  const { teams } = overview;
  const orphans = teams.find(({ id }) => id === '')?.tokens ?? 0;
  return (
    <Panel
      span={4}
      title={
        orphans === 0
          ? 'Every token has an owner'
          : `${counted(orphans, 'token')} ${orphans === 1 ? 'has' : 'have'} no owner`
      }
      isFlush
      basis={
        <>
          <span>
            {Math.min(shownMax, teams.length)} of {counted(teams.length, 'owner')}, widest first
          </span>
          <Link to="/tokens" search={{ q: 'owner:none' }}>
            Without owner
          </Link>
        </>
      }
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Owner</th>
            <th scope="col" className="num">
              Tokens
            </th>
            <th scope="col">Gap score</th>
          </tr>
        </thead>
        <tbody>
          {teams.slice(0, shownMax).map((team) => (
            <tr key={team.id}>
              <td className="break">
                <Link
                  to="/tokens"
                  search={{ q: team.id === '' ? 'owner:none' : `owner:"${team.id}"` }}
                  className="plain-link"
                >
                  <Owner owner={team.id === '' ? null : team.id} />
                </Link>
              </td>
              <td className="num">{count(team.tokens)}</td>
              <td>
                <Score score={team.score} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
