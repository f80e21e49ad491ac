import { expect, it } from 'vitest';
import {
  runHostileInventory,
  tokensHavePrincipals,
} from '../../shared/laws/run-hostile-inventory.test-support.ts';
import { readInventory, recogniseInventory } from './index.ts';

runHostileInventory('kubernetes', {
  read: readInventory,
  recognise: (_, head) => recogniseInventory(head),
  check: tokensHavePrincipals,
});

it('survives YAML nested deeper than any stack', () => {
  const read = readInventory([{ path: 'deep.yaml', text: `kind: ${'['.repeat(50_000)}` }], 0);
  expect(read.problems.map(({ path }) => path)).toEqual(['deep.yaml']);
});
