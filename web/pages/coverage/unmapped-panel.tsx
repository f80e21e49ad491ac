import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted } from '../../words/format.ts';

const shownMax = 40;

/** Operations that were called and of which no permission is known: what they might have used is never called unused. */
export function UnmappedPanel({ coverage: { unmapped } }: { readonly coverage: Shapes['Coverage'] }) {
  const calls = unmapped.reduce((sum, one) => sum + one.calls, 0);
  return (
    <Panel
      span={12}
      title={
        unmapped.length === 0
          ? 'Every called operation is known'
          : `${counted(unmapped.length, 'operation')} with ${counted(calls, 'call')} ${unmapped.length === 1 ? 'needs' : 'need'} permissions that are not known`
      }
      isFlush
      basis={
        <span>
          {unmapped.length === 0
            ? 'none was called of which no permission is known'
            : 'permissions of their services are kept as unknown'}
        </span>
      }
    >
      {unmapped.length > 0 && (
        <Scroll label="Operations">
          <table>
            <thead>
              <tr>
                <th scope="col">Source</th>
                <th scope="col">Operation</th>
                <th scope="col" className="num">
                  Calls
                </th>
              </tr>
            </thead>
            <tbody>
              {unmapped.slice(0, shownMax).map((one) => (
                <tr key={`${one.source} ${one.operation}`}>
                  <td>
                    <Foreign text={one.source} />
                  </td>
                  <td className="mono break">
                    <Foreign text={one.operation} />
                  </td>
                  <td className="num">{count(one.calls)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
