import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { PageHead } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { count, counted, percent } from '../../words/format.ts';
import { FirstRun } from '../load/first-run.tsx';
import { ActFirst } from './act-first.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { FleetPanel } from './fleet-panel.tsx';
import { GrantedPanel } from './granted-panel.tsx';
import { ScorePanel } from './score-panel.tsx';
import { TeamPanel } from './team-panel.tsx';
import { WeekPanel } from './week-panel.tsx';

/** The fleet at one look. */
export function Overview() {
  const window = useWindow();
  const overview = useQuery({ queryKey: ['overview', window], queryFn: () => api.overview(window) });
  return (
    <Answer of={overview} waiting="Judging every token">
      {(data) => (data.sources.length === 0 ? <FirstRun /> : <Look overview={data} />)}
    </Answer>
  );
}

function Look({ overview }: { readonly overview: Shapes['Overview'] }) {
  const { fleet } = overview;
  const findings = overview.severities.reduce((sum, one) => sum + one.findings, 0);
  return (
    <>
      <PageHead
        title={`Tokens use ${percent(fleet.used, fleet.granted)} of what they may do`}
        lede={`${counted(fleet.tokens, 'token')} hold ${counted(fleet.granted, 'permission')}. ${count(fleet.used)} were used, ${count(fleet.unused)} were not, and for ${count(fleet.unknown)} the logs cannot tell.`}
        actions={
          <Link to="/findings" className="button primary">
            Review {counted(findings, 'finding')}
          </Link>
        }
      />
      <div className="grid">
        <ScorePanel fleet={fleet} />
        <GrantedPanel overview={overview} />
        <FleetPanel />
        <ActFirst overview={overview} />
        <WeekPanel overview={overview} />
        <CoveragePanel overview={overview} />
        <TeamPanel overview={overview} />
      </div>
    </>
  );
}
