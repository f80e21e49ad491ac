import { runInventoryLaws } from '../../shared/laws/run-inventory-laws.test-support.ts';
import { github } from '../provider.ts';
import { readInventory } from './index.ts';

runInventoryLaws({
  provider: github,
  read: readInventory,
  lists: ['installations', 'repositories', 'items', 'data', 'value'],
});
