import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What we know of an API beyond its description. */
export interface ApiFacts {
  readonly prefixes: readonly string[];
  readonly sources: readonly string[];
}

/** The lines of a fact table, without comments and blank lines. */
export function factLines(file: string): string[] {
  const text = readFileSync(join(import.meta.dirname, 'facts', file), 'utf8');
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return lines.filter((line) => line !== '');
}

/** Reads `facts/apis.txt`: API key → IAM prefixes and event sources. */
export function readApiFacts(): Map<string, ApiFacts> {
  return new Map(
    factLines('apis.txt').map((line) => {
      const [key = '', prefixes = '', sources = ''] = line.split('|').map((field) => field.trim());
      return [key, { prefixes: words(prefixes), sources: words(sources) }];
    }),
  );
}

/** Reads `facts/operations.txt`: `api Operation` → permissions as written, in the order of the file. */
export function readOperationFacts(): Map<string, readonly string[]> {
  const facts = new Map<string, readonly string[]>();
  for (const line of factLines('operations.txt')) {
    const [api = '', operation = '', ...permissions] = line.split(/\s+/);
    const key = `${api} ${operation}`;
    if (permissions.length === 0) throw new Error(`operations.txt: \`${line}\` names no permission`);
    if (facts.has(key)) throw new Error(`operations.txt: \`${key}\` is there twice`);
    facts.set(key, permissions);
  }
  return facts;
}

/** Reads `facts/companions.txt`: permission → companions as written. */
export function readCompanionFacts(): Map<string, readonly string[]> {
  return new Map(
    factLines('companions.txt').map((line) => {
      const [permission = '', ...companions] = words(line);
      return [permission, companions];
    }),
  );
}

function words(field: string): string[] {
  return field.split(/[\s,]+/).filter((word) => word !== '');
}

/** Reads `facts/recorded.txt`. */
export function readRecordedFacts(): {
  readonly operations: ReadonlyMap<string, string>;
  readonly permissions: ReadonlyMap<string, string>;
} {
  const operations = new Map<string, string>();
  const permissions = new Map<string, string>();
  let how = '';
  for (const line of factLines('recorded.txt')) {
    if (line.startsWith('[')) how = line.slice(1, -1);
    else if (line.includes(':')) for (const name of words(line)) permissions.set(name, how);
    else {
      const [api, ...names] = words(line);
      for (const name of names) operations.set(`${api} ${name}`, how);
    }
  }
  return { operations, permissions };
}
