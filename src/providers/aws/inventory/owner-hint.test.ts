import { describe, expect, it } from 'vitest';
import { ownerHint } from './owner-hint.ts';

describe('ownerHint', () => {
  it.each([
    [{ Owner: 'ann', Team: 'web' }, 'ci', { name: 'ann', basis: 'tag:Owner' }],
    [
      { 'owner-email': 'ann@example.com', contact: 'x' },
      'ci',
      { name: 'ann@example.com', basis: 'tag:owner-email' },
    ],
    [{ 'acme:TEAM_NAME': 'web' }, 'ci', { name: 'web', basis: 'tag:acme:TEAM_NAME' }],
    [{ 'created-by': 'terraform', cost: '5' }, 'ci', { name: 'terraform', basis: 'tag:created-by' }],
    [{ owner: '  ' }, 'ann@example.com', { name: 'ann@example.com', basis: 'name' }],
  ])('of %j is found', (tags, name, owner) => {
    expect(ownerHint(tags, name)).toEqual(owner);
  });

  it('is not made up', () => {
    expect(ownerHint({ Environment: 'prod' }, 'ci-deploy')).toBeUndefined();
  });
});
