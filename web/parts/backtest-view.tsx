import type { Shapes } from '../client/client.ts';
import { count, counted, day, listed, sentence, shortDay, span } from '../words/format.ts';
import { safeText } from '../words/safe-text.ts';
import { AsTable } from './as-table.tsx';
import { BreakagePanel } from './breakage-panel.tsx';
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
          <>
            <Folds backtest={backtest} />
            <AsTable
              name="What was tried on which days, and what it refused"
              head={['Tried on', 'Learnt from', 'Refused', 'Which']}
              rows={() => foldRows(backtest)}
            />
          </>
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

function foldRows({ walkForward: { foldResults, brokenCalls } }: Backtest): string[][] {
  return foldResults.map(({ test, train, breaks }) => [
    `${day(test.from)} – ${day(test.to)}`,
    `${day(train.from)} – ${day(train.to)}`,
    count(breaks),
    listed([
      ...new Set(
        brokenCalls
          .filter((call) => call.day >= test.from && call.day <= test.to)
          .map(({ permission }) => safeText(permission)),
      ),
    ]),
  ]);
}

function titleOf({ walkForward: walk }: Backtest, who: string): string {
  if (walk.folds === 0) return `How ${who} would have fared cannot be told yet`;
  const broken = walk.foldResults.filter(({ breaks }) => breaks > 0).length;
  if (broken === 0) return `${sentence(who)} would have broken nothing in ${counted(walk.folds, 'trial')}`;
  return `${sentence(who)} would have refused something in ${broken} of ${counted(walk.folds, 'trial')}`;
}
