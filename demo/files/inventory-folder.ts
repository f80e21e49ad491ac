import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json } from '../json.ts';

/** Writes inventory files as if exported at one moment, and counts them. */
export class InventoryFolder {
  readonly #directory: string;
  readonly #exportedAt: number;
  #files = 0;

  constructor(directory: string, exportedAt: number) {
    this.#directory = directory;
    this.#exportedAt = exportedAt;
  }

  /** Writes a document with the indent that command-line tools print it with. */
  json(path: string, value: Json, indent = 4): void {
    this.text(path, `${JSON.stringify(value, null, indent)}\n`);
  }

  /** Writes text as it is. */
  text(path: string, text: string): void {
    const file = join(this.#directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, this.#exportedAt / 1000, this.#exportedAt / 1000);
    this.#files += 1;
  }

  /** Gives how many files have been written. */
  files(): number {
    return this.#files;
  }
}
