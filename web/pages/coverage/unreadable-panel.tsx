import { useQuery } from '@tanstack/react-query';
import { useWindow } from '../../app/window.ts';
import { api } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted, providerTitle } from '../../words/format.ts';

const shownMax = 40;

/** Pieces of files that could not be read: what they held is missing from every number. Nothing where all could be read. */
export function UnreadablePanel() {
  const window = useWindow();
  const { data } = useQuery({ queryKey: ['overview', window], queryFn: () => api.overview(window) });
  const pieces = (data?.sources ?? []).flatMap(({ provider, unreadable }) =>
    unreadable.map((piece) => ({ provider, ...piece })),
  );
  if (!data || pieces.length === 0) return null;
  const all = data.sources.reduce((sum, { unreadableCount }) => sum + unreadableCount, 0);
  return (
    <Panel
      span={12}
      title={`${counted(all, 'piece')} of files could not be read`}
      about="everything readable around them was"
      isFlush
      basis={
        <>
          <span>the first of each file</span>
          {pieces.length > shownMax && (
            <span>
              {shownMax} of {counted(pieces.length, 'file')}
            </span>
          )}
        </>
      }
    >
      <Scroll label="Unreadable pieces">
        <table>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" className="num">
                At byte
              </th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {pieces.slice(0, shownMax).map((piece) => (
              <tr key={`${piece.path} ${piece.offset}`}>
                <td className="break">
                  <b>{providerTitle(piece.provider)}</b> <Foreign text={piece.path} />
                </td>
                <td className="num">{count(piece.offset)}</td>
                <td className="break">
                  <Foreign text={piece.reason} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
