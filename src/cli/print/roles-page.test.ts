import { describe, expect, it } from 'vitest';
import type { RoleList } from '../../model/roles.ts';
import { rolesPage } from './roles-page.ts';
import { actsOnTerminal, print } from './sample-values.test-support.ts';

const role: RoleList['roles'][number] = {
  id: 'arn:aws:iam::111122223333:role/ci/deploy',
  provider: 'aws',
  account: '111122223333',
  kind: 'inline',
  name: 'deploy',
  createdAt: null,
  changedAt: null,
  permissions: 40,
  isComplete: true,
  holders: 1,
  activeHolders: 1,
  used: 4,
  unused: 30,
  unknown: 6,
  copyOf: { id: 'arn:aws:iam::111122223333:policy/release', name: 'release', similarity: 0.95 },
  copies: 3,
};
const list: RoleList = {
  schema: 'scopelight.roles/1',
  window: { from: '2026-06-02T00:00:00Z', to: '2026-09-30T00:00:00Z' },
  totals: { roles: 9, unheld: 1, singleHolder: 7, unusedWhole: 2, nearCopies: 3, holders: 8 },
  roles: [role],
};
const options = { width: 120, limit: 50 };

describe('rolesPage', () => {
  it('concludes, and tells of each role by what tells it apart', () => {
    const page = print(rolesPage(list, options));
    expect(page).toContain('9 roles for 8 holders; of 2 that are held nothing was used.');
    expect(page).toMatch(/ci\/deploy .* 40 +4 .*release 95\.0 % and 2 more/);
  });

  it('says where there is no inventory', () => {
    const none = { ...list, roles: [], totals: { ...list.totals, roles: 0 } };
    expect(print(rolesPage(none, options))).toContain('No inventory that was loaded tells of roles.');
  });

  it('shows hostile names as text', () => {
    const hostile = { ...role, name: '\u001b[31m\u0007\nx\u202e', kind: '\u001b]8;;x' };
    const page = print(rolesPage({ ...list, roles: [hostile] }, { ...options, search: '\u001b[2J' }));
    expect(actsOnTerminal(page)).toEqual([]);
  });
});
