import { ScopelightError } from '../../../model/error.ts';

/**
 * Gives where requests with a secret may go, out of an address that somebody set. It is encrypted, or on this machine.
 * @throws {ScopelightError} `usage.invalid` for anything else
 */
export function originOf(text: string, setting: string, example: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(url.hostname);
  if (url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)))
    return url.origin;
  throw new ScopelightError('usage.invalid', `\`${setting}\` is no address of a system`, {
    hint: `set it like this: ${setting}=${example}`,
  });
}
