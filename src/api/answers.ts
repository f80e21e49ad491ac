import { recallCatalogues } from '../ingest/learn-catalogue.ts';
import type { Finding } from '../model/finding.ts';
import type { Window } from '../model/window.ts';
import type { Context } from '../services/context.ts';
import type { MuteFile } from '../services/findings/mute-file.ts';
import { unmuted } from '../services/findings/mute-findings.ts';
import type { FleetJudge } from '../services/fleet/fleet-judge.ts';
import type { FleetAnswer, FleetInput, FleetQuestion } from '../services/fleet/fleet-questions.ts';
import type { JudgedFleet } from '../services/fleet/judge-fleet.ts';
import { type ToldFleet, tellFleet } from '../services/fleet/tell-fleet.ts';
import { dataRevision } from '../services/load/data-revision.ts';
import { type RememberingStore, rememberingStore } from '../store/remembering-store.ts';

const keptMax = 48;
const dayMs = 86_400_000;

/** Remembers answers until other data is loaded, so that turning a page does not judge the fleet again. */
export class Answers {
  readonly #ctx: Context;
  readonly #store: RememberingStore;
  readonly #judge: FleetJudge;
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #made = new WeakSet<Promise<unknown>>();
  #revision = '';

  /** What is not to be told; nothing where none was named. */
  readonly muteFile: MuteFile | undefined;

  constructor(ctx: Context, judge: FleetJudge, muteFile?: MuteFile) {
    this.#store = rememberingStore(ctx.store);
    this.#ctx = { ...ctx, store: this.#store };
    this.#judge = judge;
    this.muteFile = muteFile;
  }

  /** The mark of the data that answers are given from. */
  async revision(): Promise<string> {
    const revision = await dataRevision(this.#ctx);
    if (revision === this.#revision) return revision;
    this.#kept.clear();
    this.#store.forget();
    // Another process may have loaded what permissions follow from.
    await recallCatalogues(this.#ctx.store);
    this.#revision = revision;
    return revision;
  }

  /**
   * Gives what `make` gave for the same question to the same data, while that is remembered. The store that it is handed
   * remembers, too, what many questions ask of the same data.
   */
  async recall<T>(question: readonly unknown[], make: (ctx: Context) => Promise<T>): Promise<T> {
    const key = keyOf(await this.revision(), question);
    const known = this.#kept.get(key);
    const answer = known ?? make(this.#ctx);
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

  /** Gives what was answered to a question about the whole fleet, while that is remembered. */
  ofFleet<Question extends FleetQuestion>(
    question: Question,
    input: FleetInput<Question>,
  ): Promise<FleetAnswer<Question>> {
    return this.recall([question, input], () => this.#judge.ask(question, input));
  }

  /** The whole fleet of a window, judged, without what is muted. */
  async fleet(window: Window): Promise<ToldFleet> {
    const judged = await this.ofFleet('fleet', { window });
    return this.recall(['told fleet', window, this.mutesMark()], async () =>
      tellFleet(judged, this.muteFile?.mutes() ?? [], this.#ctx.now()),
    );
  }

  /** Changes whenever something else is muted: with the file, and with each day, since a mute ends with its own. */
  mutesMark(): string {
    return `${Math.floor(this.#ctx.now() / dayMs)} ${this.muteFile?.text() ?? ''}`;
  }

  /** Leaves out what is muted. */
  unmuted(findings: readonly Finding[]): Finding[] {
    return [...unmuted(findings, this.muteFile?.mutes() ?? [], this.#ctx.now())];
  }

  /** What was found in the whole fleet, muted or not, where it need not be waited for: in the data that were last asked of. */
  async findingsAtHand(window: Window): Promise<readonly Finding[] | undefined> {
    const known = this.#kept.get(keyOf(this.#revision, ['fleet', { window }]));
    return known && this.#made.has(known) ? asMade<JudgedFleet>(await known).findings : undefined;
  }
}

function keyOf(revision: string, question: readonly unknown[]): string {
  return `${revision} ${JSON.stringify(question)}`;
}

/** INVARIANT: a question names what makes its answer, so that equal questions have answers of one type. */
function asMade<T>(answer: unknown): T {
  return answer as T;
}
