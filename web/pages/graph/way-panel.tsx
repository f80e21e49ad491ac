import { Panel } from '../../parts/panel.tsx';
import { Empty } from '../../parts/states.tsx';
import { count } from '../../words/format.ts';
import type { PartProps } from './picture-panel.tsx';
import { StepList } from './step-list.tsx';

/** The way that is shown, step by step, and the others to turn to. */
export function WayPanel({ shown, question, onAsk }: PartProps) {
  const { answer, way } = shown;
  const ways = answer.paths.length;
  const at = Math.min(question.way, Math.max(0, ways - 1));
  const taken = way.filter(({ state }) => state === 'used').length;
  if (ways === 0) {
    return (
      <Panel
        span={4}
        title="No way leads there"
        basis={<span>up to {question.steps} steps were followed</span>}
      >
        <Empty title="Nothing was found">
          Neither records nor documents nor permissions make a way of so many steps.
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel
      span={4}
      title={`Way ${count(at + 1)} of ${count(ways)}`}
      about={`${taken} of ${way.length} steps taken`}
      aside={
        ways > 1 && (
          <div className="row">
            <button
              type="button"
              className="button small"
              disabled={at === 0}
              onClick={() => onAsk({ way: at - 1 })}
            >
              Before
            </button>
            <button
              type="button"
              className="button small"
              disabled={at === ways - 1}
              onClick={() => onAsk({ way: at + 1 })}
            >
              Next
            </button>
          </div>
        )
      }
      basis={
        <>
          <span>shortest first, of equal length those in use</span>
          <span>that one caller took them in a row is not said</span>
        </>
      }
    >
      <StepList title="Its steps" steps={way} isInOrder shown={shown} onAsk={onAsk} />
    </Panel>
  );
}
