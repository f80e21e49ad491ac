import {
  runHostileInventory,
  tokensHavePrincipals,
} from '../../shared/laws/run-hostile-inventory.test-support.ts';
import { readInventory, recogniseInventory } from './index.ts';

runHostileInventory('salesforce', {
  read: readInventory,
  recognise: (_, head) => recogniseInventory(head),
  check: tokensHavePrincipals,
});
