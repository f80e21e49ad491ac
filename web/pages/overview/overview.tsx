import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Glyph } from '../../parts/evidence.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { count, counted, percent } from '../../words/format.ts';
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
    <Answer of={overview} isPage isOfFleet waiting="Judging every token">
      {(data) => <Look overview={data} />}
    </Answer>
  );
}

/** Says that what is shown is a part, and where the rest went; nothing where all could be read. */
function PartialNote({ overview: { sources } }: { readonly overview: Shapes['Overview'] }) {
  const unreadable = sources.reduce((sum, { unreadableCount }) => sum + unreadableCount, 0);
  if (unreadable === 0) return null;
  return (
    <p className="state partial">
      <Glyph state="unknown" /> <b>Part of the answer.</b> {counted(unreadable, 'piece')} of the files could
      not be read; what they held is in no number here. <Link to="/coverage">See which</Link>
    </p>
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
      <PartialNote overview={overview} />
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
