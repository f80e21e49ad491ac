import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { counted, providerTitle } from '../../words/format.ts';

const shown = 8;
/** Long-lived secrets with power over access: what an attacker who finds one would ask first. */
const worst = '-kind:session level:admin status:active';

/** Where a look is worth most, for whoever has no name in mind. */
export function StartPanel() {
  const window = useWindow();
  const tokens = useQuery({
    queryKey: ['tokens', window, worst, shown],
    queryFn: () => api.tokens(window, { q: worst, skip: 0, limit: shown }),
  });
  return (
    <Answer of={tokens} isOfFleet waiting="Looking for where to begin">
      {({ tokens: found, found: all }) => (
        <Panel
          title={
            all === 0
              ? 'No long-lived token can change access'
              : `${counted(all, 'long-lived token')} can change access: what if one leaks?`
          }
          isFlush
          basis={
            <>
              <span>keys and tokens, no sessions, the widest gap first</span>
              <Link to="/tokens" search={{ q: worst }}>
                All of them
              </Link>
            </>
          }
        >
          {found.length === 0 ? (
            <Empty title="Begin with any name above" />
          ) : (
            <ul className="list">
              {found.map(({ id, name, provider, kind, principal }) => (
                <li key={`${id} ${principal}`} className="start-row">
                  <span className="break">
                    <b>
                      <Foreign text={name} />
                    </b>
                    <span className="sub">
                      {providerTitle(provider)} {kind.replaceAll('-', ' ')}, <Foreign text={id} />
                    </span>
                  </span>
                  <Link to="/graph" search={{ from: id }} className="button small">
                    What it reaches
                  </Link>
                  <Link to="/graph" search={{ to: principal }} className="button small">
                    Who can become it
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
    </Answer>
  );
}
