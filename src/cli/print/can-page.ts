import type { CanInput } from '../../model/policy-question.ts';
import type { CanAnswer } from '../../services/can.ts';
import { type Line, line, run } from './run.ts';
import { heading, point } from './sentence.ts';

/** Allow or deny, and why, step by step. */
export function canPage(
  answer: CanAnswer,
  question: CanInput,
  { width }: { readonly width: number },
): Line[] {
  const { reasons, problems, isCertain, possible, undecidedKeys } = answer;
  return [
    ...heading(conclusion(answer, question), width),
    ...reasons.flatMap(({ text }) => point(line(text), width)),
    ...(isCertain ? [] : heading(dependence(possible), width)),
    ...(undecidedKeys.length === 0
      ? []
      : point(line(`on ${undecidedKeys.join(', ')}`), width, run('▒', 'unknown'))),
    ...(problems.length === 0 ? [] : heading('What could not be read of the policies', width)),
    ...problems.flatMap(({ policy, path, reason }) =>
      point(line(run(policy, 'strong'), ` at ${path}: ${reason}`), width, run('!', 'severity')),
    ),
  ];
}

const words: Readonly<Record<CanAnswer['decision'], string>> = {
  allowed: 'allowed',
  'explicitly-denied': 'denied, because a policy says so',
  'implicitly-denied': 'denied, because no policy allows it',
};

/** What it may also be, the most open first. */
function dependence(possible: CanAnswer['possible']): string {
  const order = Object.keys(words);
  const sorted = possible.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  return `It depends. It may be ${sorted.map((decision) => words[decision]).join('; or ')}.`;
}

function conclusion({ decision, isCertain }: CanAnswer, { action, resource }: CanInput): string {
  const verdict = `${action} on ${resource} is ${words[decision]}`;
  return isCertain ? `${verdict}.` : `${verdict}, as far as can be told.`;
}
