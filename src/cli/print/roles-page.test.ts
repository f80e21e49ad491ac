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
  redundantHolders: 0,
  clonedFrom: { id: 'arn:aws:iam::111122223333:policy/release', name: 'release', similarity: 0.95 },
  history: [
    {
      time: '2026-09-01T10:00:00Z',
      change: 'attach-role',
      actor: 'arn:aws:iam::111122223333:user/ann',
      agent: 'aws-cli',
      isAsCode: false,
      eventId: 'e',
    },
  ],
};
const list: RoleList = {
  schema: 'scopelight.roles/1',
  window: { from: '2026-06-02T00:00:00Z', to: '2026-09-30T00:00:00Z' },
  totals: {
    roles: 9,
    unheld: 1,
    singleHolder: 7,
    unusedWhole: 2,
    nearCopies: 3,
    holders: 8,
    grants: 12,
    redundantGrants: 2,
  },
  growth: {
    months: [
      { month: '2025-09', roles: 5, grants: 6, holders: 4, permissionsPerHolder: 30 },
      { month: '2026-09', roles: 9, grants: 12, holders: 8, permissionsPerHolder: 41 },
    ],
    grantsDoublingDays: 365,
    doublingDays: 180.4,
    perHolder: 1.125,
    index: 61,
    parts: { copies: 0.33, single: 0.78, idle: 0.33, growth: 1 },
  },
  roles: [role],
};
const options = { width: 120, limit: 50 };

describe('rolesPage', () => {
  it('concludes, and tells of each role by what tells it apart', () => {
    const page = print(rolesPage(list, options));
    expect(page).toContain('9 roles for 8 holders; of 2 that are held nothing was used.');
    expect(page).toMatch(/ci\/deploy .* 40 +4 .*release 95\.0 % and 2 more/);
  });

  it('tells how roles grow, and of a searched role what was done to it', () => {
    const page = print(rolesPage(list, { ...options, search: 'deploy' }));
    expect(page).toContain(
      'explosion index 61 of 100, mostly by growth; 1.1 roles a holder, doubling in 180 days',
    );
    expect(page).toContain(
      '12 grants of roles, from 6 in 2025-09; permissions a holder 30 → 41; 2 of them give nothing that other roles',
    );
    expect(page).toContain('like the older release, 95.0 % the same');
    expect(page).toContain('attach-role by arn:aws:iam::111122223333:user/ann  aws-cli, by hand');
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
