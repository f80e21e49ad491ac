import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api } from '../../client/client.ts';
import { BacktestView } from '../../parts/backtest-view.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';

/** What smaller policies of everyone would have broken; it reads all usage, so it waits to be asked. */
export function FleetBacktest() {
  const window = useWindow();
  const [isAsked, setAsked] = useState(false);
  const backtest = useQuery({
    queryKey: ['backtest', window, 'all'],
    queryFn: () => api.backtest(window, { trainDays: 60, testDays: 15, horizonDays: 30 }),
    enabled: isAsked,
  });
  if (!isAsked) {
    return (
      <Panel
        title="Would smaller policies have broken anything?"
        basis={<span>learns from 60 days, is tried on the 15 after; again and again through the logs</span>}
      >
        <p className="soft">This replays the whole log of every token, which takes a while.</p>
        <p className="after">
          <button type="button" className="button primary" onClick={() => setAsked(true)}>
            Try it on the past
          </button>
        </p>
      </Panel>
    );
  }
  return (
    <Answer of={backtest} isOfFleet waiting="Replaying the logs of every token">
      {(data) => <BacktestView backtest={data} who="smaller policies" />}
    </Answer>
  );
}
