import { runInventoryCases } from '../../shared/laws/run-inventory-cases.test-support.ts';
import { salesforce } from '../provider.ts';
import { readInventory, recogniseInventory } from './index.ts';

runInventoryCases(salesforce, readInventory, recogniseInventory);
