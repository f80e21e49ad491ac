import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useInSight } from '../../app/use-in-sight.ts';
import { useWindow } from '../../app/window.ts';
import { api, type PolicyChoices, type Shapes } from '../../client/client.ts';
import { BacktestView } from '../../parts/backtest-view.tsx';
import { Commands } from '../../parts/finding-detail.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { Told } from '../../parts/told.tsx';
import { shortId } from '../../words/format.ts';
import { safeText } from '../../words/safe-text.ts';
import { PolicyPanel } from './policy-panel.tsx';
import { TakenPanel } from './taken-panel.tsx';

/** The smaller policy: what it takes away, whether it would have broken anything, and the commands that apply it. */
export function PolicySection({ token }: { readonly token: Shapes['TokenRow'] }) {
  const place = useRef<HTMLDivElement>(null);
  const isSeen = useInSight(place);
  const window = useWindow();
  const [choices, setChoices] = useChoices();
  const proposal = useQuery({
    queryKey: ['proposal', window, token.id, choices],
    queryFn: () => api.proposal(window, token.id, choices),
    enabled: isSeen,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <div ref={place} id="policy" className="stack section later">
      {isSeen && (
        <Answer of={proposal} waiting="Writing a smaller policy and trying it on every past call">
          {(data) => (
            <>
              <div className="grid">
                <PolicyPanel proposal={data} choices={choices} id={token.id} />
                <TakenPanel
                  proposal={data}
                  choices={choices}
                  onChoose={setChoices}
                  isBusy={proposal.isPlaceholderData}
                />
              </div>
              <Backtested token={token} />
              <ApplyPanel proposal={data} />
            </>
          )}
        </Answer>
      )}
    </div>
  );
}

/** The choices that stand in the address: what was found by them can be shown to others. */
function useChoices(): [PolicyChoices, (choices: PolicyChoices) => void] {
  const { mode, keep, own } = useSearch({ from: '/tokens/$id' });
  const navigate = useNavigate({ from: '/tokens/$id' });
  const choose = ({ mode: chosen, keep: kept, thisTokenOnly }: PolicyChoices): void =>
    void navigate({
      search: (before) => ({
        ...before,
        mode: chosen === 'needed' ? 'needed' : undefined,
        keep: kept.join(',') || undefined,
        own: thisTokenOnly ? 'true' : undefined,
      }),
      resetScroll: false,
    });
  const choices = {
    mode: mode ?? 'used',
    keep: keep?.split(',') ?? [],
    thisTokenOnly: own === 'true',
  } as const;
  return [choices, choose];
}

function Backtested({ token }: { readonly token: Shapes['TokenRow'] }) {
  const place = useRef<HTMLDivElement>(null);
  const isSeen = useInSight(place);
  const window = useWindow();
  const backtest = useQuery({
    queryKey: ['backtest', window, token.id],
    queryFn: () => api.backtest(window, { subject: token.id, trainDays: 60, testDays: 15, horizonDays: 30 }),
    enabled: isSeen,
    retry: false,
  });
  return (
    <div ref={place} className="later">
      {isSeen && (
        <Answer of={backtest} waiting="Replaying its past against policies made from less of it">
          {(data) => (
            <BacktestView backtest={data} who={`a smaller policy of ${safeText(shortId(token.principal))}`} />
          )}
        </Answer>
      )}
    </div>
  );
}

function ApplyPanel({ proposal: { commands } }: { readonly proposal: Shapes['Proposal'] }) {
  if (!commands || commands.apply.length === 0) return null;
  return (
    <Panel
      title="To apply it"
      about="nothing runs from here"
      basis={<span>the policies of now stay stored until they are deleted by hand</span>}
    >
      <div className="stack">
        <Commands title="Commands" commands={commands.apply} />
        <Commands title="To roll it back" commands={commands.rollback} />
        {commands.notes.map((note) => (
          <p key={note} className="soft break">
            <Told text={note} />
          </p>
        ))}
      </div>
    </Panel>
  );
}
