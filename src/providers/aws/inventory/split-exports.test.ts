import { runInventoryLaws } from '../../shared/laws/run-inventory-laws.test-support.ts';
import { aws } from '../provider.ts';
import { readInventory } from './index.ts';

runInventoryLaws({
  provider: aws,
  read: readInventory,
  lists: [
    'UserDetailList',
    'GroupDetailList',
    'RoleDetailList',
    'Policies',
    'Users',
    'Roles',
    'AccessKeyMetadata',
    'trailList',
  ],
});
