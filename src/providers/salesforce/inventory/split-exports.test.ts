import { runInventoryLaws } from '../../shared/laws/run-inventory-laws.test-support.ts';
import { salesforce } from '../provider.ts';
import { readInventory } from './index.ts';

runInventoryLaws({
  provider: salesforce,
  read: readInventory,
  lists: ['records'],
});
