import { describe, expect, it } from 'vitest';
import {
  runHostileInventory,
  tokensHavePrincipals,
} from '../../shared/laws/run-hostile-inventory.test-support.ts';
import { readInventory, readScopesAtUse, recogniseInventory } from './index.ts';

runHostileInventory('okta', {
  read: readInventory,
  recognise: (_, head) => recogniseInventory(head),
  check: tokensHavePrincipals,
});

describe('readScopesAtUse', () => {
  const use = {
    tokenId: '0oa1svc',
    tokenKind: 'oauth-client',
    principalId: 'app/0oa1svc',
    account: 'okta',
    session: 'okta.users.read',
    firstSeen: 10 * 86_400_000,
    lastSeen: 50 * 86_400_000,
    logBegin: 9 * 86_400_000,
    observedAt: 5,
  };

  it('counts all scopes that one app was seen with, takes late ones for young, and leaves open what else it holds', () => {
    const later = { ...use, session: 'okta.logs.read', firstSeen: 40 * 86_400_000, observedAt: 7 };
    const { grants, effective } = readScopesAtUse([use, later]);
    expect(effective).toMatchObject([{ principalId: 'app/0oa1svc', isComplete: false, observedAt: 7 }]);
    expect([...grants].map(({ roleId, since }) => [roleId, since])).toEqual([
      ['scopes-at-use/0oa1svc/okta.logs.read', later.firstSeen],
      ['scopes-at-use/0oa1svc/okta.users.read', undefined],
    ]);
  });
});
