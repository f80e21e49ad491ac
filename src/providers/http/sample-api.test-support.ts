import { readFileSync } from 'node:fs';
import { documentsOf, learn } from './catalogue/index.ts';

/** Makes the API of the cases the only one that is known, with further documents where a test brings its own. */
export function learnSampleApi(...texts: readonly string[]): void {
  const sample = readFileSync(new URL('./cases/orders-api.yaml', import.meta.url), 'utf8');
  const files = [sample, ...texts].map((text, index) => ({ path: `${index}`, text }));
  learn(documentsOf(files, 0), new Map());
}
