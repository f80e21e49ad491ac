import { useQuery } from '@tanstack/react-query';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem, Waiting } from '../../parts/states.tsx';
import { TrendChart } from '../../parts/trend-chart.tsx';
import { count, counted, shortId, span } from '../../words/format.ts';

/** The gap score of the fleet, whether it falls, and what moved it. */
export function ScorePanel({ fleet }: { readonly fleet: Shapes['ScoreRow'] }) {
  const window = useWindow();
  const score = useQuery({ queryKey: ['score', window], queryFn: () => api.score(window) });
  const moves = useQuery({ queryKey: ['moves', window], queryFn: () => api.scoreMoves(window) });
  return (
    <Panel
      span={5}
      title={titleOf(moves.data, fleet)}
      about="gap score, lower is better"
      basis={
        <>
          <span>{bucketText(fleet)}</span>
          {moves.data && <span>judged {span(moves.data.after)}</span>}
          <span>rule gap-score</span>
        </>
      }
    >
      <div className="score-look">
        <div>
          <p className="big">{fleet.score ?? '?'}</p>
          <p className="soft">{changeText(moves.data)}</p>
        </div>
        {score.data ? (
          <TrendChart
            points={score.data.trend.map(({ window: { to }, score: value }) => ({ at: to, value }))}
            unit="Gap score"
            none="Two weeks with a score make a line."
            label={`Gap score of each of the last ${score.data.trend.length} weeks, now ${fleet.score}`}
          />
        ) : score.isError ? (
          <Problem error={score.error} />
        ) : (
          <Waiting text="Judging week by week" isOfFleet />
        )}
      </div>
      {moves.data && <Moves moves={moves.data} />}
    </Panel>
  );
}

function Moves({ moves: { moves } }: { readonly moves: Shapes['ScoreMoves'] }) {
  if (moves.length === 0)
    return <p className="faint">Eight weeks of logs are needed to tell what moved it.</p>;
  return (
    <dl className="deltas">
      {moves.map((move) => (
        <div key={`${move.kind} ${move.id}`}>
          <dt>{signed(move.points)}</dt>
          <dd>
            {move.kind === 'other' ? (
              `${counted(move.holders, 'smaller change')}`
            ) : (
              <>
                <Foreign text={shortId(move.name)} /> {moveWords(move)}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function moveWords({ kind, scoreBefore, scoreAfter }: Shapes['ScoreMoves']['moves'][number]): string {
  if (kind === 'new') return `is judged for the first time, at ${scoreAfter}`;
  if (kind === 'gone') return `is no longer judged; it stood at ${scoreBefore}`;
  return `${kind === 'wider' ? 'widened' : 'narrowed'} from ${scoreBefore} to ${scoreAfter}`;
}

function titleOf(moves: Shapes['ScoreMoves'] | undefined, { buckets }: Shapes['ScoreRow']): string {
  const change = changeOf(moves);
  // Without a change to tell of, what stands is the conclusion.
  if (change === undefined)
    return `${count(buckets.wide)} of ${counted(buckets.wide + buckets.medium + buckets.narrow, 'gap')} ${buckets.wide === 1 ? 'is' : 'are'} wide`;
  if (Math.abs(change) < 0.5) return 'The gap stays as it is';
  return change < 0 ? 'The gap is closing' : 'The gap is widening';
}

function changeText(moves: Shapes['ScoreMoves'] | undefined): string {
  const change = changeOf(moves);
  if (change === undefined) return '';
  if (Math.abs(change) < 0.05) return 'as four weeks ago';
  return `${Math.abs(change).toFixed(1)} ${change < 0 ? 'lower' : 'higher'} than four weeks ago`;
}

function changeOf(moves: Shapes['ScoreMoves'] | undefined): number | undefined {
  if (moves?.scoreBefore == null || moves.scoreAfter == null) return undefined;
  return moves.scoreAfter - moves.scoreBefore;
}

function bucketText({ buckets }: Shapes['ScoreRow']): string {
  return `${buckets.wide} wide, ${buckets.medium} medium, ${buckets.narrow} narrow, ${buckets.none} not judged`;
}

function signed(points: number): string {
  const text = Math.abs(points).toFixed(1);
  return points < 0 ? `−${text}` : `+${text}`;
}
