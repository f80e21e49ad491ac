import { runInventoryLaws } from '../../shared/laws/run-inventory-laws.test-support.ts';
import { okta } from '../provider.ts';
import { readInventory } from './index.ts';

runInventoryLaws({
  provider: okta,
  read: readInventory,
  lists: ['roles', 'permissions', 'value', 'items', 'data'],
});
