import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { changeTitle } from '../../words/change.ts';
import { counted, shortDay, shortId } from '../../words/format.ts';

const shownMax = 6;

/** Where it comes from, what it leads to, and what was done to it. */
export function LineagePanel({ page }: { readonly page: Shapes['Token'] }) {
  const { mintedBy, mints, sessions, changes } = page;
  return (
    <Panel
      span={6}
      title={titleOf(page)}
      basis={<span>minted sessions, session names and changes, as recorded in the logs</span>}
    >
      <div className="lineage">
        <Side name="Comes from">
          {mintedBy.slice(0, shownMax).map((one) => (
            <Node
              key={`${one.token} ${one.principal}`}
              id={one.token}
              name={one.token || one.principal}
              note={counted(one.times, 'time')}
            />
          ))}
          {mintedBy.length === 0 && <p className="faint">nothing that is recorded</p>}
        </Side>
        <div className="lineage-this">
          <Foreign text={shortId(page.principal.name)} />
          <span className="sub">{page.token.kind.replaceAll('-', ' ')}</span>
        </div>
        <Side name="Leads to">
          {mints.slice(0, shownMax).map((one) => (
            <Node key={one.token} id={one.token} name={one.token} note={counted(one.times, 'time')} />
          ))}
          {mints.length > shownMax && <p className="lineage-node dashed">{mints.length - shownMax} more</p>}
          {mints.length === 0 && <p className="faint">no other token</p>}
        </Side>
      </div>
      {sessions.length > 0 && (
        <p className="soft break">
          {counted(sessions.length, 'session name')}:{' '}
          <Foreign
            text={sessions
              .slice(0, 5)
              .map(({ session }) => session)
              .join(', ')}
          />
        </p>
      )}
      {changes.length > 0 && (
        <>
          <h3 className="after">What was done to it</h3>
          <ul className="plain-rows">
            {changes.slice(0, shownMax).map((change) => (
              <li key={`${change.time} ${change.change} ${change.object}`}>
                <span className="break">
                  {changeTitle({ change: change.change, subjectKind: 'token', subjects: 1 })}{' '}
                  <Foreign text={shortId(change.object || change.subject)} />{' '}
                  <span className="faint">
                    by <Foreign text={shortId(change.actor)} />
                  </span>
                </span>
                <span className="faint nowrap">{shortDay(change.time)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Side({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="lineage-side">
      <h3>{name}</h3>
      {children}
    </div>
  );
}

function Node({ id, name, note }: { readonly id: string; readonly name: string; readonly note: string }) {
  return (
    <p className="lineage-node">
      {id === '' ? (
        <Foreign text={shortId(name)} />
      ) : (
        <Link to="/tokens/$id" params={{ id }} className="plain-link break">
          <Foreign text={shortId(name)} />
        </Link>
      )}
      <span className="sub">{note}</span>
    </p>
  );
}

function titleOf({ mintedBy, mints }: Shapes['Token']): string {
  if (mintedBy.length === 0 && mints.length === 0) return 'It stands alone';
  const from =
    mintedBy.length === 0
      ? 'Nobody mints it'
      : `${mintedBy.length === 1 ? 'One caller mints' : `${mintedBy.length} callers mint`} it`;
  return `${from}; it leads to ${mints.length === 0 ? 'nothing else' : counted(mints.length, 'other token')}`;
}
