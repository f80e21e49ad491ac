import type { Shapes } from '../client/client.ts';
import { count, counted, percent, sentence, shortDay, shortId, span } from '../words/format.ts';
import { safeText } from '../words/safe-text.ts';
import { Foreign } from './foreign.tsx';
import { Panel } from './panel.tsx';

type Backtest = Shapes['Backtest'];

interface BacktestViewProps {
  readonly backtest: Backtest;
  /** Whose policies, as the subject of a sentence. */
  readonly who: string;
}

/** What smaller policies would have broken on days they had not seen, and what they may break next. */
export function BacktestView({ backtest, who }: BacktestViewProps) {
  const { inSample, walkForward: walk, window } = backtest;
  return (
    <div className="grid" id="backtest">
      <Panel
        span={12}
        title={titleOf(backtest, who)}
        aside={
          <div className="legend">
            <span>
              <i className="swatch learns" /> learns
            </span>
            <span>
              <i className="swatch passed" /> tried, all let through
            </span>
            <span>
              <i className="swatch denied" /> something refused
            </span>
          </div>
        }
        basis={
          <>
            <span>{span(window)}</span>
            <span>
              on its own past: {count(inSample.calls)} calls, {count(inSample.deniedCalls)} refused
            </span>
            {walk.precision !== null && walk.recall !== null && (
              <span>
                precision {walk.precision.toFixed(3)}, recall {walk.recall.toFixed(5)}
              </span>
            )}
            {walk.note !== null && <span>{walk.note}</span>}
          </>
        }
      >
        {walk.folds === 0 ? (
          <p className="faint">{sentence(walk.note ?? 'The log is too short to hold days back.')}</p>
        ) : (
          <Folds backtest={backtest} />
        )}
      </Panel>
      <BreakagePanel breakage={backtest.breakage} />
    </div>
  );
}

const width = 900;
const rowHeight = 20;

function Folds({ backtest }: { readonly backtest: Backtest }) {
  const { foldResults, brokenCalls } = backtest.walkForward;
  const start = Date.parse(backtest.window.from);
  const scale = (width - 220) / Math.max(1, Date.parse(backtest.window.to) - start);
  const x = (day: string, days = 0): number => 60 + (Date.parse(day) + days * 86_400_000 - start) * scale;
  return (
    <div className="scroll-x">
      <svg
        viewBox={`0 0 ${width} ${foldResults.length * rowHeight + 8}`}
        className="folds"
        role="img"
        aria-label={`${counted(foldResults.length, 'fold')}, ${foldResults.filter(({ breaks }) => breaks > 0).length} of them with something refused`}
      >
        {foldResults.map((fold, index) => {
          const y = index * rowHeight + 4;
          const isBroken = fold.breaks > 0;
          const testX = x(fold.test.from);
          const testEnd = x(fold.test.to, 1);
          const broken = brokenCalls.filter(({ day }) => day >= fold.test.from && day <= fold.test.to);
          return (
            <g key={fold.test.from}>
              <text x="0" y={y + 11}>
                {shortDay(fold.test.from)}
              </text>
              <rect
                x={x(fold.train.from)}
                y={y}
                width={testX - x(fold.train.from)}
                height="12"
                fill="var(--sunk)"
                stroke="var(--edge)"
                strokeWidth=".6"
              />
              <rect
                x={testX}
                y={y}
                width={testEnd - testX}
                height="12"
                fill={isBroken ? 'var(--denied-tint)' : 'var(--used)'}
                stroke={isBroken ? 'var(--denied)' : 'none'}
              />
              {isBroken && (
                <path
                  d={`M${(testX + testEnd) / 2 - 4} ${y + 2}l8 8m0-8l-8 8`}
                  stroke="var(--denied)"
                  strokeWidth="1.8"
                />
              )}
              <text x={testEnd + 8} y={y + 11} className={isBroken ? 'strong' : undefined}>
                {isBroken
                  ? `${counted(fold.breaks, 'permission')} refused${broken[0] ? `: ${safeText(broken[0].permission)}` : ''}`
                  : '0'}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function BreakagePanel({ breakage }: { readonly breakage: Backtest['breakage'] }) {
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
        {probability !== null && <Gauge probability={probability} measured={measured} />}
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

/** A chance on a scale of powers of ten, with the range that was measured. */
function Gauge({
  probability,
  measured,
}: {
  readonly probability: number;
  readonly measured: Backtest['breakage']['measured'];
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

function titleOf({ walkForward: walk }: Backtest, who: string): string {
  if (walk.folds === 0) return `How ${who} would have fared cannot be told yet`;
  const broken = walk.foldResults.filter(({ breaks }) => breaks > 0).length;
  if (broken === 0) return `${sentence(who)} would have broken nothing in ${counted(walk.folds, 'trial')}`;
  return `${sentence(who)} would have refused something in ${broken} of ${counted(walk.folds, 'trial')}`;
}
