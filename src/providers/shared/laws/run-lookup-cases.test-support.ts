import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Provider } from '../../provider.ts';

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      operation: z.string(),
      permissions: z.array(z.string()),
      basis: z.enum(['named', 'mapped', 'none', 'unknown']),
      alternatives: z.array(z.array(z.string())).optional(),
    }),
  ),
});

/** Holds what a catalogue says of operations to its cases. */
export function runLookupCases({ id, catalogue }: Pick<Provider, 'id' | 'catalogue'>): void {
  const folder = new URL(`../../${id}/cases/lookup/`, import.meta.url);
  for (const file of readdirSync(folder)) {
    const topic = topicSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    describe(topic.topic, () => {
      it.each(topic.cases)('$name', ({ name: _, operation, ...answer }) => {
        expect(catalogue.lookup({ source: '', name: operation })).toEqual(answer);
      });
    });
  }
}
