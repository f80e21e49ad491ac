const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bits of an account number, and of what stands after it in the nine letters that hold both. */
const accountBits = 40n;
const restBits = 4n;

/**
 * Reads the account number out of an AWS id, where it holds one: ids of the newer form begin with a bit that is set,
 * the number follows. Older ids (their fifth letter lies before Q) were drawn at random.
 * @returns undefined where the id says nothing of its account
 */
export function accountOfId(id: string): string | undefined {
  let bits = 0n;
  for (const letter of id.slice(4, 13)) {
    const value = base32.indexOf(letter);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  const number = (bits >> restBits) & ((1n << accountBits) - 1n);
  const isNewer = bits >> (accountBits + restBits) === 1n;
  return isNewer && number < 1_000_000_000_000n ? number.toString().padStart(12, '0') : undefined;
}
