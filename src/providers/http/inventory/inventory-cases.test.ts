import { runInventoryCases } from '../../shared/laws/run-inventory-cases.test-support.ts';
import { http } from '../provider.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';
import { readInventory, recogniseInventory } from './index.ts';

learnSampleApi();
runInventoryCases(http, (files, at) => ({ ...readInventory(files, at), notes: [] }), recogniseInventory);
