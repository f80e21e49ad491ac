import { runInventoryLaws } from '../../shared/laws/run-inventory-laws.test-support.ts';
import { kubernetes } from '../provider.ts';
import { readInventory } from './index.ts';

runInventoryLaws({
  provider: kubernetes,
  read: readInventory,
  lists: ['items'],
});
