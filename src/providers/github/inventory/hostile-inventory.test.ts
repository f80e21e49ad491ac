import { describe, expect, it } from 'vitest';
import {
  runHostileInventory,
  tokensHavePrincipals,
} from '../../shared/laws/run-hostile-inventory.test-support.ts';
import { readInventory, readScopesAtUse, recogniseInventory } from './index.ts';

runHostileInventory('github', {
  read: readInventory,
  recognise: (_, head) => recogniseInventory(head),
  check: tokensHavePrincipals,
});

describe('readScopesAtUse', () => {
  const use = {
    tokenId: '1',
    tokenKind: 'classic-pat',
    principalId: 'user/mira',
    account: 'umbra',
    session: 'repo',
    firstSeen: 10 * 86_400_000,
    lastSeen: 50 * 86_400_000,
    logBegin: 9 * 86_400_000,
    observedAt: 5,
  };

  it('counts all scopes that one token was seen with, and takes late ones for young', () => {
    const later = { ...use, session: 'admin:org', firstSeen: 40 * 86_400_000, observedAt: 7 };
    const { grants, effective } = readScopesAtUse([use, later]);
    expect(effective).toHaveLength(1);
    expect(new Set([...grants].map(({ observedAt }) => observedAt))).toEqual(new Set([7]));
    expect([...grants].map(({ roleId, since }) => [roleId, since])).toEqual([
      ['scopes-at-use/1/admin:org', later.firstSeen],
      ['scopes-at-use/1/repo', undefined],
    ]);
  });

  it('keeps apart what a token held in several organisations', () => {
    const { grants } = readScopesAtUse([use, { ...use, account: 'aurora' }]);
    expect([...grants].map(({ account, path }) => [account, path])).toEqual([
      ['aurora', ['aurora', 'scopes at use']],
      ['umbra', ['umbra', 'scopes at use']],
    ]);
  });

  it('leaves open what a scope gives that is not known', () => {
    expect(readScopesAtUse([{ ...use, session: 'novel:scope' }]).effective).toMatchObject([
      { isComplete: false, unmatched: ['novel:scope'] },
    ]);
  });
});
