import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted, shortDay, span } from '../../words/format.ts';

const shownMax = 12;

/** From where it calls, and with what. */
export function OriginPanel({ page }: { readonly page: Shapes['Token'] }) {
  const { places, agents, findings } = page;
  const isNew = findings.some(({ rule }) => rule === 'unexpected-place');
  return (
    <Panel
      span={6}
      title={titleOf(page, isNew)}
      isFlush
      basis={
        <>
          <span>{span(page.window)}</span>
          <span>{isNew ? 'rule unexpected-place' : 'no place that breaks its habit'}</span>
        </>
      }
    >
      <div className="scroll-x">
        <Table
          name="Place"
          rows={places.slice(0, shownMax).map(({ place, ...row }) => ({ name: place, ...row }))}
        />
        <Table
          name="Agent"
          rows={agents.slice(0, shownMax).map(({ agent, ...row }) => ({ name: agent, ...row }))}
        />
      </div>
    </Panel>
  );
}

interface Row {
  readonly name: string;
  readonly calls: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

function Table({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col" className="num">
            Calls
          </th>
          <th scope="col">First</th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <td className="break">
              <b>
                <Foreign text={row.name || 'not named'} />
              </b>
            </td>
            <td className="num">{count(row.calls)}</td>
            <td className="nowrap">{shortDay(row.firstSeen)}</td>
            <td className="nowrap">{shortDay(row.lastSeen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function titleOf({ places }: Shapes['Token'], isNew: boolean): string {
  if (places.length === 0) return 'From nowhere that is recorded';
  if (isNew) return 'It turned up where it never was';
  return places.length === 1 ? 'Always from the same place' : `From ${counted(places.length, 'place')}`;
}
