import type { TokenReading } from '../../../model/token-format.ts';
import { accountOfId } from './account-of-id.ts';

/** Reads who signed a URL, for what and for how long. The object it opens is not told: its name may be a secret too. */
export function readSignedUrl(value: string): TokenReading | undefined {
  if (!URL.canParse(value)) return undefined;
  const query = new URL(value).searchParams;
  const credential = query.get('X-Amz-Credential') ?? '';
  const [, keyId = '', region = '', service = ''] =
    /^([A-Z2-7]{20})\/\d{8}\/([a-z0-9-]{1,30})\/([a-z0-9-]{1,40})\/aws4_request$/.exec(credential) ?? [];
  if (keyId === '') return undefined;
  const account = accountOfId(keyId);
  const issuedAt = timeOf(query.get('X-Amz-Date') ?? '');
  const seconds = Number(query.get('X-Amz-Expires') ?? 'x');
  return {
    publicIds: [{ name: 'access key id that signed it', value: keyId }],
    ...(account !== undefined && { account }),
    facts: [
      { name: 'service', value: service },
      { name: 'region', value: region },
    ],
    notes: ['whoever has the URL can do what it was signed for, until it expires'],
    ...(issuedAt !== undefined && { issuedAt }),
    ...(issuedAt !== undefined && seconds > 0 && seconds < 1e9 && { expiresAt: issuedAt + seconds * 1000 }),
    secret: `${query.get('X-Amz-Signature') ?? ''}\n${query.get('X-Amz-Security-Token') ?? ''}`,
  };
}

function timeOf(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
