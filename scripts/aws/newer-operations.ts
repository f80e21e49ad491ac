import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiModel, ApiOperation } from './api-models.ts';

/** Where the operations newer than the frozen package are kept: `@api prefix signing aliases`, then `name verb roles tags`. */
export const newerOperationsFile = join(import.meta.dirname, 'facts/newer-operations.tsv');

/** Reads the operations that have appeared since the `aws-sdk` package was frozen. */
export function readNewerModels(): ApiModel[] {
  const models: (ApiModel & { readonly operations: Map<string, ApiOperation> })[] = [];
  for (const line of readFileSync(newerOperationsFile, 'utf8').trimEnd().split('\n')) {
    const [name = '', second = '', third = '', fourth = ''] = line.split('\t');
    if (name.startsWith('@')) {
      const head = { key: name.slice(1), endpointPrefix: second, signingName: third, aliases: words(fourth) };
      models.push({ ...head, operations: new Map() });
    } else {
      models.at(-1)?.operations.set(name, { name, method: second, roles: words(third), tags: words(fourth) });
    }
  }
  return models;
}

function words(field: string): string[] {
  return field === '' ? [] : field.split(' ');
}
