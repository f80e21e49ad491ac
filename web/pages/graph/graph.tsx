import { useWindow } from '../../app/window.ts';
import { PageHead } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { Asked } from './asked.tsx';
import { QuestionLine } from './question-line.tsx';
import { StartPanel } from './start-panel.tsx';
import { useAnswers } from './use-graph.ts';
import { useQuestion } from './use-question.ts';

/** Who can become whom and reach what, over all systems: from one node, to one, or between two. */
export function Graph() {
  const [question, ask] = useQuestion();
  const { days } = useWindow();
  const { main, growths } = useAnswers(question);
  if (question.from === undefined && question.to === undefined) {
    return (
      <>
        <PageHead
          title="Where does it lead, and who can get there?"
          lede="Begin with one token, person or role. The graph follows it over all systems: what it is recorded to have done, what documents let it do, and what permissions give away."
        />
        <QuestionLine question={question} onAsk={ask} />
        <StartPanel />
      </>
    );
  }
  return (
    <Answer of={main} waiting="Following every step">
      {(answer) => (
        <Asked
          // Another question begins with a picture of its own.
          key={`${question.from} ${question.to} ${question.steps} ${days}`}
          answer={answer}
          growths={growths}
          question={question}
          onAsk={ask}
        />
      )}
    </Answer>
  );
}
