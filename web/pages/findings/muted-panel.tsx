import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer, Problem } from '../../parts/states.tsx';
import { Told } from '../../parts/told.tsx';
import { counted, day, shortId } from '../../words/format.ts';

/** What is muted, why and until when, to be told again one by one. */
export function MutedPanel() {
  const window = useWindow();
  const mutes = useQuery({ queryKey: ['mutes', window], queryFn: () => api.mutes(window) });
  return (
    <Answer of={mutes} isOfFleet waiting="Reading what is muted">
      {({ file, mutes: list }) => (
        <Panel
          title={titleOf(list)}
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
  const { what, reason, until, isOver, findings, subject, title } = mute;
  const when = until === null ? 'for ever' : `${isOver ? 'was over on' : 'until'} ${day(until)}`;
  return (
    <li className="finding-row">
      <span className="faint">{when}</span>
      <div>
        <p className="break">
          <b>
            <Foreign text={subject === null ? counted(findings, 'finding') : shortId(subject)} />
          </b>{' '}
          {title !== null && (
            <>
              · <Told text={title} />{' '}
            </>
          )}
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

function titleOf(list: Shapes['MuteList']['mutes']): string {
  if (list.length === 0) return 'Nothing is muted';
  const muted = list.filter(({ isOver }) => !isOver).reduce((sum, { findings }) => sum + findings, 0);
  return `${counted(muted, 'finding')} ${muted === 1 ? 'is' : 'are'} muted`;
}
