import { NodeField } from './node-field.tsx';
import { type Question, stepsUsual } from './use-question.ts';

interface QuestionLineProps {
  readonly question: Question;
  readonly onAsk: (change: Partial<Question>) => void;
}

const stepChoices = [1, 2, 3, 4, 6, stepsUsual, 12];

/** The question: where it begins, where it ends, and how far it goes. */
export function QuestionLine({ question, onAsk }: QuestionLineProps) {
  const { from, to, steps } = question;
  return (
    <div className="graph-question">
      <NodeField
        label="From"
        hint="a token, person or role"
        chosen={from}
        isStart
        onChoose={(id) => onAsk({ from: id, to })}
      />
      <NodeField
        label="To"
        hint="anything: also a resource"
        chosen={to}
        isStart={false}
        onChoose={(id) => onAsk({ from, to: id })}
      />
      <label className="steps-field">
        <span>Steps</span>
        <select
          className="button"
          value={steps}
          onChange={({ target }) => onAsk({ steps: Number(target.value) })}
        >
          {[...new Set([...stepChoices, steps])]
            .sort((a, b) => a - b)
            .map((choice) => (
              <option key={choice} value={choice}>
                up to {choice}
              </option>
            ))}
        </select>
      </label>
    </div>
  );
}
