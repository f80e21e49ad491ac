import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useInSight } from '../../app/use-in-sight.ts';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { HeatStrip } from '../../parts/heat-strip.tsx';
import { HourGrid } from '../../parts/hour-grid.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { counted, day, percent, sentence, span } from '../../words/format.ts';

/** A year of use, day by day and by hour of the week, with the days that the log is missing. */
export function YearPanel({ page }: { readonly page: Shapes['Token'] }) {
  const { days, token, window: held } = page;
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
        <section className="stack tight">
          <h3>Days</h3>
          <HeatStrip days={days} window={held} holes={holes} />
        </section>
        {days.length > 0 && <Hours id={token.id} />}
      </div>
      <Facts dormancy={page.dormancy} />
    </Panel>
  );
}

function Hours({ id }: { readonly id: string }) {
  const place = useRef<HTMLElement>(null);
  const isSeen = useInSight(place);
  const window = useWindow();
  const hours = useQuery({
    queryKey: ['hours', window, id],
    queryFn: () => api.hours(window, id),
    enabled: isSeen,
  });
  return (
    <section ref={place} className="stack tight hours">
      <h3>Hours of the week, UTC</h3>
      {isSeen && (
        <Answer of={hours} waiting="Counting its hours">
          {(data) => <HourGrid hours={data.hours} />}
        </Answer>
      )}
    </section>
  );
}

/** What its silence, and its coming back, is. */
function Facts({ dormancy }: { readonly dormancy: Shapes['Token']['dormancy'] }) {
  const { rhythm, verdict, idleDays, alive, pauses } = dormancy;
  const isPausing = pauses.count > 0 && pauses.longestDays > 1;
  return (
    <dl className="figures-in">
      <div>
        <dt>Rhythm</dt>
        <dd>
          {rhythm ? sentence(rhythm.text) : 'None that stands out'}
          {rhythm?.nextFrom && (
            <span className="sub">
              next {day(rhythm.nextFrom)}
              {rhythm.nextTo && rhythm.nextTo !== rhythm.nextFrom ? ` – ${day(rhythm.nextTo)}` : ''}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Silence</dt>
        <dd>
          {sentence(verdict.replaceAll('-', ' '))}
          {idleDays !== null && idleDays > 0 && (
            <span className="sub">{counted(idleDays, 'day')} without use</span>
          )}
        </dd>
      </div>
      {isPausing && (
        <div>
          <dt>Came back</dt>
          <dd>
            from {counted(pauses.count, 'pause')}
            <span className="sub">the longest {counted(pauses.longestDays, 'day')}</span>
          </dd>
        </div>
      )}
      {alive !== null && (
        <div>
          <dt>Still in use</dt>
          <dd>with {percent(alive, 1)}</dd>
        </div>
      )}
    </dl>
  );
}

function titleOf({ days, dormancy, window }: Shapes['Token']): string {
  if (days.length === 0) return 'It made no call that is held';
  if (dormancy.rhythm) return `Used ${dormancy.rhythm.text}`;
  const all = Math.round((Date.parse(window.to) - Date.parse(window.from)) / 86_400_000);
  return `Used on ${days.length} of ${counted(all, 'day')}`;
}
