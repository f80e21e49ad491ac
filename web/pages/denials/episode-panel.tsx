import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { TokenLink } from '../../parts/marks.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted, minute, shortId } from '../../words/format.ts';

/** What tokens did that looks like somebody else's doing. */
export function EpisodePanel({ episodes }: { readonly episodes: readonly Shapes['Episode'][] }) {
  if (episodes.length === 0) return null;
  return (
    <Panel
      title={`${counted(episodes.length, 'stretch', 'stretches')} of calls ${episodes.length === 1 ? 'looks' : 'look'} like somebody else’s doing`}
      isFlush
      basis={<span>no policy is derived from what only they used, unless a person accepts them</span>}
    >
      <ul className="list">
        {episodes.map((episode) => (
          <li key={episode.id}>
            <p className="break">
              <TokenLink id={episode.token || episode.principal} name={shortId(episode.principal)} />{' '}
              <span className="soft">
                {minute(episode.from)} – {minute(episode.to)} UTC, {counted(episode.calls, 'call')},{' '}
                {count(episode.refused)} refused
              </span>
            </p>
            <p className="soft break">
              <Foreign text={`${episode.places.join(', ')}; ${episode.agents.join(', ')}`} />
            </p>
            <ul className="signs">
              {episode.signs.map((sign) => (
                <li key={sign.sign}>
                  <Foreign text={sign.text} /> <span className="faint">+{sign.points}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
