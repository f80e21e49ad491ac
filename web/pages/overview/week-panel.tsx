import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { changeTitle } from '../../words/change.ts';
import { counted, shortDay, shortId } from '../../words/format.ts';

const shownMax = 7;

/** What was last done to tokens, roles and grants. */
export function WeekPanel({ overview }: { readonly overview: Shapes['Overview'] }) {
  const { changes, changeCount, window } = overview;
  return (
    <Panel
      span={4}
      title={changeCount === 0 ? 'Nothing changed this week' : `${counted(changeCount, 'change')} this week`}
      about={changes.length > 0 ? aboutOf(changes.slice(0, shownMax), window) : undefined}
      isFlush
      basis={
        <span>
          the week to {shortDay(Date.parse(window.to) - 1)}; what one actor did of a kind in a day is one line
        </span>
      }
    >
      <ul className="list">
        {changes.slice(0, shownMax).map((change) => (
          <li key={`${change.time} ${change.change} ${change.actor} ${change.subject}`} className="week-row">
            <time dateTime={change.time} className="faint">
              {shortDay(change.time)}
            </time>
            <div>
              <p className="break">
                <b>{changeTitle(change)}</b>{' '}
                {change.subjects === 1 && (
                  <Link to="/tokens/$id" params={{ id: change.subject }}>
                    <Foreign text={shortId(change.subject)} />
                  </Link>
                )}
              </p>
              <p className="faint break">
                {change.object !== '' && (
                  <>
                    <Foreign text={shortId(change.object)} />,{' '}
                  </>
                )}
                by <Foreign text={shortId(change.actor) || 'nobody that is named'} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Fewer than are shown may be of the week: then it says what the others are. */
function aboutOf(
  shown: Shapes['Overview']['changes'],
  { to }: Shapes['Overview']['window'],
): string | undefined {
  const weekFrom = Date.parse(to) - 7 * 86_400_000;
  const before = shown.filter(({ time }) => Date.parse(time) < weekFrom).length;
  if (before === 0) return undefined;
  return before === shown.length ? 'the last before it' : 'and the last before it';
}
