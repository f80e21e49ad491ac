import { describe, expect, it } from 'vitest';
import { readInventory } from './read-inventory.ts';

const text = JSON.stringify({
  AccessKeyMetadata: [
    {
      UserName: 'ann',
      AccessKeyId: 'AKIAANNAAAAAAAAAAAA1',
      Status: 'Active',
      CreateDate: '2026-01-02T03:04:05Z',
    },
  ],
});

describe('a list of keys that names no account', () => {
  it.each([
    ['of whom nobody says anything', 'keys.json', undefined, undefined],
    ['of which somebody says the account', 'keys.json', '111122223333', '111122223333'],
    [
      'whose folder names it, whatever somebody says',
      '444455556666/keys.json',
      '111122223333',
      '444455556666',
    ],
    ['of which somebody says what is no account', 'keys.json', 'shop', undefined],
  ])('%s', (_, path, account, wanted) => {
    const { tokens, problems } = readInventory(
      [{ path, text, ...(account !== undefined && { account }) }],
      0,
    );
    expect(tokens.map((token) => token.account)).toEqual(wanted === undefined ? [] : [wanted]);
    expect(problems).toHaveLength(wanted === undefined ? 1 : 0);
  });
});
