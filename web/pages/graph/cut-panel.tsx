import { Panel } from '../../parts/panel.tsx';
import { Empty } from '../../parts/states.tsx';
import { counted } from '../../words/format.ts';
import type { PartProps } from './picture-panel.tsx';
import { StepList } from './step-list.tsx';

/** The fewest steps without which none of the ways is left, and who would miss them. */
export function CutPanel({ shown, onAsk }: Pick<PartProps, 'shown' | 'onAsk'>) {
  const { cut, answer } = shown;
  const used = answer.cut?.used ?? 0;
  return (
    <Panel
      span={4}
      title={
        cut.length === 0 ? 'There is nothing to cut' : `Cut ${counted(cut.length, 'step')} to close every way`
      }
      about={
        cut.length === 0
          ? undefined
          : used === 0
            ? 'nobody was seen on it'
            : `${used} in use: somebody would miss it`
      }
      basis={
        <>
          <span>fewest steps, those in use last</span>
          <span>of the ways shown; what a log cannot tell is not called unused</span>
        </>
      }
    >
      {cut.length === 0 ? (
        <Empty title="No way, no cut" />
      ) : (
        <div className="stack">
          <StepList title="To take away" steps={cut} isBetween shown={shown} onAsk={onAsk} />
          <div className="row">
            <button type="button" className="button primary" onClick={() => onAsk({ view: 'cut' })}>
              See what is left
            </button>
          </div>
        </div>
      )}
    </Panel>
  );
}
