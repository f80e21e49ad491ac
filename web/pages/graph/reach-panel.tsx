import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted, sentence } from '../../words/format.ts';
import { reachesOf } from './counts.ts';
import type { Node } from './model.ts';
import type { PartProps } from './picture-panel.tsx';
import { briefWords, plural } from './words.ts';

/** How far it goes: today, by what was done, and without what nobody did; and what of each kind. */
export function ReachPanel({ shown, onAsk }: Pick<PartProps, 'shown' | 'onAsk'>) {
  const { model, ends, depths } = shown;
  const reaches = reachesOf(model, ends);
  const isForward = ends.from !== undefined;
  const kinds = kindsOf(shown, reaches);
  const gone = reaches.can.keys.size - reaches.without.keys.size;
  return (
    <Panel
      span={8}
      title={
        isForward
          ? `Blast radius: ${counted(reaches.can.keys.size, 'node')} if it leaks`
          : `${counted(reaches.can.keys.size, 'node')} can come to it`
      }
      about={gone === 0 ? undefined : `${count(gone)} would vanish with what nobody used`}
      isFlush
      basis={
        <>
          <span>steps: to the nearest; left: without the steps that nobody took</span>
          <span>used: by steps that were each taken; what the logs cannot tell stays</span>
        </>
      }
    >
      <dl className="graph-figures">
        <Figure name="Today" value={reaches.can.keys.size} note="by any step" />
        <Figure name="Used" value={reaches.does.keys.size} note="each step was taken" />
        <Figure name="Without the unused" value={reaches.without.keys.size} note={`${count(gone)} fewer`} />
      </dl>
      <Scroll label="What of each kind">
        <table>
          <thead>
            <tr>
              <th scope="col">{isForward ? 'Reaches' : 'Come from'}</th>
              <th scope="col" className="num">
                Nodes
              </th>
              <th scope="col" className="num">
                Used
              </th>
              <th scope="col" className="num">
                Left
              </th>
              <th scope="col" className="num">
                Steps
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ words, nodes, used, left, nearest }) => (
              <tr key={words}>
                <td>
                  <button type="button" className="link name-link" onClick={() => onAsk({ at: nearest.key })}>
                    <Foreign text={sentence(words)} />
                  </button>
                </td>
                <td className="num">{count(nodes)}</td>
                <td className="num">{count(used)}</td>
                <td className="num">{count(left)}</td>
                <td className="num">{Math.abs(depths.get(nearest.key) ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function Figure({
  name,
  value,
  note,
}: {
  readonly name: string;
  readonly value: number;
  readonly note: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{count(value)}</b> <span className="faint">{note}</span>
      </dd>
    </div>
  );
}

interface KindRow {
  readonly words: string;
  nodes: number;
  used: number;
  left: number;
  nearest: Node;
}

function kindsOf(
  { model, depths }: PartProps['shown'],
  { can, does, without }: ReturnType<typeof reachesOf>,
): readonly KindRow[] {
  const rows = new Map<string, KindRow>();
  const layer = (key: string): number => Math.abs(depths.get(key) ?? 0);
  for (const key of can.keys) {
    const node = model.nodes.get(key);
    if (!node) continue;
    const [noun = '', ...rest] = briefWords(node).split(', ');
    const words = [plural(noun), ...rest].join(', ');
    const row = rows.get(words) ?? { words, nodes: 0, used: 0, left: 0, nearest: node };
    rows.set(words, row);
    row.nodes += 1;
    if (does.keys.has(key)) row.used += 1;
    if (without.keys.has(key)) row.left += 1;
    if (layer(key) < layer(row.nearest.key)) row.nearest = node;
  }
  return [...rows.values()].sort((a, b) => b.nodes - a.nodes);
}
