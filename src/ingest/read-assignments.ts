import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { ScopelightError } from '../model/error.ts';
import { lineBatches } from './line-batches.ts';

/** Who has what, and what could not be read of it. */
export interface Assignments {
  readonly permissionsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Distinct pairs of a subject and a permission. */
  readonly count: number;
  readonly unreadable: readonly { readonly line: number; readonly reason: string }[];
  /** All unreadable lines; `unreadable` holds the first hundred. */
  readonly unreadableCount: number;
}

const pairsMax = 20_000_000;
const shownMax = 100;
const gzipMagic = Buffer.from([0x1f, 0x8b]);
const heads = /^(subject|user|user_?name|principal|token|identity|account)s?$/i;

/**
 * Reads lines of a subject and a permission, packed with gzip or not: CSV with commas, semicolons or tabs, or two words
 * between blanks. A first line of names of columns is passed over.
 * @throws {ScopelightError} `input.not-found` when the file cannot be read, `usage.invalid` when it holds too much.
 */
export async function readAssignments(path: string): Promise<Assignments> {
  const permissionsOf = new Map<string, Set<string>>();
  const unreadable: { line: number; reason: string }[] = [];
  let [count, unreadableCount, line] = [0, 0, 0];
  let split: ((text: string) => readonly string[]) | undefined;
  for await (const raw of linesOf(path)) {
    line++;
    const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (text.trim() === '') continue;
    split ??= splitterFor(text);
    const [subject = '', permission = '', ...rest] = fieldsOf(split, text);
    if (line === 1 && heads.test(subject)) continue;
    if (subject === '' || permission === '' || rest.some((field) => field !== '')) {
      unreadableCount++;
      if (unreadable.length < shownMax) {
        unreadable.push({ line, reason: 'not a subject and a permission' });
      }
      continue;
    }
    const mine = permissionsOf.get(subject) ?? new Set();
    count += mine.has(permission) ? 0 : 1;
    permissionsOf.set(subject, mine.add(permission));
    if (count > pairsMax) {
      throw new ScopelightError('usage.invalid', `\`${path}\` holds more than ${pairsMax} assignments`, {
        hint: 'give the assignments of one system or department at a time',
      });
    }
  }
  return { permissionsOf, count, unreadable, unreadableCount };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  try {
    for await (const lines of lineBatches(unpacked(path))) yield* lines;
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new ScopelightError('input.not-found', `\`${path}\` cannot be read: ${cause.message}`, { cause });
  }
}

/** The first bytes tell whether it is packed, not the name. */
function unpacked(path: string): Readable {
  const head = Buffer.alloc(2);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  const bytes = createReadStream(path);
  // What goes wrong reaches whoever reads the last stream.
  return head.equals(gzipMagic) ? pipeline(bytes, createGunzip(), () => {}) : bytes;
}

function splitterFor(first: string): (text: string) => readonly string[] {
  const delimiter = [',', ';', '\t'].find((candidate) => first.includes(candidate));
  if (delimiter === undefined) return (text) => text.trim().split(/\s+/);
  return (text) => parse(text, { delimiter, trim: true, relax_column_count: true })[0] ?? [];
}

/** Quotes that do not close make a line unreadable, not the file. */
function fieldsOf(split: (text: string) => readonly string[], text: string): readonly string[] {
  try {
    return split(text);
  } catch {
    return [];
  }
}
