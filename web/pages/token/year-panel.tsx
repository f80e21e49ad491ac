import { useQuery } from '@tanstack/react-query';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { HeatStrip } from '../../parts/heat-strip.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted, day, percent, sentence, span } from '../../words/format.ts';

/** A year of use, day by day, with the days that the log is missing. */
export function YearPanel({ page }: { readonly page: Shapes['Token'] }) {
  const { days, dormancy, token, window: held } = page;
  const window = useWindow();
  const coverage = useQuery({ queryKey: ['coverage', window], queryFn: () => api.coverage(window) });
  const holes = coverage.data?.sources.find(({ account }) => account === token.account)?.holes ?? [];
  const all = Math.round((Date.parse(held.to) - Date.parse(held.from)) / 86_400_000);
  return (
    <Panel
      id="year"
      title={titleOf(page)}
      aside={
        <div className="legend">
          <span>
            fewer <i className="swatch heat-1" />
            <i className="swatch heat-2" />
            <i className="swatch heat-3" />
            <i className="swatch heat-4" /> more calls
          </span>
          <span>
            <i className="swatch hatch" /> not held
          </span>
        </div>
      }
      basis={
        <>
          <span>{span(held)}</span>
          <span>
            {days.length} of {counted(all, 'day')} with calls
          </span>
          <span>{counted(token.calls, 'call')}</span>
          {holes.length > 0 && <span>{counted(holes.length, 'hole')} in the log of its account</span>}
        </>
      }
    >
      <div className="year-look">
        <HeatStrip days={days} window={held} holes={holes} />
        <div className="stack tight">
          <h3>Rhythm</h3>
          <p>{dormancy.rhythm ? sentence(dormancy.rhythm.text) : 'None that stands out'}</p>
          {dormancy.rhythm?.nextFrom && (
            <p className="soft">
              next {day(dormancy.rhythm.nextFrom)}
              {dormancy.rhythm.nextTo && dormancy.rhythm.nextTo !== dormancy.rhythm.nextFrom
                ? ` – ${day(dormancy.rhythm.nextTo)}`
                : ''}
            </p>
          )}
          <h3>Silence</h3>
          <p>{sentence(dormancy.verdict.replaceAll('-', ' '))}</p>
          {dormancy.idleDays !== null && dormancy.idleDays > 0 && (
            <p className="soft">{counted(dormancy.idleDays, 'day')} without use</p>
          )}
          {dormancy.alive !== null && <p className="soft">still in use with {percent(dormancy.alive, 1)}</p>}
          <p className="soft">
            came back from {counted(dormancy.pauses.count, 'pause')}, the longest{' '}
            {count(dormancy.pauses.longestDays)} days
          </p>
        </div>
      </div>
    </Panel>
  );
}

function titleOf({ days, dormancy, window }: Shapes['Token']): string {
  if (days.length === 0) return 'It made no call that is held';
  if (dormancy.rhythm) return `Used ${dormancy.rhythm.text}`;
  const all = Math.round((Date.parse(window.to) - Date.parse(window.from)) / 86_400_000);
  return `Used on ${days.length} of ${counted(all, 'day')}`;
}
