import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { changeTitle } from '../../words/change.ts';
import { counted, shortDay, shortId } from '../../words/format.ts';

const shownMax = 6;

/** Where it comes from, what it leads to, and what was done to it. */
export function LineagePanel({ page }: { readonly page: Shapes['Token'] }) {
  const { sessions, changes } = page;
  return (
    <Panel
      title={titleOf(page)}
      basis={<span>minted sessions, session names and changes, as recorded in the logs</span>}
    >
      <Drawing page={page} />
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

interface NodeInfo {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

/** Left to right: what it comes from, itself, what it leads to; with nothing on a side that is said. */
function Drawing({ page }: { readonly page: Shapes['Token'] }) {
  const from = page.mintedBy.map((one) => ({
    id: one.token,
    name: one.token || one.principal,
    note: counted(one.times, 'time'),
  }));
  const to = page.mints.map((one) => ({ id: one.token, name: one.token, note: counted(one.times, 'time') }));
  const rows = Math.max(rowsOf(from), rowsOf(to), 1);
  return (
    <div className="lineage">
      <Side name="Comes from" none="nothing that is recorded" nodes={from} />
      <Edges nodes={rowsOf(from)} rows={rows} side="left" />
      <div className="lineage-this">
        <b className="cut">
          <Foreign text={shortId(page.principal.name)} />
        </b>
        <span className="sub cut">{page.token.kind.replaceAll('-', ' ')}</span>
      </div>
      <Edges nodes={rowsOf(to)} rows={rows} side="right" />
      <Side name="Leads to" none="no other token" nodes={to} />
    </div>
  );
}

/** Those that are drawn, and one for the rest. */
function rowsOf(nodes: readonly NodeInfo[]): number {
  return Math.min(nodes.length, shownMax + 1);
}

const rowHeight = 52;

/** A curve between each node of a side and the middle. */
function Edges({
  nodes,
  rows,
  side,
}: {
  readonly nodes: number;
  readonly rows: number;
  readonly side: 'left' | 'right';
}) {
  const height = rows * rowHeight;
  const top = (height - nodes * rowHeight) / 2;
  const [near, far] = side === 'left' ? [48, 0] : [0, 48];
  return (
    <svg className="lineage-edges" width="48" height={height} aria-hidden="true">
      {Array.from({ length: nodes }, (_, index) => top + index * rowHeight + rowHeight / 2).map((y) => (
        <path key={y} d={`M${far} ${y}C24 ${y} 24 ${height / 2} ${near} ${height / 2}`} />
      ))}
    </svg>
  );
}

interface SideProps {
  readonly name: string;
  readonly none: string;
  readonly nodes: readonly NodeInfo[];
}

function Side({ name, none, nodes }: SideProps) {
  return (
    <div className="lineage-side" role="group" aria-label={name}>
      {nodes.length === 0 && (
        <p className="faint">
          <span className="sub">{name}</span>
          {none}
        </p>
      )}
      {nodes.slice(0, shownMax).map(({ id, name: title, note }) => (
        <p key={`${id} ${title}`} className="lineage-node">
          {id === '' ? (
            <span className="cut">
              <Foreign text={shortId(title)} />
            </span>
          ) : (
            <Link to="/tokens/$id" params={{ id }} className="plain-link cut">
              <Foreign text={shortId(title)} />
            </Link>
          )}
          <span className="sub">{note}</span>
        </p>
      ))}
      {nodes.length > shownMax && (
        <p className="lineage-node dashed">
          {counted(nodes.length - shownMax, 'more', 'more')}
          <span className="sub">not drawn</span>
        </p>
      )}
    </div>
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
