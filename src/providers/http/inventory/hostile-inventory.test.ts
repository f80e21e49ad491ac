import {
  runHostileInventory,
  tokensHavePrincipals,
} from '../../shared/laws/run-hostile-inventory.test-support.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';
import { readInventory, recogniseInventory } from './index.ts';

learnSampleApi();
runHostileInventory('http', {
  read: readInventory,
  recognise: (_, head) => recogniseInventory(head),
  check: tokensHavePrincipals,
});
