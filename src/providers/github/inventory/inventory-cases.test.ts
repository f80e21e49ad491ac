import { runInventoryCases } from '../../shared/laws/run-inventory-cases.test-support.ts';
import { github } from '../provider.ts';
import { readInventory, recogniseInventory } from './index.ts';

runInventoryCases(github, readInventory, recogniseInventory);
