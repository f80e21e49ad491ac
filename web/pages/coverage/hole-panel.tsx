import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted, minute } from '../../words/format.ts';

const hourMs = 3_600_000;

/** Every hole of every log, the longest first. */
export function HolePanel({ coverage }: { readonly coverage: Shapes['Coverage'] }) {
  const byKey = new Map(
    coverage.sources.flatMap(({ account, holes }) =>
      holes.map((hole) => [`${account} ${hole.region} ${hole.from}`, { account, ...hole }] as const),
    ),
  );
  const holes = [...byKey.values()]
    .map((hole) => ({ ...hole, hours: Math.round((Date.parse(hole.to) - Date.parse(hole.from)) / hourMs) }))
    .sort((a, b) => b.hours - a.hours);
  return (
    <Panel
      span={7}
      title={holes.length === 0 ? 'No log has a hole' : `${counted(holes.length, 'hole')}, the longest first`}
      isFlush
      basis={
        <span>
          a log that speaks as it does is silent for so long by chance less than once in a million times
        </span>
      }
    >
      {holes.length > 0 && (
        <Scroll label="Holes">
          <table>
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col">Region</th>
                <th scope="col">From, UTC</th>
                <th scope="col">To</th>
                <th scope="col" className="num">
                  Hours
                </th>
              </tr>
            </thead>
            <tbody>
              {holes.slice(0, 50).map((hole) => (
                <tr key={`${hole.account} ${hole.region} ${hole.from}`}>
                  <td>
                    <Foreign text={hole.account} />
                  </td>
                  <td>
                    <Foreign text={hole.region || 'all'} />
                  </td>
                  <td className="nowrap">{minute(hole.from)}</td>
                  <td className="nowrap">{minute(hole.to)}</td>
                  <td className="num">{count(hole.hours)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
