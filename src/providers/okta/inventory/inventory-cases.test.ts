import { runInventoryCases } from '../../shared/laws/run-inventory-cases.test-support.ts';
import { okta } from '../provider.ts';
import { readInventory, recogniseInventory } from './index.ts';

runInventoryCases(okta, readInventory, recogniseInventory);
