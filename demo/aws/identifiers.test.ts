import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { accountOfKey, uniqueId } from './identifiers.ts';

describe('uniqueId', () => {
  it('carries the account number in every key id', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999n }), fc.integer(), (number, seed) => {
        const account = { id: number.toString().padStart(12, '0'), name: 'any', regions: [] };
        const key = uniqueId('AKIA', account, new Random(seed));
        expect(key).toMatch(/^AKIA[A-Z2-7]{16}$/);
        expect(accountOfKey(key)).toBe(account.id);
      }),
    );
  });

  it('gives users, roles and policies the length of their kind', () => {
    const account = { id: '123456789012', name: 'any', regions: [] };
    expect(uniqueId('AROA', account, new Random(1))).toHaveLength(21);
  });
});
