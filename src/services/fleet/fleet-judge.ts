import type { OnProgress, Progress } from '../../ingest/progress.ts';
import { turns } from '../../store/turns.ts';
import type { Context } from '../context.ts';
import { type FleetAnswer, type FleetInput, type FleetQuestion, fleetQuestions } from './fleet-questions.ts';

/** Answers questions about the whole fleet. */
export type AskFleet = <Question extends FleetQuestion>(
  question: Question,
  input: FleetInput<Question>,
  onProgress: OnProgress,
) => Promise<FleetAnswer<Question>>;

type Listener = (progress: Progress | null) => void;

/**
 * Has questions about the whole fleet answered one after another, since each may need much memory, and tells how far the one
 * is that is being answered.
 */
export class FleetJudge {
  readonly #answer: AskFleet;
  readonly #takeTurn = turns(1);
  readonly #listeners = new Set<Listener>();
  #progress: Progress | null = null;

  constructor(answer: AskFleet) {
    this.#answer = answer;
  }

  ask<Question extends FleetQuestion>(
    question: Question,
    input: FleetInput<Question>,
  ): Promise<FleetAnswer<Question>> {
    return this.#takeTurn(() =>
      this.#answer(question, input, (progress) => this.#tell(progress)).finally(() => this.#tell(null)),
    );
  }

  /** Tells how far the question under way is, now and whenever that changes, until the returned function is called. */
  watch(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener(this.#progress);
    return () => this.#listeners.delete(listener);
  }

  #tell(progress: Progress | null): void {
    this.#progress = progress;
    for (const listener of this.#listeners) listener(progress);
  }
}

/** Answers in this very process, which does nothing else meanwhile. */
export function askHere(ctx: Context): AskFleet {
  return (question, input, onProgress) => fleetQuestions[question]({ ...ctx, onProgress }, input);
}
