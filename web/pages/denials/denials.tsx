import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { count, counted, span } from '../../words/format.ts';
import { DenialCard } from './denial-card.tsx';
import { EpisodePanel } from './episode-panel.tsx';

type Verdict = Shapes['Denial']['verdict'];
const verdicts: readonly (readonly [Verdict, string])[] = [
  ['needed', 'Look needed'],
  ['probing', 'Look like probing'],
  ['unclear', 'Cannot tell'],
  ['misconfigured', 'Go without'],
];

/** What was refused: needs told from probing. */
export function Denials() {
  const window = useWindow();
  const navigate = useNavigate();
  const search = useSearch({ from: '/denials' });
  const verdict = verdicts.find(([name]) => name === search.verdict)?.[0];
  const denials = useQuery({ queryKey: ['denials', window], queryFn: () => api.denials(window, {}) });
  return (
    <Answer of={denials} isPage waiting="Weighing every refusal">
      {(data) => {
        const shown = data.denials.filter((denial) => denial.verdict === (verdict ?? denial.verdict));
        return (
          <>
            <PageHead
              title={titleOf(data)}
              lede={`${counted(data.totals.wants, 'pair')} of token and permission ${data.totals.wants === 1 ? 'was' : 'were'} refused, ${counted(data.totals.refusals, 'call')} in all. A refusal never widens a policy by itself.`}
            />
            <div className="figures">
              {verdicts.map(([name, title]) => (
                <div key={name} className="figure">
                  <p className="name">{title}</p>
                  <p className="value">{count(data.totals[name])}</p>
                  <p className="note">{notes[name]}</p>
                </div>
              ))}
              <div className="figure">
                <p className="name">Suspicious episodes</p>
                <p className="value">{count(data.episodes.length)}</p>
                <p className="note">no policy is derived from them</p>
              </div>
            </div>
            <div className="row" role="group" aria-label="Narrow by">
              {verdicts
                .filter(([name]) => data.totals[name] > 0)
                .map(([name, title]) => (
                  <button
                    key={name}
                    type="button"
                    className="facet"
                    aria-pressed={verdict === name}
                    onClick={() =>
                      void navigate({
                        to: '/denials',
                        search: (before) => ({ ...before, verdict: verdict === name ? undefined : name }),
                        resetScroll: false,
                      })
                    }
                  >
                    {title} <span className="count">{count(data.totals[name])}</span>
                  </button>
                ))}
            </div>
            {shown.length === 0 ? (
              <Empty title="Nothing was refused">
                Every call of the logs was looked at, {span(data.window)}.
              </Empty>
            ) : (
              <Panel
                title={counted(shown.length, 'refused want')}
                about="needs first, the clearest of them before the others"
                isFlush
                basis={
                  <>
                    <span>{span(data.window)}</span>
                    <span>lean: sum of the points of all signs, a hint and no verdict of guilt</span>
                    {data.isCut && <span>those with most refusals; there are more</span>}
                  </>
                }
              >
                <ul className="list">
                  {shown.map((denial) => (
                    <DenialCard
                      key={`${denial.token} ${denial.principal} ${denial.permission}`}
                      denial={denial}
                      window={data.window}
                    />
                  ))}
                </ul>
              </Panel>
            )}
            <EpisodePanel episodes={data.episodes} />
          </>
        );
      }}
    </Answer>
  );
}

const notes: Readonly<Record<Verdict, string>> = {
  needed: 'work asks for it',
  probing: 'somebody tries what he can do',
  unclear: 'the log does not say',
  misconfigured: 'refused always, and it gets by',
};

function titleOf({ totals }: Shapes['DenialList']): string {
  if (totals.wants === 0) return 'Nothing was refused';
  return `${counted(totals.needed, 'refusal')} ${totals.needed === 1 ? 'looks' : 'look'} needed, ${count(totals.probing)} ${totals.probing === 1 ? 'looks' : 'look'} like probing`;
}
