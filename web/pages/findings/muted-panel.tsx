import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer, Problem } from '../../parts/states.tsx';
import { Told } from '../../parts/told.tsx';
import { counted, day } from '../../words/format.ts';

/** What is muted, why and until when, to be told again one by one. */
export function MutedPanel() {
  const window = useWindow();
  const mutes = useQuery({ queryKey: ['mutes', window], queryFn: () => api.mutes(window) });
  return (
    <Answer of={mutes} isOfFleet waiting="Reading what is muted">
      {({ file, mutes: list }) => (
        <Panel
          title={list.length === 0 ? 'Nothing is muted' : `${counted(list.length, 'line')} of mutes`}
          about="what is not told for now"
          isFlush
          basis={
            <>
              {file !== null && (
                <span>
                  kept in <Foreign text={file} />
                </span>
              )}
              <span>whole rules are muted there by hand</span>
            </>
          }
        >
          <ul className="list">
            {list.map((mute) => (
              <MutedItem key={mute.what} mute={mute} />
            ))}
          </ul>
        </Panel>
      )}
    </Answer>
  );
}

function MutedItem({ mute }: { readonly mute: Shapes['MuteList']['mutes'][number] }) {
  const window = useWindow();
  const queries = useQueryClient();
  const [error, setError] = useState<Error>();
  const { what, reason, until, isOver, findings, title } = mute;
  const when = until === null ? 'for ever' : `${isOver ? 'was over on' : 'until'} ${day(until)}`;
  return (
    <li className="finding-row">
      <span className="faint">{when}</span>
      <div>
        <p className="break">
          <b>
            <Told text={title ?? counted(findings, 'finding')} />
          </b>{' '}
          <span className="mono faint">
            <Foreign text={what} />
          </span>
        </p>
        <p className="soft break">
          <Foreign text={reason === '' ? 'no reason given' : reason} />
        </p>
        {error && <Problem error={error} />}
      </div>
      {what.startsWith('f-') && (
        <button
          type="button"
          className="button small"
          onClick={() =>
            void api
              .reopenFinding(window, what)
              .then(() => queries.invalidateQueries())
              .catch(setError)
          }
        >
          Tell it again
        </button>
      )}
    </li>
  );
}
