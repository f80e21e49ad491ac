import { runInventoryCases } from '../../shared/laws/run-inventory-cases.test-support.ts';
import { kubernetes } from '../provider.ts';
import { readInventory, recogniseInventory } from './index.ts';

runInventoryCases(kubernetes, readInventory, recogniseInventory);
