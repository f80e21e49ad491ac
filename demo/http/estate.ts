import type { Random } from '../random.ts';
import type { HttpKey, KeySpec } from './holders.ts';

/** Every key of the API at the end of the window; the inventory is written from it. */
export class HttpEstate {
  readonly keys: HttpKey[] = [];
  readonly #random: Random;
  readonly #lastUses = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Gives somebody a key. */
  key(name: string, spec: KeySpec): HttpKey {
    const key = { ...spec, name, id: `mk_${this.#random.split(name).alphanumeric(16).toLowerCase()}` };
    this.keys.push(key);
    return key;
  }

  /** Remembers what the gateway would: when a key was last used. */
  noteUse({ id }: HttpKey, at: number): void {
    this.#lastUses.set(id, at);
  }

  /** Gives the last use of a key. */
  lastUse({ id, lastUsedAt }: HttpKey): number | undefined {
    return this.#lastUses.get(id) ?? lastUsedAt;
  }
}
