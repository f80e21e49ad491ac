import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { counted, minute } from '../../words/format.ts';

/** Its latest calls, each with the file that holds its record. */
export function CallPanel({ page: { samples, token } }: { readonly page: Shapes['Token'] }) {
  return (
    <Panel
      id="calls"
      title={samples.length === 0 ? 'No call of it is held' : `The last of ${counted(token.calls, 'call')}`}
      isFlush
      basis={<span>times in UTC; the record of each is in the file named</span>}
    >
      {samples.length > 0 && (
        <div className="scroll-x">
          <table>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Operation</th>
                <th scope="col">Outcome</th>
                <th scope="col" className="wide-only">
                  Resource
                </th>
                <th scope="col" className="wide-only">
                  From
                </th>
                <th scope="col" className="wide-only">
                  Record
                </th>
              </tr>
            </thead>
            <tbody>
              {samples.map((call) => (
                <tr key={`${call.time} ${call.eventId}`}>
                  <td className="nowrap">{minute(call.time)}</td>
                  <td className="mono break">
                    <Foreign text={call.operation} />
                  </td>
                  <td>{call.outcome}</td>
                  <td className="mono break wide-only">
                    <Foreign text={call.resource} />
                  </td>
                  <td className="wide-only break">
                    <Foreign text={call.place} />
                  </td>
                  <td className="wide-only">
                    <code className="break">
                      <Foreign text={call.eventId} />
                    </code>
                    <span className="sub break">
                      <Foreign text={call.path.split('/').slice(-1).join('/')} />
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
