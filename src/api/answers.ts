import { recallCatalogues } from '../ingest/learn-catalogue.ts';
import type { Finding } from '../model/finding.ts';
import type { Window } from '../model/window.ts';
import type { Context } from '../services/context.ts';
import { dataRevision } from '../services/data-revision.ts';
import { type JudgedFleet, judgeFleet } from '../services/judge-fleet.ts';
import { type Mute, unmuted } from '../services/mute-findings.ts';

const keptMax = 48;

/** Remembers answers until other data is loaded, so that turning a page does not judge the fleet again. */
export class Answers {
  readonly #ctx: Context;
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #made = new WeakSet<Promise<unknown>>();
  #revision = '';

  readonly #mutes: readonly Mute[];

  constructor(ctx: Context, mutes: readonly Mute[] = []) {
    this.#ctx = ctx;
    this.#mutes = mutes;
  }

  /** The mark of the data that answers are given from. */
  async revision(): Promise<string> {
    const revision = await dataRevision(this.#ctx);
    if (revision === this.#revision) return revision;
    this.#kept.clear();
    // Another process may have loaded what permissions follow from.
    await recallCatalogues(this.#ctx.store);
    this.#revision = revision;
    return revision;
  }

  /** Gives what `make` gave for the same question to the same data, while that is remembered. */
  async recall<T>(question: readonly unknown[], make: () => Promise<T>): Promise<T> {
    const key = await this.#keyOf(question);
    const known = this.#kept.get(key);
    const answer = known ?? make();
    // Taken out and put back, it is the youngest.
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptMax) break;
      this.#kept.delete(oldest);
    }
    try {
      const given = asMade<T>(await answer);
      this.#made.add(answer);
      return given;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }

  /** The whole fleet of a window, judged. */
  fleet(window: Window): Promise<JudgedFleet> {
    const mutes = this.#mutes;
    return this.recall(['fleet', window], () => judgeFleet(this.#ctx, { window, mutes }));
  }

  /** Leaves out what is muted. */
  unmuted(findings: readonly Finding[]): Finding[] {
    return [...unmuted(findings, this.#mutes, this.#ctx.now())];
  }

  /** The same where it need not be waited for. */
  async fleetAtHand(window: Window): Promise<JudgedFleet | undefined> {
    const known = this.#kept.get(await this.#keyOf(['fleet', window]));
    return known && this.#made.has(known) ? asMade<JudgedFleet>(await known) : undefined;
  }

  async #keyOf(question: readonly unknown[]): Promise<string> {
    return `${await this.revision()} ${JSON.stringify(question)}`;
  }
}

/** INVARIANT: a question names what makes its answer, so that equal questions have answers of one type. */
function asMade<T>(answer: unknown): T {
  return answer as T;
}
