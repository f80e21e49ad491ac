import type { RemarkList } from '../../shared/inventory/remarks.ts';
import { toEpoch } from '../../shared/text/epoch.ts';
import { isTree, own } from '../policy/decode.ts';
import type { Body, Origin } from './document.ts';

const textLengthMax = 4096;
const entriesMax = 1_000_000;

/**
 * Reads the fields of one object of an exported document. A field of the wrong type is reported as a problem and
 * left out; the object's other fields stand. Inherited names such as `constructor` are never read.
 */
export class Item {
  readonly #body: Body;
  readonly #place: string;
  readonly #origin: Origin;
  readonly #problems: RemarkList;
  /** Whether a field had to be left out, here or in an object read through this one. */
  isDamaged = false;

  constructor(body: Body, place: string, origin: Origin, problems: RemarkList) {
    this.#body = body;
    this.#place = place;
    this.#origin = origin;
    this.#problems = problems;
  }

  get origin(): Origin {
    return this.#origin;
  }

  raw(name: string): unknown {
    const value = own(this.#body, name);
    return value === null ? undefined : value;
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' && value.length <= textLengthMax) return value;
    return this.#reject(name, `expected text of at most ${textLengthMax} characters`);
  }

  /** A text without which the object means nothing: its absence is a problem as well. */
  needed(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || value === '') return this.#reject(name, 'missing');
    return this.text(name);
  }

  /** A moment; the values in `absent` stand for none. */
  epoch(name: string, absent: readonly string[] = []): number | undefined {
    const value = this.raw(name);
    if (value === undefined || value === '' || (typeof value === 'string' && absent.includes(value)))
      return undefined;
    return toEpoch(value) ?? this.#reject(name, 'not a date');
  }

  flag(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === 'boolean') return value;
    if (value === 'true' || value === 'True') return true;
    if (value === 'false' || value === 'False') return false;
    return this.#reject(name, 'neither true nor false');
  }

  texts(name: string): readonly string[] {
    return this.#list(name).flatMap((value, index) => {
      if (typeof value === 'string' && value.length <= textLengthMax) return [value];
      this.#reject(`${name}[${index}]`, `expected text of at most ${textLengthMax} characters`);
      return [];
    });
  }

  item(name: string): Item | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (isTree(value)) return this.#child(value, name);
    return this.#reject(name, 'expected an object');
  }

  items(name: string): readonly Item[] {
    return this.#list(name).flatMap((value, index) => {
      if (isTree(value)) return [this.#child(value, `${name}[${index}]`)];
      this.#reject(`${name}[${index}]`, 'expected an object');
      return [];
    });
  }

  /** Says that this object, or the named field of it, could not be used. */
  reject(reason: string, name?: string): void {
    this.isDamaged = true;
    this.#problems.add(
      this.#origin.path,
      `${name === undefined ? this.#place : `${this.#place}.${name}`}: ${reason}`,
    );
  }

  #child(body: Body, place: string): Item {
    return new Item(body, `${this.#place}.${place}`, this.#origin, this.#problems);
  }

  #list(name: string): readonly unknown[] {
    const value = this.raw(name);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.length <= entriesMax) return value;
    return this.#reject(name, 'expected a list') ?? [];
  }

  #reject(name: string, reason: string): undefined {
    this.reject(reason, name);
    return undefined;
  }
}
