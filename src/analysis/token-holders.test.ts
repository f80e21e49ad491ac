import { describe, expect, it } from 'vitest';
import { holderId } from '../model/holder-id.ts';
import { PermissionSet } from '../model/permission-set.ts';
import { sampleToken, sampleUsage } from './gap.test-support.ts';
import type { PrincipalGrants } from './granted.ts';
import type { KnownToken } from './known-tokens.ts';
import { type HolderFacts, tokenHoldings } from './token-holders.ts';
import type { TokenUsage } from './usage-by-token.ts';

const mira = 'user/mira';
const pat = (id: string, kind = 'fine-grained-pat'): KnownToken => ({
  ...sampleToken,
  provider: 'github',
  id,
  kind,
  principalId: mira,
});
const used = (token: KnownToken, ...ids: readonly number[]): TokenUsage =>
  sampleUsage({
    provider: token.provider,
    token_id: token.id,
    token_kind: token.kind,
    principal_id: token.principalId,
    used: ids,
  });

function grants(
  id: string,
  ids: readonly number[],
  isComplete = true,
  provider = 'github',
): [string, PrincipalGrants] {
  const set = PermissionSet.of(ids);
  const none = PermissionSet.empty;
  const names = { kind: 'user', name: 'Mira', owner: 'mira', ownerBasis: 'account of the user' };
  return [
    id,
    {
      provider,
      account: 'umbra',
      principalId: id,
      ...names,
      granted: set,
      limited: none,
      young: none,
      isComplete,
    },
  ];
}

function holdings(facts: Partial<HolderFacts>) {
  return tokenHoldings({
    listed: new Set(),
    usage: [],
    grants: new Map(),
    signsOf: () => ({ tries: undefined, unmappedServices: new Set(['everything']), isNewcomer: false }),
    unmappedOfTokens: new Map(),
    isYoung: () => false,
    ...facts,
  });
}

const own = (token: KnownToken): string => holderId({ principalId: mira, tokenId: token.id });

describe('whose grants a token lives on', () => {
  const [one, two] = [pat('1'), pat('2')];

  it('is the token where grants lie on it, under the name of its principal', () => {
    const holdingOf = holdings({ grants: new Map([grants(mira, [], false), grants(own(one), [4])]) });
    expect(holdingOf(one)).toMatchObject({ holderId: own(one), grants: { name: 'Mira', owner: 'mira' } });
    expect([...(holdingOf(one).grants?.granted ?? [])]).toEqual([4]);
  });

  it('is the principal where it holds something itself', () => {
    const app = { ...one, principalId: 'app/umbra/renovate', id: 'app/umbra/renovate', kind: 'session' };
    const holdingOf = holdings({ grants: new Map([grants(app.principalId, [4])]) });
    expect(holdingOf(app).holderId).toBe(app.principalId);
  });

  it('is not known where the principal’s list is empty because grants lie on tokens', () => {
    const holdingOf = holdings({ grants: new Map([grants(mira, [], false), grants(own(one), [4])]) });
    expect(holdingOf(two)).toMatchObject({ holderId: own(two), grants: undefined });
  });

  it('is the principal for every provider whose grants lie on principals, whatever is listed', () => {
    const key = { ...sampleToken };
    const holdingOf = holdings({ grants: new Map([grants(key.principalId, [], false, 'aws')]) });
    expect(holdingOf(key)).toMatchObject({ holderId: key.principalId, grants: { isComplete: false } });
    expect(holdings({})(key)).toMatchObject({ holderId: key.principalId, grants: undefined });
  });
});

describe('what else says something of a token with grants of its own', () => {
  const [one, two, lost, other] = [pat('1'), pat('2'), pat('3'), pat('4', 'oauth-token')];
  const nameless = { ...pat(''), kind: '' };
  const holdingOf = holdings({
    grants: new Map([grants(own(one), [1, 2, 3, 4, 5]), grants(own(two), [1])]),
    listed: new Set(['1', '2']),
    usage: [used(one, 1), used(two, 2), used(lost, 3), used(other, 4), used(nameless, 5)],
    unmappedOfTokens: new Map([['1', new Set(['mine'])]]),
  });

  it('is its own use, calls without a token, and such of its kind that no inventory lists', () => {
    expect([...holdingOf(one).principal.used]).toEqual([1, 3, 5]);
  });

  it('is what it called itself of which nothing is known, not what others did', () => {
    expect(holdingOf(one).signs.unmappedServices).toEqual(new Set(['mine']));
    expect(holdingOf(two).signs.unmappedServices).toBeUndefined();
  });
});
