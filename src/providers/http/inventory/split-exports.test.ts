import { runInventoryLaws } from '../../shared/laws/run-inventory-laws.test-support.ts';
import { http } from '../provider.ts';
import { learnSampleApi } from '../sample-api.test-support.ts';
import { readInventory } from './index.ts';

learnSampleApi();
runInventoryLaws({
  provider: http,
  read: readInventory,
  lists: ['keys', 'items', 'data', 'apiKeys', 'api_keys', 'clients', 'tokens', 'consumers', 'results'],
});
