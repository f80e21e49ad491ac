import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Foreign } from '../../parts/foreign.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { Problem } from '../../parts/states.tsx';
import { ChosenPanel } from './chosen-panel.tsx';
import { conclusionOf, ledeOf } from './conclusion.ts';
import { CutPanel } from './cut-panel.tsx';
import type { Answer } from './model.ts';
import { PicturePanel } from './picture-panel.tsx';
import { QuestionLine } from './question-line.tsx';
import { ReachPanel } from './reach-panel.tsx';
import { useShown } from './use-graph.ts';
import type { Question } from './use-question.ts';
import { ViewSwitch } from './view-switch.tsx';
import { WayPanel } from './way-panel.tsx';
import { nodeWords } from './words.ts';

interface AskedProps {
  readonly answer: Answer;
  readonly growths: readonly UseQueryResult<Answer>[];
  readonly question: Question;
  readonly onAsk: (change: Partial<Question>) => void;
}

/** The answer: its conclusion, its picture or table, and what each part of it rests on. */
export function Asked({ answer, growths, question, onAsk }: AskedProps) {
  const shown = useShown(
    answer,
    growths.map(({ data }) => data),
    question,
  );
  const { model, ends } = shown;
  const start = model.nodes.get(ends.from ?? ends.to ?? '');
  const isBetween = ends.from !== undefined && ends.to !== undefined;
  const failed = growths.find(({ isError }) => isError);
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/graph">Graph</Link> / <Foreign text={start ? nodeWords(start) : ''} />
          </>
        }
        title={<Foreign text={conclusionOf(shown)} />}
        lede={<Foreign text={ledeOf(shown)} />}
        actions={
          <ViewSwitch view={question.view} isBetween={isBetween} onChoose={(view) => onAsk({ view })} />
        }
      />
      <QuestionLine question={question} onAsk={onAsk} />
      {failed?.error && <Problem error={failed.error} onAgain={() => void failed.refetch()} />}
      <PicturePanel shown={shown} question={question} onAsk={onAsk} />
      <div className="grid">
        <ChosenPanel shown={shown} question={question} onAsk={onAsk} />
        {isBetween ? (
          <>
            <WayPanel shown={shown} question={question} onAsk={onAsk} />
            <CutPanel shown={shown} onAsk={onAsk} />
          </>
        ) : (
          <ReachPanel shown={shown} onAsk={onAsk} />
        )}
      </div>
    </>
  );
}
