import { derivedSet } from '../derive/derive-permissions.ts';
import type { FoldFacts } from './fold-facts.ts';
import { trainingOf } from './training.ts';
import type { HolderDays } from './use-days.ts';

/** Holds every principal’s own past against what it would keep: by the permissions that its successful calls needed. */
export class InSample {
  readonly #facts: FoldFacts | undefined;
  #calls = 0;
  #deniedCalls = 0;

  constructor(facts: FoldFacts | undefined) {
    this.#facts = facts;
  }

  add(holder: HolderDays): void {
    if (!this.#facts) return;
    const { fold } = this.#facts;
    const kept = derivedSet(trainingOf(holder, this.#facts.of(holder), fold).derivation);
    for (const { allowed } of holder.tokens) {
      for (const { permission, calls } of allowed) {
        this.#calls += calls;
        if (!kept.has(permission)) this.#deniedCalls += calls;
      }
    }
  }

  result(): { readonly calls: number; readonly deniedCalls: number } {
    return { calls: this.#calls, deniedCalls: this.#deniedCalls };
  }
}
