import type { Shapes } from '../client/client.ts';
import { count, counted, percent, sentence, shortDay, shortId } from '../words/format.ts';
import { AsTable } from './as-table.tsx';
import { Foreign } from './foreign.tsx';
import { Panel } from './panel.tsx';

type Breakage = Shapes['Backtest']['breakage'];

/** What smaller policies are likely to break next, and what the logs can tell of it. */
export function BreakagePanel({ breakage }: { readonly breakage: Breakage }) {
  const { probability, measured, horizonDays, calendar, permissions } = breakage;
  return (
    <>
      <Panel
        span={6}
        title="What the logs can have seen"
        basis={<span>calendar rule, {counted(calendar.rhythms.length, 'rhythm')} seen</span>}
      >
        <p className="say">{sentence(calendar.text)}</p>
        <ul className="calendar">
          {calendar.periods.map(({ jobs, seen }) => (
            <li key={jobs} className={seen >= 0.99 ? 'seen' : seen <= 0.01 ? 'unseen' : 'few'}>
              <b>{sentence(jobs)}</b>
              <span>
                {seen >= 0.99
                  ? 'would have been seen'
                  : seen <= 0.01
                    ? 'cannot know'
                    : `seen with ${percent(seen, 1)}`}
              </span>
            </li>
          ))}
        </ul>
        {calendar.rhythms.slice(0, 6).map((rhythm) => (
          <p key={`${rhythm.text} ${rhythm.permissions.join()}`} className="soft break">
            <Foreign text={`${rhythm.permissions.slice(0, 3).join(', ')}: used ${rhythm.text}`} />
            {rhythm.next && `, next ${shortDay(rhythm.next.from)}`}
          </p>
        ))}
      </Panel>
      <Panel
        span={6}
        title={
          probability === null
            ? 'The chance of breakage cannot be told'
            : `Something removed is needed with ${percent(probability, 1)} in ${horizonDays} days`
        }
        basis={<span>{sentence(breakage.basis)}</span>}
      >
        {probability !== null && (
          <>
            <Gauge probability={probability} measured={measured} />
            <AsTable
              name="The chance, and what was measured of alike cases"
              head={['Chance', 'Days', 'Share', 'From', 'To']}
              rows={() => chanceRows(breakage)}
            />
          </>
        )}
        {measured && (
          <p className="soft">
            Of {counted(measured.count, 'alike case')}, {percent(measured.share, 1)} met a need within{' '}
            {measured.days} days ({percent(measured.low, 1)} – {percent(measured.high, 1)}).
          </p>
        )}
        {permissions.length > 0 && (
          <>
            <h3 className="after">The likeliest to be needed</h3>
            <ul className="plain-rows">
              {permissions.slice(0, 5).map((one) => (
                <li key={one.permission}>
                  <code className="break">
                    <Foreign text={one.permission} />
                  </code>
                  <span>{percent(one.probability, 1)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {breakage.principals.length > 0 && permissions.length === 0 && (
          <>
            <h3 className="after">The likeliest to meet a need</h3>
            <ul className="plain-rows">
              {breakage.principals.slice(0, 5).map((one) => (
                <li key={one.principal}>
                  <span className="break">
                    <Foreign text={shortId(one.principal)} />
                  </span>
                  <span>{percent(one.probability, 1)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
    </>
  );
}

function chanceRows({ probability, horizonDays, measured }: Breakage): string[][] {
  const forecast =
    probability === null ? [] : [['forecast', count(horizonDays), percent(probability, 1), '', '']];
  if (!measured) return forecast;
  const { count: cases, days, share, low, high } = measured;
  const rates = [share, low, high].map((rate) => percent(rate, 1));
  return [...forecast, [`measured of ${counted(cases, 'alike case')}`, count(days), ...rates]];
}

/** A chance on a scale of powers of ten, with the range that was measured. */
function Gauge({
  probability,
  measured,
}: {
  readonly probability: number;
  readonly measured: Breakage['measured'];
}) {
  const x = (share: number): number => 10 + ((Math.log10(Math.max(0.001, Math.min(1, share))) + 3) / 3) * 340;
  return (
    <svg viewBox="0 0 360 50" role="img" aria-label={`chance ${percent(probability, 1)}`} className="gauge">
      <path d="M10 16h340" stroke="var(--rule)" strokeWidth="2" />
      {[0.001, 0.01, 0.1, 1].map((tick) => (
        <g key={tick}>
          <path d={`M${x(tick)} 11v10`} stroke="var(--edge)" />
          <text x={x(tick)} y="40" textAnchor={tick === 1 ? 'end' : tick === 0.001 ? 'start' : 'middle'}>
            {tick * 100} %
          </text>
        </g>
      ))}
      {measured && (
        <path
          d={`M${x(measured.low)} 16H${x(measured.high)}`}
          stroke="var(--edge)"
          strokeWidth="5"
          strokeLinecap="round"
        />
      )}
      <circle cx={x(probability)} cy="16" r="5.5" fill="var(--ink)" stroke="var(--panel)" strokeWidth="2" />
    </svg>
  );
}
