/** From this length on, a shared piece of text gives a secret away. */
const sharedMax = 8;

/**
 * Tells whether a text shares no piece of eight characters with a secret. What a token says of itself is written by
 * whoever made it, and may repeat the secret.
 */
export function mayBeShown(text: string, secret: string): boolean {
  if (secret.length < sharedMax) return secret === '' || !text.includes(secret);
  for (let at = 0; at + sharedMax <= text.length; at++) {
    if (secret.includes(text.slice(at, at + sharedMax))) return false;
  }
  return true;
}
