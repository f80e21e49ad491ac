import type { Random } from '../random.ts';
import type { Account } from './accounts.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an AWS id stands for: long-term key, temporary key, user, role, managed policy, group. */
export type IdPrefix = 'AKIA' | 'ASIA' | 'AIDA' | 'AROA' | 'ANPA' | 'AGPA';

/** Makes an AWS unique id of that account, in the real form: the account number can be read back from it. */
export function uniqueId(prefix: IdPrefix, account: Account, random: Random): string {
  const { fixed, low } = accountCode(account.id);
  const tail = prefix === 'AKIA' || prefix === 'ASIA' ? 7 : 8;
  return prefix + fixed + BASE32.charAt(low + random.below(16)) + random.base32(tail);
}

/** Reads the account number out of an access key id. */
export function accountOfKey(keyId: string): string {
  let bits = 0n;
  for (const letter of keyId.slice(4, 13)) bits = (bits << 5n) | BigInt(BASE32.indexOf(letter));
  return ((bits >> 4n) & 0xff_ffff_ffffn).toString().padStart(12, '0');
}

const codes = new Map<string, { fixed: string; low: number }>();

/** The first nine letters carry a one, the 40 bits of the account number and four free bits. */
function accountCode(id: string): { fixed: string; low: number } {
  const known = codes.get(id);
  if (known) return known;
  let bits = (1n << 40n) | BigInt(id);
  const low = Number(bits & 1n) << 4;
  bits >>= 1n;
  let fixed = '';
  for (let shift = 35n; shift >= 0n; shift -= 5n) fixed += BASE32.charAt(Number((bits >> shift) & 31n));
  const code = { fixed, low };
  codes.set(id, code);
  return code;
}
